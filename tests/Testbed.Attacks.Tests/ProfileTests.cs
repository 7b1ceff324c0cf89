using Testbed.Core;

namespace Testbed.Attacks.Tests;

public sealed class ProfileTests
{
    private const string Good = """
        level: 1
        title: T
        means: none
        resources: none
        skills: none
        motivation: none
        limits: { steps: 2, requests: 10 }
        plays:
          - id: a
            title: A
            target: gate-plc
            vantage: zone:target
            goal: write
            attack: [T0836]
            steps:
              - { technique: modbus-set-point, with: { value: "1" } }
        """;

    [Fact]
    public void Shipped_Profiles_Load_Without_A_Diagnostic()
    {
        var library = AttackLibrary.Load(Folder());
        Assert.Empty(library.Diagnostics);
        Assert.Equal([1, 2, 3, 4], library.Profiles.Select(p => p.Level));
        Assert.True(library.PlaysUpTo(4).Count() >= 60);
        Assert.True(library.PlaysUpTo(4).Concat(library.CampaignsUpTo(4)).SelectMany(p => p.Techniques).Distinct().Count() >= 40);
        Assert.All(library.CampaignsUpTo(4), c => Assert.Contains(c.ProcessGoal, new[] { "over-pressure", "customers-out" }));
    }

    /// <summary>The incidents that the campaigns follow, from misuse to manipulated views.</summary>
    [Theory]
    [InlineData("c-sl1-misuse", 1)]
    [InlineData("c-sl2-exposed-hmi", 2)]
    [InlineData("c-sl2-ransomware-spill", 2)]
    [InlineData("c-sl3-plausible-writes", 3)]
    [InlineData("c-sl4-toolkit", 4)]
    [InlineData("c-sl4-protection-by-the-supplier", 4)]
    [InlineData("c-sl4-living-off-the-land", 4)]
    [InlineData("c-sl4-view-manipulation", 4)]
    public void Campaigns_Of_Incidents_Stand_At_Their_Level(string id, int level)
    {
        var campaign = Assert.Single(AttackLibrary.Load(Folder()).CampaignsUpTo(4), c => c.Id == id);
        Assert.Equal(level, campaign.Level);
        Assert.True(campaign.HoldSeconds >= 9600 && campaign.WatchSeconds >= 14400);
    }

    [Fact]
    public void Every_Technique_Is_Used_By_Some_Play()
    {
        var library = AttackLibrary.Load(Folder());
        var used = library.PlaysUpTo(4).Concat(library.CampaignsUpTo(4)).SelectMany(p => p.Steps).Select(s => s.Technique?.Id).ToHashSet();
        Assert.Empty(TechniqueCatalogue.All.Where(t => !used.Contains(t.Id)).Select(t => t.Id));
    }

    [Fact]
    public void Profiles_Nest()
    {
        var library = AttackLibrary.Load(Folder());
        for (var level = 2; level <= 4; level++)
        {
            Assert.Subset(library.PlaysUpTo(level).Select(p => p.Id).ToHashSet(), library.PlaysUpTo(level - 1).Select(p => p.Id).ToHashSet());
            Assert.True(library.PlaysUpTo(level).Count() > library.PlaysUpTo(level - 1).Count());
        }
    }

    [Fact]
    public void A_Missing_Folder_Is_A_Diagnostic_Per_File() =>
        Assert.Equal(["TB2011", "TB2011", "TB2011", "TB2011"], AttackLibrary.Load(Path.Combine(Folder(), "no-such-folder")).Diagnostics.Select(d => d.Code));

    [Fact]
    public void A_Good_Profile_Has_No_Diagnostic() => Assert.Empty(Read(Good, out _));

