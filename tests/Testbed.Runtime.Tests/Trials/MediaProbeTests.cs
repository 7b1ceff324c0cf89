using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Probes of files, wireless media and portable devices, on real sockets: each succeeds in the open twin, is resisted by its control alone, and notices a weaker one.</summary>
public sealed class MediaProbeTests
{
    [Theory]
    [InlineData("started-malware", "JH-1")]
    [InlineData("malware-in-transfer", "JH-1")]
    [InlineData("wireless-stranger", "RTU-DRS-3")]
    [InlineData("wireless-clone", "RTU-DRS-3")]
    [InlineData("wireless-misuse", "RTU-DRS-3")]
    [InlineData("unreported-wireless-device", "RTU-DRS-3")]
    [InlineData("stray-laptop", "PLC-CGS")]
    [InlineData("laptop-without-posture", "PLC-CGS")]
    public void Succeeds_Open_And_Is_Resisted_By_The_Claiming_Control_Alone(string probe, string asset)
    {
        Expect(TrialOutcome.Succeeded, Run(StationLab.Hardened, probe, asset, TwinKind.Open));
        Expect(TrialOutcome.Resisted, Run(StationLab.Hardened, probe, asset, TwinKind.Armed));
        var alone = Run(StationLab.Hardened, probe, asset, TwinKind.Probe);
        Expect(TrialOutcome.Resisted, alone);
        Assert.Contains(alone.Reactions, r => r.Action == LedgerAction.Blocked);
    }

    /// <summary>A secured port whose lock asks for no visit, and a closed socket that lists no device.</summary>
    [Theory]
    [InlineData("stray-laptop", "CAL-1", "served the approved laptop and no other")]
    [InlineData("laptop-without-posture", "CAL-1", "lately found in order")]
    [InlineData("stray-laptop", "RTU-DRS-1", "did not serve a laptop")]
    public void Ports_Without_Visits_Are_Tried_As_Well(string probe, string asset, string reason)
    {
        Expect(TrialOutcome.Succeeded, Run(StationLab.Utility, probe, asset, TwinKind.Open));
        Expect(TrialOutcome.Resisted, Run(StationLab.Utility, probe, asset, TwinKind.Armed));
        var alone = Run(StationLab.Utility, probe, asset, TwinKind.Probe);
        Expect(TrialOutcome.Resisted, alone);
        Assert.Contains(reason, alone.Reason, StringComparison.Ordinal);
    }

