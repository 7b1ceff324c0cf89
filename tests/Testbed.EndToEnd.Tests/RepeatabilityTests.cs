using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>One seed, one evidence hash: whatever the machine does.</summary>
[Trait("Category", "Slow")]
public sealed class RepeatabilityTests : IDisposable, IClassFixture<RepeatabilityTests.Reference>
{
    private readonly Reference _reference;
    private readonly TempFolder _temp = new();

    public RepeatabilityTests(Reference reference) => _reference = reference;

    [Theory]
    [InlineData(Selection.AsFound)]
    [InlineData(Selection.Hardened)]
    public void Gives_The_Same_Evidence_Again(string scenario)
    {
        var again = Selection.Run(scenario, _temp["again"], Selection.Inputs);

        Assert.Equal(0, again.Process.ExitCode);
        Assert.True(again.Trials >= 10, again.Process.ToString());
        Assert.Equal(_reference.Hash(scenario), again.EvidenceHash);
        Assert.Equal(again.EvidenceHash, again.EvidenceFileHash);
    }

    [Theory]
    [InlineData(Selection.AsFound, 1)]
    [InlineData(Selection.Hardened, 2)]
    public void Gives_The_Same_Evidence_Whatever_Delivery_Does(string scenario, int noise) =>
        Assert.Equal(_reference.Hash(scenario), Selection.Run(scenario, _temp["noise"], [.. Selection.Inputs, "--delivery-noise", $"{noise}"]).EvidenceHash);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Gives_The_Same_Evidence_With_Trials_Serial_Or_Parallel(int workers) =>
        Assert.Equal(
            _reference.Hash(Selection.Hardened), Selection.Run(Selection.Hardened, _temp["workers"], [.. Selection.Inputs, "--workers", $"{workers}"]).EvidenceHash);

    [Fact]
    public void Gives_Other_Evidence_For_Another_Seed() =>
        Assert.NotEqual(_reference.Hash(Selection.Hardened), Selection.Run(Selection.Hardened, _temp["seed"], [.. Selection.Inputs, "--seed", "2"]).EvidenceHash);

    [SkippableFact]
    public void Gives_The_Same_Evidence_On_One_Processor_Under_Stress()
    {
        var taskset = ToolProcess.Find("taskset");
        Skip.If(taskset is null, "taskset is not installed");
        using var stress = ToolProcess.Start(taskset!, ["-c", "0", "sh", "-c", "while :; do :; done"]);

        var run = new Finished(
            TestbedCli.RunUnder([taskset!, "-c", "0"], ["run", Selection.AsFound, "--out", _temp["one"], .. Selection.Inputs]), _temp["one"]);

        Assert.False(stress.HasExited);
        Assert.Equal(_reference.Hash(Selection.AsFound), run.EvidenceHash);
    }

    [Fact]
    public void Gives_The_Same_Evidence_Beside_Another_Run()
    {
        using var other = TestbedCli.Start(["run", Selection.AsFound, "--out", _temp["other"], .. Selection.Many]);
        other.WaitFor("trials");
        var run = Selection.Run(Selection.AsFound, _temp["beside"], Selection.Inputs);

        Assert.False(other.HasExited, "both runs must hold their address slots at the same time");
        Assert.Equal(_reference.Hash(Selection.AsFound), run.EvidenceHash);
    }

    public void Dispose() => _temp.Dispose();

    /// <summary>The hashes all others are compared with: plain runs of each scenario, made once.</summary>
    public sealed class Reference
    {
        private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

        /// <summary>The hash of a scenario's plain run.</summary>
        public string Hash(string scenario)
        {
            if (!_hashes.TryGetValue(scenario, out var hash))
            {
                using var temp = new TempFolder();
                hash = _hashes[scenario] = Selection.Run(scenario, temp["reference"], Selection.Inputs).EvidenceHash;
            }

            return hash;
        }
    }
}
