using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 4.3: offers outdated protocol versions and broken cipher suites to the gateway ends of conduits with TLS. Breach: one is taken, or the end talks in the
/// clear. Cells: the conduit and the zone of the gateway end; assets with Modbus/TCP Security, with the plain service that a client may use instead, from inside and across
/// conduits. Key management is declared.
/// </summary>
public sealed class WeakCryptography() : Probe("weak-cryptography", "SR 4.3")
{
    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var conduit in scenario.Conduits.Where(c => scenario.Control<MutualTlsConfig>(c.Id) is not null))
        {
            if (SpanEntry.Of(scenario, conduit) is { } subject)
            {
                var end = SpanHost.End(conduit, subject.View.To.Zone);
                yield return At(conduit.Id, end, $"{conduit.Id}:tls");
                yield return At(subject.View.To.Zone, end, $"{conduit.Id}:tls");
            }
        }

        foreach (var entry in SecuredEntry.All(scenario))
        {
            yield return At(entry.Place, entry.Asset.Id, $"{entry.Interface}:tls");
        }
    }

    /// <inheritdoc/>
    public override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range) =>
        SecuredEntry.Of(range.Scenario, cell) is { } entry ? AtAssetAsync(entry, range) : AtGatewayAsync(cell, range);

    private static Task<AttackOutcome> AtAssetAsync(SecuredEntry entry, IAttackRange range) => entry.AsCallerAsync(range, async from =>
    {
        range.Act("T0830", $"weak offers to {entry.Asset.Id}");
        foreach (var (name, hello) in WeakHello.Below(range.Scenario.Control<ModbusSecurityConfig>(entry.Asset.Id)!.MinVersion))
        {
            if (await TakesAsync(range, () => range.OpenAsync(from, entry.Asset.Id, entry.Service.Port), hello))
            {
                return AttackOutcome.Succeeded($"{entry.Asset.Id} took an offer of {name} on {entry.Service.Id}.");
            }
        }

        using var link = await range.OpenAsync(from, entry.Asset.Id, entry.Service.Port) is { } stream
            ? ModbusLink.Over(range, stream, (byte)(entry.Service.Unit ?? 1))
            : null;
        return await entry.ReadsAsync(link)
            ? AttackOutcome.Succeeded($"{entry.Asset.Id} talks in the clear on {entry.Service.Id}.")
            : AttackOutcome.Resisted($"{entry.Asset.Id} refused every outdated version and suite on {entry.Service.Id}.");
    });

    private static async Task<AttackOutcome> AtGatewayAsync(Cell cell, IAttackRange range)
    {
        var conduit = range.Scenario.Conduit(cell.Interface.Split(':')[0])!;
        var subject = SpanEntry.Of(range.Scenario, conduit)!;
        var host = new SpanHost(range, conduit, subject.View.Flow);
        range.Act("T0830", $"weak offers to {cell.Asset}");
        foreach (var (name, hello) in WeakHello.Below(range.Scenario.Control<MutualTlsConfig>(conduit.Id)!.MinVersion))
        {
            if (await TakesAsync(range, host.DialAsync, hello))
            {
                return AttackOutcome.Succeeded($"{cell.Asset} took an offer of {name}.");
            }
        }

        return await SpanIntrusion.AnsweredAsync(range, () => host.PlainAsync(host.Address(subject.View.From.Id)), subject)
            ? AttackOutcome.Succeeded($"{cell.Asset} talks in the clear.")
            : AttackOutcome.Resisted($"{cell.Asset} refused every outdated version and suite.");
    }

    private static async Task<bool> TakesAsync(IAttackRange range, Func<Task<Stream?>> dial, byte[] hello)
    {
        if (await dial() is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
            try
            {
                await stream.WriteAsync(hello, patience.Token);
                var answer = new byte[6];
                return await stream.FillAsync(answer, patience.Token) == answer.Length && WeakHello.IsAccepted(answer);
            }
            catch (Exception e) when (SpanHost.IsRefusal(e))
            {
                return false;
            }
        }
    }
}
