using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>The attack steps of a detection scope, made across one conduit.</summary>
internal static class DetectionStep
{
    /// <summary>More than any rule that counts lets pass, and less than a flood.</summary>
    private const int Hurry = 40;

    /// <summary>True when the conduit offers what the step needs.</summary>
    public static bool IsPossible(Scenario scenario, ConduitConfig conduit, string step) => step switch
    {
        "scan" => Target(scenario, conduit) is not null,
        "failed-log-on" => Console(scenario, conduit) is not null,
        "unauthorised-write" or "malformed" or "flood" or "read-sweep" or "connection-storm" or "command-rate" or "replay" => Flow(scenario, conduit) is not null,
        "rogue-device" => Declared(scenario, conduit) is not null,
        _ => false,
    };

    /// <summary>Makes the step; false when nothing could be attempted.</summary>
    public static async Task<bool> MakeAsync(IAttackRange range, ConduitConfig conduit, string step)
    {
        var scenario = range.Scenario;
        switch (step)
        {
            case "scan":
                return await ScanAsync(range, conduit, Target(scenario, conduit)!);
            case "failed-log-on":
                return await GuessAsync(range, conduit, Console(scenario, conduit)!.Value);
            case "rogue-device":
                var declared = Declared(scenario, conduit)!;
                using (range.Network.Enter(declared.From.Zone, AttackRangeExtensions.Attacker))
                {
                    range.Act("T0848", $"rogue device in front of {conduit.Id}");
                    await ServiceTouch.AnswersAsync(range, AttackRangeExtensions.Attacker, declared.To, declared.Service);
                    return true;
                }

            default:
                return await OnFlowAsync(range, Flow(scenario, conduit)!, step);
        }
    }

    private static async Task<bool> OnFlowAsync(IAttackRange range, FlowView flow, string step)
    {
        if (step == "flood")
        {
            var pdu = SpanSubject.ForFlow(flow, write: false)?.ReadPdu() ?? StormInZone.ReadOfFirstPoint(flow.To);
            await Flood.RunAsync(range, flow.From.Id, flow.To, flow.Service, pdu, 2000, 1);
            return true;
        }

        if (step is "connection-storm" or "replay")
        {
            return step == "replay" ? await ReplayAsync(range, flow) : await StormAsync(range, flow);
        }

        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        if (link is null)
        {
            // Refused already at the door: that, too, has to be reported.
            return true;
        }

        if (step == "malformed")
        {
            range.Act("T0855", $"malformed frames through {flow.Conduit.Id}");
            await link.SendAsync([3, 0, 0, 0, 0]);
            await link.Client.SendRawAsync(Convert.FromHexString("0001123400060103000000010000"));
            return true;
        }

        if (step is "read-sweep" or "command-rate")
        {
            // Places that the declared poll has or has not: it is their number that no ordinary master reads; and one command that does nothing, again and again.
            range.Act(step == "read-sweep" ? "T0861" : "T0806", $"{step} through {flow.Conduit.Id}");
            for (var i = 0; i < Hurry; i++)
            {
                await link.SendAsync(step == "read-sweep" ? [4, 0, (byte)i, 0, 1] : [5, 0xFF, 0xFE, 0, 0]);
            }

            return true;
        }

        range.Act("T0855", $"undeclared write through {flow.Conduit.Id}");
        if (FlowPolicy.UndeclaredWrites(range.Scenario, flow.From.Id, flow.To, flow.Service).FirstOrDefault() is ({ } target, var multiple))
        {
            await link.WriteAsync(target, target.DifferentInRange(range.Truth.Point(flow.To.Id, target.Point.Name)), multiple);
            return true;
        }

        // A server with nothing to write: the attempt is to be reported all the same.
        await link.SendAsync([6, 0, 0, 0, 1]);
        return true;
    }