    [Theory]
    [InlineData("TB2001", "level: 1", "level: [1, }")]
    [InlineData("TB2002", "title: T", "titel: T")]
    [InlineData("TB2003", "  - id: a", "  - id: ''")]
    [InlineData("TB2004", "steps: 2", "steps: many")]
    [InlineData("TB2005", "modbus-set-point", "modbus-setpoint")]
    [InlineData("TB2006", "with: { value", "with: { valeu")]
    [InlineData("TB2008", "zone:target", "moon:target")]
    [InlineData("TB2010", "level: 1", "level: 2")]
    [InlineData("TB2010", "title: T", "title: T\nincludes: sl0")]
    [InlineData("TB2012", "goal: write", "goal: world-peace")]
    [InlineData("TB2013", "[T0836]", "[T0999]")]
    [InlineData("TB2013", "[T0836]", "[T0855]")]
    [InlineData("TB2016", "goal: write", "goal: write\n    guards: [conduit:xx]")]
    [InlineData("TB2014", "steps: 2", "steps: 0")]
    public void A_Mistake_Has_Its_Code_And_Place(string code, string from, string to)
    {
        var diagnostics = Read(Good.Replace(from, to, StringComparison.Ordinal), out _);
        var found = Assert.Single(diagnostics, d => d.Code == code);
        Assert.StartsWith("sl1.yaml:", found.ToString(), StringComparison.Ordinal);
        Assert.True(found.Line >= 1 && found.Column >= 1);
    }

    [Theory]
    [InlineData("TB2020", "")]
    [InlineData("TB2021", "          - { mechanical-failure: relief-stuck }\n          - { mechanical-failure: slam-shut-jammed }\n")]
    [InlineData("TB2022", "          - { mechanical-failure: relief-stock }\n")]
    [InlineData("TB2020", "          - { mechanical-failure: relief-stuck, technique: modbus-set-point }\n")]
    public void A_Mechanical_Failure_Is_One_Circumstance_Of_A_Campaign(string code, string steps)
    {
        var asCampaign = Good.Replace("plays:", "campaigns:", StringComparison.Ordinal).Replace("goal: write", "goal: write\n    process-goal: over-pressure", StringComparison.Ordinal);
        var text = steps.Length > 0 ? $"{asCampaign.TrimEnd()}\n{steps.Replace("          -", "      -", StringComparison.Ordinal)}" : $"{Good.TrimEnd()}\n      - {{ mechanical-failure: relief-stuck }}\n";
        var found = Assert.Single(Read(text, out _), d => d.Code == code);
        Assert.True(found.Line > 15 || code == "TB2021", found.ToString());
        Assert.NotNull(found.Fix);
    }

    [Fact]
    public void A_Mechanical_Failure_Is_No_Step_That_Counts_Or_Has_A_Technique()
    {
        var text = Good.Replace("plays:", "campaigns:", StringComparison.Ordinal).Replace("goal: write", "goal: write\n    process-goal: over-pressure", StringComparison.Ordinal)
            .Replace("steps: 2", "steps: 1", StringComparison.Ordinal);
        Assert.Empty(Read($"{text.TrimEnd()}\n      - {{ mechanical-failure: monitor-fails-open }}\n", out var profile));
        var campaign = Assert.Single(profile!.Campaigns);
        Assert.Equal(["T0836"], campaign.Techniques);
        Assert.Equal(PlantFailure.MonitorFailsOpen, campaign.Steps[1].Failure);
    }

    [Fact]
    public void A_Mistyped_Technique_Gets_The_Nearest_Name()
    {
        var diagnostic = Assert.Single(Read(Good.Replace("modbus-set-point", "modbus-setpoint", StringComparison.Ordinal), out _), d => d.Code == "TB2005");
        Assert.Equal("Did you mean 'modbus-set-point'?", diagnostic.Fix);
        Assert.Equal(16, diagnostic.Line);
    }

    private static List<Diagnostic> Read(string text, out AttackProfile? profile)
    {
        var diagnostics = new List<Diagnostic>();
        profile = ProfileReader.Read("sl1.yaml", text, 1, diagnostics);
        return diagnostics;
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "attack-profiles")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "attack-profiles");
    }
}