    /// <summary>Behind a port lock nothing is provoked, so nothing is missing; without the lock the records alone decide.</summary>
    [Theory]
    [InlineData("unrecorded-event", "could not be reached")]
    [InlineData("unreadable-trail", "could not be reached")]
    [InlineData("too-many-connections", "did not serve a stranger")]
    public void What_A_Port_Lock_Turned_Away_Is_No_Breach_Of_Another_Row(string probe, string reason)
    {
        var cell = ProbeCatalogue.Find(probe)!.Cells(StationLab.Hardened).First(c => c is { Asset: "PLC-CGS", Interface: "modbus" });
        var armed = Run(StationLab.Hardened, cell, TwinKind.Armed);
        Expect(TrialOutcome.Resisted, armed);
        Assert.Contains(reason, armed.Reason, StringComparison.Ordinal);
        Expect(TrialOutcome.Succeeded, Run(StationLab.Hardened, cell, TwinKind.Open));
        var alone = Run(StationLab.Hardened, cell, TwinKind.Probe);
        Expect(TrialOutcome.Resisted, alone);
        Assert.DoesNotContain(reason, alone.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Weakenings => new()
    {
        { "file-check-weak/file-check/entry", "keeps" },
        { "file-check-weak/file-check/exit", "gave out" },
        { "file-check-weak/file-check/archives", "drawings.zip" },
        { "file-check-weak/file-check/pieces", "slices.bin" },
        { "file-check-weak/file-check/frozen", "released set" },
        { "malware-protection-weak/malware-protection/frozen", "released set" },
        { "malware-protection-weak/malware-protection/ageless", "older than declared" },
        { "wireless-weak/C5.3-wireless/group-key", "with the key of another" },
        { "wireless-weak/C5.3-wireless/copies", "that was on line" },
        { "wireless-weak/C5.3-wireless/withdrawn", "that was withdrawn" },
        { "wireless-weak/C5.3-wireless/any-service", "nobody declared" },
        { "wireless-weak/C5.3-wireless/silent", "Nobody was told" },
        { "portable-device-weak/port-lock/unlocked", "nobody had let in" },
        { "portable-device-weak/port-lock/for-good", "without a visit" },
        { "portable-device-weak/port-lock/unchecked", "without a statement" },
        { "portable-device-weak/port-lock/stale", "older than declared" },
    };

    [Theory]
    [MemberData(nameof(Weakenings))]
    public void Notices_A_Weaker_Control(string mutant, string reason)
    {
        var weaker = Assert.Single(MutationOperators.Mutants(StationLab.Hardened, [mutant]));
        var row = weaker.ExpectedBlame[0];
        var reach = new ControlReach(StationLab.Hardened, weaker.Control);
        var (probe, cell) = ProbeCatalogue.All.Where(p => p.Requirement == row)
            .Select(p => (p, p.Cells(StationLab.Hardened).FirstOrDefault(reach.Answers))).First(p => p.Item2 is not null);

        // The probe goes by what is declared, the twin is the weaker one.
        var result = Run(weaker.Mutated, probe.Id, cell!.Asset, TwinKind.Probe, StationLab.Hardened);
        Expect(TrialOutcome.Succeeded, result);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_Of_A_Declared_Flow_Are_Tried_Across_Its_Conduit()
    {
        var flow = new FlowConfig("C3-files", "VPN-1", "JH-1", FileMessage.DefaultPort, ServiceProtocol.Files, [], "suppliers' files");
        var scenario = StationLab.Hardened with
        {
            Conduits = [.. StationLab.Hardened.Conduits.Select(c => c.Id == "C3" ? c with { Flows = [.. c.Flows, flow] } : c)],
        };
        var cell = Assert.Single(ProbeCatalogue.Find("malware-in-transfer")!.Cells(scenario), c => c.Place == "C3");
        Assert.Contains(PlaceFeatures.FileTransfer, PlaceFeatureDeriver.Features(scenario, "C3"));
        Expect(TrialOutcome.Succeeded, Run(scenario, cell, TwinKind.Open));
        var alone = Run(scenario, cell, TwinKind.Probe);
        Expect(TrialOutcome.Resisted, alone);
        Assert.Contains(alone.Reactions, r => r is { Control: "file-check", Action: LedgerAction.Blocked });
    }

    private static void Expect(TrialOutcome outcome, TrialResult result) => Assert.True(result.Outcome == outcome, $"{result.Twin}: {result.Outcome} {result.Reason}");

    private static TrialResult Run(Scenario scenario, string id, string asset, TwinKind kind, Scenario? declared = null) =>
        Run(scenario, ProbeCatalogue.Find(id)!.Cells(scenario).First(c => c.Asset == asset), kind, declared);

    private static TrialResult Run(Scenario scenario, Cell cell, TwinKind kind, Scenario? declared = null)
    {
        var probe = ProbeCatalogue.All.First(p => p.Requirement == cell.Requirement && p.Cells(scenario).Contains(cell));
        var spec = new TrialSpec
        {
            Id = $"media/{cell}/{kind}", Kind = TrialKind.Probe, Twin = kind, Subject = probe.Id, Cell = cell,
            Attack = r => probe.RunAsync(cell, declared is null ? r : new DeclaredRange(r, declared)),
        };
        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 181);
        return new TrialRunner(blueprint, new TwinOptions()).Run(spec, host).Result;
    }
}
