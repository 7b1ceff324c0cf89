using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What operators make of a scenario. Nothing is run.</summary>
public sealed class OperatorTests
{
    // The hardened plant, and controls that it does not have.
    private static readonly Scenario Declared = Plant.Hardened with
    {
        Controls =
        [
            .. Plant.Hardened.Controls,
            new KeySwitchConfig { Id = "key", On = "PLC-CGS", Point = "mode-b" }, new SignedProgramConfig { Id = "signed", On = "PLC-CGS", Signers = ["desk"] },
            new JumpHostConfig { Id = "jump", On = "C2", Host = "JH-1", Key = "k" },
            new LinkEncryptionConfig { Id = "link", On = "C6", Key = "sixteen letters and more" }, new DataDiodeConfig { Id = "diode", On = "C6", FromZone = "Z-CGS" },
        ],
    };
    private static readonly IReadOnlyList<Mutant> Mutants = MutationOperators.Mutants(Declared, []);

    public static TheoryData<string> Operators => [.. MutationOperators.All.Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_Finds_Something_To_Weaken_In_The_Hardened_Plant(string id) =>
        Assert.Contains(Mutants, m => m.Operator == id);

    [Fact]
    public void The_Readme_Lists_Every_Operator()
    {
        var readme = File.ReadAllText(Path.Combine(StationLab.Root, "src", "Testbed.Runtime", "README.md"));
        Assert.All(MutationOperators.All, o => Assert.Contains($"| `{o.Id}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_Control_Is_Disarmed_Once() =>
        Assert.Equal(Declared.Controls.Select(c => c.Id), Mutants.Where(m => m.Operator == "control-disarmed").Select(m => m.Control.Id));

    [Fact]
    public void Every_Kind_Of_Control_With_Settings_Is_Weakened_And_Not_Only_Disarmed()
    {
        // These two have nothing to set: they are there or not.
        string[] without = ["audit-protection", "error-handling"];
        var weakened = Mutants.Where(m => m.Operator != "control-disarmed").Select(m => m.Control.Kind).Distinct().Order();
        Assert.Equal(Declared.Controls.Select(c => c.Kind).Distinct().Except(without).Order(), weakened);
    }

    [Fact]
    public void Mutant_Ids_Are_Unique() => Assert.Equal(Mutants.Count, Mutants.Select(m => m.Id).Distinct().Count());

    [Fact]
    public void Operator_Ids_Are_Unique_And_Begin_The_Ids_Of_Their_Mutants()
    {
        Assert.Equal(MutationOperators.All.Count, MutationOperators.All.Select(o => o.Id).Distinct().Count());
        Assert.All(Mutants, m => Assert.StartsWith(m.Operator + "/" + m.Control.Id, m.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Mutants_Differ_From_The_Declared_Scenario_In_One_Control_Only() => Assert.All(Mutants, mutant =>
    {
        Assert.Equal(Declared with { Controls = [] }, mutant.Mutated with { Controls = Declared.Controls.Take(0).ToList() }, SameButControls);
        var rest = Declared.Controls.Where(c => c.Id != mutant.Control.Id);
        Assert.Equal(rest, mutant.Mutated.Controls.Where(c => c.Id != mutant.Control.Id));
        var now = mutant.Mutated.Controls.Where(c => c.Id == mutant.Control.Id).ToList();
        Assert.Equal(mutant.Operator == "control-disarmed" ? 0 : 1, now.Count);
        Assert.All(now, c => Assert.NotEqual(mutant.Control, c));
    });

    [Fact]
    public void Weakened_Controls_Keep_Their_Kind_Place_Position_And_Claims() => Assert.All(Mutants.Where(m => m.Operator != "control-disarmed"), mutant =>
    {
        Assert.Equal(Declared.Controls.Select(c => (c.Id, c.Kind, c.On)), mutant.Mutated.Controls.Select(c => (c.Id, c.Kind, c.On)));
        Assert.Equal(mutant.Control.Claims, mutant.Mutated.Controls.Single(c => c.Id == mutant.Control.Id).Claims);
    });

    [Fact]
    public void Mutated_Controls_Refer_To_Assets_That_Exist() => Assert.All(Mutants.SelectMany(m => m.Mutated.Controls.Select(c => (m, c))), pair =>
    {
        var (mutant, control) = pair;
        Assert.True(control.OnConduit ? mutant.Mutated.Conduit(control.On) is not null : mutant.Mutated.Asset(control.On) is not null);
        Assert.True(control is not MonitorConfig monitor || mutant.Mutated.Asset(monitor.Collector) is not null);
        Assert.True(control is not AuditConfig { Collector: { } collector } || mutant.Mutated.Asset(collector) is not null);
    });

    [Fact]
    public void Expected_Blame_Is_A_Part_Of_What_The_Control_Claims() => Assert.All(Mutants, mutant =>
    {
        Assert.NotEmpty(mutant.ExpectedBlame);
        Assert.Empty(mutant.ExpectedBlame.Except(mutant.Control.Claims));
    });

    [Fact]
    public void Claims_Narrowed_By_The_Scenario_Narrow_The_Blame()
    {
        var control = Declared.Controls.OfType<MutualTlsConfig>().First();
        var narrowed = control with { ClaimsOverride = [RequirementId.Parse("SR 1.9")] };
        var scenario = Declared with { Controls = [narrowed] };
        Assert.Equal([RequirementId.Parse("SR 1.9")], new WrongCertificateTrusted().Apply(scenario).Single().ExpectedBlame);
        Assert.Empty(new ProtocolOutdated().Apply(scenario with { Controls = [narrowed with { MinVersion = "1.3" }] }));
    }

    [Fact]
    public void A_Setting_That_Is_Already_Weak_Gives_No_Mutant()
    {
        var control = Declared.Controls.OfType<MutualTlsConfig>().First() with
        {
            CheckValidity = false, TrustedAuthorities = ["scenario", "foreign"], MinVersion = "1.2",
        };
        var scenario = Declared with { Controls = [control] };
        Assert.Empty(new ValidityUnchecked().Apply(scenario));
        Assert.Empty(new WrongCertificateTrusted().Apply(scenario));
        Assert.Empty(new ProtocolOutdated().Apply(scenario));
    }

    [Fact]
    public void A_Backup_Loses_The_Program_Where_There_Is_One()
    {
        var without = Mutants.Where(m => m.Operator == "backup-weak" && m.Id.EndsWith("/program", StringComparison.Ordinal)).ToList();
        Assert.Equal(["PLC-CGS", "PLC-OPP"], without.Select(m => m.Control.On).Order());
        Assert.All(without, m => Assert.Equal(["SR 7.3", "SR 7.3 RE 1", "SR 7.4"], m.ExpectedBlame.Select(r => r.ToString())));
        Assert.All(without, m => Assert.DoesNotContain("program", m.Mutated.Controls.OfType<BackupConfig>().Single(c => c.Id == m.Control.Id).Sections));
    }

    [Fact]
    public void Only_Picks_By_Any_Part_Of_The_Id()
    {
        Assert.All(MutationOperators.Mutants(Declared, ["LOCK-OUT-OFF"]), m => Assert.Equal("lock-out-off", m.Operator));
        Assert.NotEmpty(MutationOperators.Mutants(Declared, ["lock-out-off"]));
        Assert.Empty(MutationOperators.Mutants(Declared, ["no such text"]));
    }

    private static bool SameButControls(Scenario a, Scenario b) => a with { Controls = b.Controls } == b;
}