    private static async Task<bool> StormAsync(IAttackRange range, FlowView flow)
    {
        range.Act("T0814", $"connections in a row through {flow.Conduit.Id}");
        for (var i = 0; i < Hurry; i++)
        {
            if (await range.OpenAsync(flow.From.Id, flow.To.Id, flow.Service.Port) is { } stream)
            {
                await stream.DisposeAsync();
            }
        }

        return true;
    }

    /// <summary>One write, byte for byte the same over two connections; to a coil that no device has, so that it can do nothing.</summary>
    private static async Task<bool> ReplayAsync(IAttackRange range, FlowView flow)
    {
        range.Act("T0848", $"a recorded write again through {flow.Conduit.Id}");
        for (var i = 0; i < 2; i++)
        {
            using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
            if (link is null)
            {
                return true;
            }

            await link.Client.SendRawAsync(Convert.FromHexString($"5A5A00000006{flow.Service.Unit ?? 1:X2}05FFFE0000"));
        }

        return true;
    }

    private static async Task<bool> ScanAsync(IAttackRange range, ConduitConfig conduit, AssetConfig target)
    {
        using var guest = range.Network.Enter(conduit.Other(target.Zone), AttackRangeExtensions.Attacker);
        range.Act("T0846", $"port scan of {target.Id} through {conduit.Id}");
        int[] ports = [21, 22, 23, 80, 102, 443, 445, 502, 802, 2222, 4840, 8080, 20000, 44818];
        foreach (var port in ports)
        {
            if (await range.OpenAsync(AttackRangeExtensions.Attacker, target.Id, port) is { } stream)
            {
                await stream.DisposeAsync();
            }
        }

        return true;
    }

    private static async Task<bool> GuessAsync(IAttackRange range, ConduitConfig conduit, (AssetConfig Asset, ServiceConfig Service) console)
    {
        var declared = conduit.Flows.FirstOrDefault(f => f.To == console.Asset.Id && f.Port == console.Service.Port)?.From;
        using var guest = declared is null ? range.Network.Enter(conduit.Other(console.Asset.Zone), AttackRangeExtensions.Attacker) : null;
        range.Act("T0859", $"password guesses at {console.Asset.Id} through {conduit.Id}");
        var name = console.Asset.Accounts.Count > 0 ? console.Asset.Accounts[0].Name : "admin";
        for (var i = 0; i < 6; i++)
        {
            if (await ConsoleLink.OpenAsync(range, declared ?? AttackRangeExtensions.Attacker, console.Asset.Id, console.Service.Port) is { } link)
            {
                await using (link)
                {
                    await link.LogOnAsync(name, $"guess-{i}");
                }
            }
        }

        return true;
    }

    private static FlowView? Flow(Scenario scenario, ConduitConfig conduit, ServiceProtocol protocol = ServiceProtocol.Modbus) =>
        scenario.Flows(protocol).FirstOrDefault(f => f.Conduit.Id == conduit.Id);

    /// <summary>A declared flow between assets: Modbus where there is one, else any.</summary>
    private static FlowView? Declared(Scenario scenario, ConduitConfig conduit) =>
        Flow(scenario, conduit) ?? Enum.GetValues<ServiceProtocol>().Select(p => Flow(scenario, conduit, p)).FirstOrDefault(f => f is not null);

    private static AssetConfig? Target(Scenario scenario, ConduitConfig conduit) =>
        new[] { conduit.ZoneB, conduit.ZoneA }.Where(z => !scenario.IsExternal(z)).SelectMany(scenario.In).FirstOrDefault();

    private static (AssetConfig Asset, ServiceConfig Service)? Console(Scenario scenario, ConduitConfig conduit)
    {
        var all = new[] { conduit.ZoneB, conduit.ZoneA }.Where(z => !scenario.IsExternal(z)).SelectMany(scenario.In)
            .SelectMany(a => a.Services.Where(s => s.Protocol == ServiceProtocol.Console).Select(s => (a, s))).ToList();
        var declared = all.Where(c => conduit.Flows.Any(f => f.To == c.a.Id && f.Port == c.s.Port)).ToList();
        return declared.Count > 0 ? declared[0] : all.Count > 0 ? all[0] : null;
    }
}
