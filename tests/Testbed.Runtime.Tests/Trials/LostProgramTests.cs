using System.Security.Cryptography.X509Certificates;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What lost-program says of a recovery that works, of backups without the program, and of each thing that a recovery may lose.</summary>
public sealed class LostProgramTests
{
    private const string Gate = "PLC-CGS";

    // The laptop of the one who recovers the controller has been let in.
    private static readonly Scenario Hardened = StationLab.Hardened with { Controls = [.. StationLab.Hardened.Controls.Where(c => c is not PortableDeviceConfig)] };

    [Fact]
    public void A_Whole_Recovery_Is_No_Breach_And_Has_Moved_An_Output() =>
        Expect(TrialOutcome.Resisted, "its changed program, and output-b follows it", Run(Hardened, r => r));

    [Fact]
    public void A_Backup_Without_The_Program_Leaves_The_Spare_Empty()
    {
        var weaker = Hardened with
        {
            Controls = [.. Hardened.Controls.Select(c => c is BackupConfig { On: Gate } backup ? backup with { Sections = ["settings", "accounts", "roles", "controls"] } : c)],
        };
        Expect(TrialOutcome.Succeeded, "has no program", Run(weaker, r => r));
    }

    [Theory]
    [InlineData("another program", "has another program")]
    [InlineData("stopped", "does not run its program")]
    [InlineData("not retained", "has lost what its program retained")]
    [InlineData("stuck", "output-b does not follow")]
    public void Whatever_A_Recovery_Loses_Is_A_Breach(string loss, string reason) =>
        Expect(TrialOutcome.Succeeded, reason, Run(Hardened, r => new Lossy(r, loss)));

    private static void Expect(TrialOutcome outcome, string reason, TrialResult result)
    {
        Assert.True(result.Outcome == outcome, result.Reason);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    private static TrialResult Run(Scenario scenario, Func<IAttackRange, IAttackRange> change)
    {
        var probe = new LostProgram();
        var cell = probe.Cells(scenario).Single(c => c.Asset == Gate);
        var spec = new TrialSpec
        {
            Id = "lost", Kind = TrialKind.Probe, Twin = TwinKind.Armed, Subject = probe.Id, Cell = cell, Attack = r => probe.RunAsync(cell, change(r)),
        };
        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 180);
        return new TrialRunner(blueprint, new TwinOptions()).Run(spec, host).Result;
    }

    /// <summary>A range in whose spare something is other than it was, as the truth tells.</summary>
    private sealed class Lossy(IAttackRange range, string loss) : IAttackRange, ITwinView, IFaults
    {
        private bool _isReplaced;

        public Scenario Scenario => range.Scenario;

        public IZoneNetwork Network => range.Network;

        public ISpanAccess Spans => range.Spans;

        public IFaults Faults => this;

        public ITwinView Truth => this;

        public TimeProvider Clock => range.Clock;

        public RandomStream Random => range.Random;

        public ITrialRecorder Recorder => range.Recorder;

        public (int CustomersOut, double PeakOverLimitBar) Process => range.Truth.Process;

        public X509Certificate2 Certificate(CertificateCase kind, string name) => range.Certificate(kind, name);

        public X509Certificate2 CertificateWithRole(string name, string role) => range.CertificateWithRole(name, role);

        public bool IsSecured(string asset, int port) => range.IsSecured(asset, port);

        public Task WaitAsync(TimeSpan simulated) => range.WaitAsync(simulated);

        public double? Point(string asset, string point) => _isReplaced && loss == "stuck" ? 0 : range.Truth.Point(asset, point);

        public IReadOnlyList<AuditRecord> Audit(string asset) => range.Truth.Audit(asset);

        public IReadOnlyList<(long Tick, string Message)> Collected(string collector) => range.Truth.Collected(collector);

        public TwinProgram? Program(string asset) => range.Truth.Program(asset) is not { } program || !_isReplaced ? range.Truth.Program(asset)
            : loss == "another program" ? program with { Digest = new string('0', 64) }
            : loss == "stopped" ? program with { State = "STOP" } : program;

        public string? Variable(string asset, string path) => _isReplaced && loss == "not retained" ? "0.0" : range.Truth.Variable(asset, path);

        public TimeSpan LongestScanGap(string asset) => range.Truth.LongestScanGap(asset);

        public (int Good, int Failed) Polls(string pollId) => range.Truth.Polls(pollId);

        public IDisposable Outage(string asset) => range.Faults.Outage(asset);

        public void Replace(string asset)
        {
            _isReplaced = true;
            range.Faults.Replace(asset);
        }

        public void TurnKey(string asset, string position) => range.Faults.TurnKey(asset, position);

        public void SwapProgram(string asset, ProgramBundle program) => range.Faults.SwapProgram(asset, program);

        public IDisposable BreakBoundary(string conduit, BoundaryFailure failure) => range.Faults.BreakBoundary(conduit, failure);

        public IDisposable BreakPlant(string element, PlantFailure failure) => range.Faults.BreakPlant(element, failure);
    }
}
