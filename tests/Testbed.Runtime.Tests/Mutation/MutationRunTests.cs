using System.Text.Json;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

/// <summary>Mutants of different operators end to end: real twins, real probes, real assessment.</summary>
[Trait("Category", "Slow")]
public sealed class MutationRunTests
{
    private static readonly Dictionary<string, string> Blame = new()
    {
        ["control-disarmed/gate-ranges"] = "SR 3.5",
        ["rule-too-wide/C6-allow-list"] = "SR 5.2",
        ["wrong-certificate-trusted/C6-tls"] = "SR 1.8",
        ["validity-unchecked/C6-tls"] = "SR 1.9",
        ["lock-out-off/lock-out@PLC-CGS/attempts"] = "SR 1.11",
        ["password-policy-weak/password-policy@PLC-CGS/length"] = "SR 1.7",
        ["notification-empty/use-notification@PLC-CGS"] = "SR 1.12",
        ["roles-all/roles@PLC-CGS"] = "SR 2.1",
        ["session-limit-off/session-limits@PLC-CGS/sessions"] = "SR 2.7",
        ["audit-collector-lost/audit@PLC-CGS"] = "SR 2.8 RE 1",
        ["rate-limit-huge/C4-rate"] = "SR 7.1 RE 1",
        ["key-switch-open/gate-key/stop"] = "SR 2.1",
        ["signed-program-weak/signed-program@PLC-CGS/authority"] = "SR 2.4",
        ["signed-program-weak/signed-program@PLC-CGS/older"] = "SR 3.4",
        ["backup-weak/backup@PLC-CGS/program"] = "SR 7.4",
    };

    [Fact]
    public void Mutants_Are_Noticed_And_Blamed_Right_And_A_Covered_One_Is_Equivalent()
    {
        // The gate's default account is a shared one too: with only its first refusal gone, the other one of the same control still holds.
        const string covered = "vendor-defaults-allowed/accounts@PLC-CGS";
        var request = new MutationRequest
        {
            Scenario = Plant.Hardened,
            Mutants = [.. MutationOperators.Mutants(Plant.Hardened, [.. Blame.Keys, covered]).Where(m => Blame.ContainsKey(m.Id) || m.Id == covered)],
            AsOf = new DateOnly(2026, 11, 23),
            PreferredSlot = 200,
        };
        var outcome = new MutationRun(request, Plant.Assess).Execute(null, CancellationToken.None);

        Assert.True(outcome.Complete);
        Assert.Equal(request.Mutants.Select(m => m.Id), outcome.Results.Select(r => r.Mutant.Id));
        Assert.All(outcome.Results.Where(r => r.Mutant.Id != covered), r =>
        {
            Assert.True(r.IsKilled, $"{r.Mutant.Id}: {r.Verdict}: {r.Reason}");
            Assert.Contains(RequirementId.Parse(Blame[r.Mutant.Id]), r.Blamed.Select(b => b.Requirement));
            Assert.Contains(r.Blamed, b => b.Place == r.Mutant.Place);
        });
        var equivalent = outcome.Results.Single(r => r.Mutant.Id == covered);
        Assert.True(equivalent.Verdict == MutantVerdict.Equivalent, $"{equivalent.Verdict}: {equivalent.Reason}");
        Assert.Empty(equivalent.Others);

        using var json = JsonDocument.Parse(MutationReport.Json(request, outcome));
        Assert.Equal(outcome.Results.Count, json.RootElement.GetProperty("mutants").GetArrayLength());
        Assert.Equal(Blame.Count, json.RootElement.GetProperty("score").GetProperty("killed").GetInt32());
    }

    [Fact]
    public void A_Cancelled_Run_Judges_Nothing_And_Says_So()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        var request = new MutationRequest
        {
            Scenario = Plant.Hardened,
            Mutants = MutationOperators.Mutants(Plant.Hardened, ["notification-empty"]),
            AsOf = new DateOnly(2026, 11, 23),
            PreferredSlot = 220,
        };
        var outcome = new MutationRun(request, Plant.Assess).Execute(null, cancel.Token);
        Assert.False(outcome.Complete);
        Assert.Empty(outcome.Results);
    }
}
