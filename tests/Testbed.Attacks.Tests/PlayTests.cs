using Testbed.Core;

namespace Testbed.Attacks.Tests;

public sealed class PlayTests
{
    public static TheoryData<string, bool> Plays => new()
    {
        { "mistyped-set-point", true }, { "wrong-register", true }, { "unauthorised-write", false }, { "default-credentials", true },
        { "sweep-and-toggle", false },
        { "on-path-change", true }, { "evasion-by-segmentation", true }, { "spoofed-readings", true }, { "rogue-master-on-span", true },
        { "slow-ramp-behind-good-readings", true }, { "request-storm", true },
    };

    [Theory]
    [MemberData(nameof(Plays))]
    public void Succeeds_In_The_Open_And_Is_Resisted_Where_Something_Guards_The_Path(string id, bool resisted)
    {
        var open = Run(Find(id), strict: false);
        Assert.True(open.Outcome == TrialOutcome.Succeeded, open.Reason);
        var strict = Run(Find(id), strict: true);
        Assert.True(strict.Outcome == (resisted ? TrialOutcome.Resisted : TrialOutcome.Succeeded), strict.Reason);
    }

    [Fact]
    public void An_In_Range_Value_By_The_Authorised_Operator_Is_No_Breach()
    {
        var play = Find("mistyped-set-point");
        var step = play.Steps[0] with { Parameters = new Dictionary<string, string> { ["point"] = "set-point-a", ["value"] = "8.7" } };
        var (outcome, value) = Lab.Run(async lab =>
        {
            var range = new FakeRange(lab, strict: false);
            return (await (play with { Steps = [step] }).RunAsync(range), range.Truth.Point("PLC-1", "set-point-a"));
        });
        Assert.Equal(8.7, value!.Value, 3);
        Assert.Equal(TrialOutcome.Resisted, outcome.Outcome);
    }

    [Fact]
    public void A_Play_Without_Its_Target_Is_Inapplicable() => Assert.Equal(TrialOutcome.Inapplicable, Run(Find("wrong-station"), strict: false).Outcome);

    [Fact]
    public void A_Campaign_Without_Its_Process_Goal_Is_Inapplicable()
    {
        var scenario = Plant.Scenario() with { Goals = [] };
        Assert.All(AttackLibraryUnderTest.Value.CampaignsUpTo(4), campaign =>
            Assert.Equal(TrialOutcome.Inapplicable, Lab.Run(lab => campaign.RunAsync(new FakeRange(lab, false, scenario))).Outcome));
    }

    [Fact]
    public void Guards_Are_The_Conduit_Crossed_Or_The_Zone_Entered()
    {
        Assert.Equal(
            [new GuardedStep("C1", FoundationalRequirement.Si), new GuardedStep("Z-ST", FoundationalRequirement.Si)],
            Find("mistyped-set-point").Guards(Plant.Scenario()));
        Assert.All(Find("duplicate-poller").Guards(Plant.Scenario()), g => Assert.Equal("C1", g.Place));
        Assert.All(Find("unauthorised-write").Guards(Plant.Scenario()), g => Assert.Equal("Z-ST", g.Place));
        Assert.Contains(new GuardedStep("C1", FoundationalRequirement.Si), Find("on-path-change").Guards(Plant.Scenario()));
    }

    [Fact]
    public void Evasion_Really_Splits_Merges_And_Lies()
    {
        byte[] read = [4, 0, 0, 0, 1], write = [6, 0, 0, 0, 7];
        Assert.Single(SmuggleWrite.Segments("one-segment", 1, read, write));
        Assert.All(SmuggleWrite.Segments("every-byte", 1, read, write), s => Assert.Single(s));
        var ids = SmuggleWrite.Segments("duplicate-id", 1, read, write).Select(s => s[1]);
        Assert.Equal(new byte[] { 1, 1 }, ids);
        var lie = Assert.Single(SmuggleWrite.Segments("lying-length", 1, read, write));
        Assert.Equal(6 + 12, lie[5]);
        Assert.Equal(24, lie.Length);
    }

    private static readonly Lazy<AttackLibrary> AttackLibraryUnderTest = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "attack-profiles")))
        {
            folder = folder.Parent;
        }

        return AttackLibrary.Load(Path.Combine(folder.FullName, "attack-profiles"));
    });

    private static Play Find(string id) => AttackLibraryUnderTest.Value.PlaysUpTo(4).Single(p => p.Id == id);

    private static AttackOutcome Run(Play play, bool strict) => Lab.Run(lab => play.RunAsync(new FakeRange(lab, strict)));
}
