using Testbed.Core;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>A run that is killed or interrupted loses nothing and repeats nothing.</summary>
[Trait("Category", "Slow")]
public sealed class InterruptionTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Goes_On_After_Kills_At_Random_Moments_Without_Losing_Or_Repeating_A_Trial()
    {
        var whole = Selection.Run(Selection.AsFound, _temp["whole"], Selection.Many);
        Assert.Equal(0, whole.Process.ExitCode);
        var random = RandomStream.For(20261123, "end-to-end/kill");
        var kills = 0;
        for (IReadOnlyList<string> before = []; kills < 5; kills++)
        {
            using var run = TestbedCli.Start(["run", Selection.AsFound, "--out", _temp["killed"], .. Selection.Many, "--as-of", "2026-11-23"]);
            // Every other time from its very start, so that a journal that is being opened may be hit, too.
            if (kills % 2 == 0)
            {
                run.WaitFor(" %");
            }

            if (run.EndsWithin(random.Next(0, 500)))
            {
                break;
            }

            run.Send(ToolProcess.Signal.Kill);
            Assert.NotEqual(0, run.Wait().ExitCode);
            var after = Selection.Journalled(_temp["killed"]);
            Assert.Equal(before, after.Take(before.Count));
            before = after;
        }

        Assert.True(kills >= 2, "the run ended before it could be killed twice");
        var resumedWith = Selection.Journalled(_temp["killed"]);
        Assert.True(resumedWith.Count > 0 && resumedWith.Count < whole.Trials, $"{resumedWith.Count} of {whole.Trials} trials after {kills} kills: nothing was left to resume");
        var last = Selection.Run(Selection.AsFound, _temp["killed"], Selection.Many);

        Assert.Equal(0, last.Process.ExitCode);
        Assert.Contains($"going on with an unfinished run: {resumedWith.Count} trials are there", last.Process.Output, StringComparison.Ordinal);
        Assert.Equal(whole.Trials, last.Trials);
        Assert.Equal(whole.EvidenceHash, last.EvidenceHash);
        var journal = Selection.Journalled(_temp["killed"]);
        Assert.Equal(resumedWith, journal.Take(resumedWith.Count));
        Assert.Equal(Selection.Journalled(_temp["whole"]).Order(StringComparer.Ordinal), journal.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keeps_Finished_Trials_On_Ctrl_C_And_Says_So()
    {
        ToolResult interrupted;
        using (var run = TestbedCli.Start(["run", Selection.AsFound, "--out", _temp["cut"], .. Selection.Many]))
        {
            run.WaitFor(" 10 %");
            run.Send(ToolProcess.Signal.Interrupt);
            interrupted = run.Wait();
        }

        Assert.True(interrupted.ExitCode == 3, interrupted.ToString());
        Assert.Contains("cut short; finished trials are kept", interrupted.Error, StringComparison.Ordinal);
        var kept = Selection.Journalled(_temp["cut"]);
        Assert.True(kept.Count > 10, interrupted.ToString());
        Assert.Contains("\"complete\": false", File.ReadAllText(Path.Combine(_temp["cut"], "result.json")), StringComparison.Ordinal);

        var rest = Selection.Run(Selection.AsFound, _temp["cut"], Selection.Many);

        Assert.Equal(0, rest.Process.ExitCode);
        Assert.Equal(kept, Selection.Journalled(_temp["cut"]).Take(kept.Count));
        Assert.Contains("\"complete\": true", File.ReadAllText(rest.PathOf("result.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Begins_Anew_When_The_Run_Is_Another()
    {
        Selection.Run(Selection.AsFound, _temp["out"], Selection.Least);

        var other = Selection.Run(Selection.AsFound, _temp["out"], [.. Selection.Least, "--seed", "2"]);

        Assert.DoesNotContain("going on", other.Process.Output, StringComparison.Ordinal);
        Assert.Equal(other.Trials, Selection.Journalled(_temp["out"]).Count);
    }

    public void Dispose() => _temp.Dispose();
}
