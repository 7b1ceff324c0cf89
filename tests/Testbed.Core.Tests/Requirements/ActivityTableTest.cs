using System.Reflection;

namespace Testbed.Core.Tests.Requirements;

public sealed class ActivityTableTest
{
    private static readonly string[] Features =
        [.. typeof(PlaceFeatures).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    // The rows that are not decided by a dynamic test alone, from the proposal that the table follows.
    private static readonly string[] Partial =
    [
        "SR 1.3", "SR 1.3 RE 1", "SR 1.5", "SR 1.6", "SR 1.6 RE 1", "SR 1.7 RE 1", "SR 1.7 RE 2", "SR 1.8", "SR 2.1 RE 2", "SR 2.1 RE 3", "SR 2.2",
        "SR 2.3", "SR 2.3 RE 1", "SR 2.4", "SR 2.4 RE 1", "SR 2.5", "SR 2.12", "SR 2.12 RE 1", "SR 3.2", "SR 3.3", "SR 3.3 RE 1", "SR 3.3 RE 2",
        "SR 3.9 RE 1", "SR 4.2", "SR 4.2 RE 1", "SR 7.3",
    ];

    private static readonly string[] Configuration = ["SR 1.4", "SR 2.9", "SR 5.1 RE 1", "SR 5.1 RE 3", "SR 5.4", "SR 7.3 RE 2", "SR 7.6"];

    private static readonly string[] Declared = ["SR 1.5 RE 1", "SR 1.9 RE 1", "SR 2.2 RE 1", "SR 7.5"];

    // Partly testable only because they depend on a feature; nothing is left to declare.
    private static readonly string[] PartialWithoutRemainder = ["SR 2.1 RE 2", "SR 2.12", "SR 2.12 RE 1", "SR 3.3 RE 1"];

    private static readonly string[] OnConduits =
    [
        "SR 1.1", "SR 1.1 RE 1", "SR 1.1 RE 2", "SR 1.1 RE 3", "SR 1.2", "SR 1.2 RE 1", "SR 1.8", "SR 1.9", "SR 1.13", "SR 1.13 RE 1",
        "SR 2.1", "SR 2.1 RE 1", "SR 2.6", "SR 2.8", "SR 3.1", "SR 3.1 RE 1", "SR 3.2 RE 1", "SR 3.5", "SR 3.8",
        "SR 4.1", "SR 4.1 RE 1", "SR 4.1 RE 2", "SR 4.3",
        "SR 5.1", "SR 5.1 RE 1", "SR 5.1 RE 2", "SR 5.1 RE 3", "SR 5.2", "SR 5.2 RE 1", "SR 5.2 RE 2", "SR 5.2 RE 3", "SR 5.3", "SR 5.3 RE 1", "SR 5.4",
        "SR 6.2", "SR 7.1", "SR 7.1 RE 1", "SR 7.1 RE 2", "SR 7.6", "SR 7.7",
    ];

    private static readonly string[] OnConduitsOnly = ["SR 4.1 RE 2", "SR 5.2 RE 1", "SR 5.2 RE 3"];

    [Fact]
    public void Holds_Exactly_The_Catalogue_Rows_In_Order() =>
        Assert.Equal(RequirementCatalogue.All.Select(r => r.Id), ActivityTable.All.Select(a => a.Id));

    [Fact]
    public void Finds_Every_Row_By_Id() => Assert.All(RequirementCatalogue.All, r => Assert.Equal(r.Id, ActivityTable.For(r.Id).Id));

    [Fact]
    public void Rejects_Ids_Outside_The_Catalogue() =>
        Assert.Throws<KeyNotFoundException>(() => ActivityTable.For(RequirementId.Parse("SR 3.5 RE 1")));

    [Theory]
    [InlineData(TestMode.Dynamic, 63)]
    [InlineData(TestMode.Partial, 26)]
    [InlineData(TestMode.Configuration, 7)]
    [InlineData(TestMode.Declared, 4)]
    public void Counts_Modes(TestMode mode, int expected) => Assert.Equal(expected, ActivityTable.All.Count(a => a.Mode == mode));

    [Fact]
    public void Gives_Each_Row_Its_Mode()
    {
        Assert.Equal(Partial, Ids(a => a.Mode == TestMode.Partial));
        Assert.Equal(Configuration, Ids(a => a.Mode == TestMode.Configuration));
        Assert.Equal(Declared, Ids(a => a.Mode == TestMode.Declared));
    }

    [Fact]
    public void Names_What_Must_Be_Declared_For_Rows_That_No_Test_Decides_Alone() =>
        Assert.Equal(PartialWithoutRemainder, Ids(a => a.Mode is TestMode.Partial or TestMode.Declared && a.DeclaredRemainder is null));

    [Fact]
    public void Applies_To_The_Places_On_Which_Rows_Bear()
    {
        Assert.Equal(OnConduits, Ids(a => a.AppliesTo.Places.Contains(PlaceKind.Conduit)));
        Assert.Equal(OnConduitsOnly, Ids(a => !a.AppliesTo.Places.Contains(PlaceKind.Zone)));
        Assert.All(ActivityTable.All, a => Assert.Equal(a.AppliesTo.Places.Distinct(), a.AppliesTo.Places));
        Assert.All(ActivityTable.All, a => Assert.NotEmpty(a.AppliesTo.Places));
    }

    [Fact]
    public void Uses_Only_Known_Feature_Words()
    {
        Assert.NotEmpty(Features);
        Assert.All(ActivityTable.All, a => Assert.Subset(Features.ToHashSet(), a.AppliesTo.When.ToHashSet()));
        Assert.All(ActivityTable.All.SelectMany(a => a.NotApplicable), n => Assert.Contains(n.ContradictedBy, Features));
    }

    [Fact]
    public void Offers_A_Reason_Only_When_One_Feature_Decides() => Assert.All(ActivityTable.All, a =>
    {
        // Several features would need several reasons at once, and a single one would be a way round the others.
        if (a.AppliesTo.When.Count > 0)
        {
            Assert.Equal(a.AppliesTo.When.Count == 1 ? a.AppliesTo.When : [], a.NotApplicable.Select(n => n.ContradictedBy));
        }
    });

    [Fact]
    public void Gives_Each_Reason_Code_One_Meaning()
    {
        var reasons = ActivityTable.All.SelectMany(a => a.NotApplicable).Distinct().ToArray();

        Assert.Equal(reasons.Length, reasons.Select(n => n.Code).Distinct().Count());
        Assert.Equal(reasons.Length, reasons.Select(n => n.ContradictedBy).Distinct().Count());
        Assert.All(reasons, n => Assert.Matches("^[a-z]+(-[a-z]+)*$", n.Code));
    }

    [Fact]
    public void Applies_Wireless_Rows_Only_With_Wireless_Yet_Seeks_Rogue_Radios_Everywhere()
    {
        HashSet<string> none = [];
        HashSet<string> wireless = [PlaceFeatures.Wireless];
        var row = ActivityTable.For(RequirementId.Parse("SR 1.6")).AppliesTo;

        Assert.False(row.AppliesTo(PlaceKind.Zone, none));
        Assert.True(row.AppliesTo(PlaceKind.Zone, wireless));
        Assert.False(row.AppliesTo(PlaceKind.Conduit, wireless));
        Assert.True(ActivityTable.For(RequirementId.Parse("SR 2.2 RE 1")).AppliesTo.AppliesTo(PlaceKind.Zone, none));
    }

    [Fact]
    public void Separates_Log_On_Of_People_From_Identity_Of_Devices()
    {
        Assert.Equal(["human"], ActivityTable.For(RequirementId.Parse("SR 1.1")).AppliesTo.Interfaces);
        Assert.Equal(["machine"], ActivityTable.For(RequirementId.Parse("SR 1.2")).AppliesTo.Interfaces);
        Assert.Equal(["human"], ActivityTable.For(RequirementId.Parse("SR 2.1")).AppliesTo.Interfaces);
        Assert.Equal(["machine"], ActivityTable.For(RequirementId.Parse("SR 2.1 RE 1")).AppliesTo.Interfaces);
    }

    [Fact]
    public void Writes_Every_Text_In_Full() => Assert.All(ActivityTable.All, a =>
    {
        string[] sentences = [a.Objective, a.Stimulus, a.PassObservation, .. a.NotApplicable.Select(n => n.Text)];
        Assert.All(sentences, s => Assert.Matches(@"^[A-Z]\S*( \S+){2,}\.$", s));
        Assert.NotEmpty(a.Prerequisites);
        Assert.All(a.Prerequisites, p => Assert.False(string.IsNullOrWhiteSpace(p)));
        Assert.True(a.DeclaredRemainder is null || a.DeclaredRemainder.EndsWith('.'), a.Id.ToString());
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    });

    [Fact]
    public void Repeats_No_Stimulus_In_Another_Row() =>
        Assert.Equal(ActivityTable.All.Count, ActivityTable.All.Select(a => a.Stimulus).Distinct().Count());

    [Fact]
    public void Hands_Out_Lists_That_Cannot_Be_Changed()
    {
        Assert.Throws<NotSupportedException>(() => ((IList<Activity>)ActivityTable.All).Clear());
        Assert.Throws<NotSupportedException>(() => ((IList<string>)ActivityTable.All[0].AppliesTo.When).Clear());
    }

    private static IEnumerable<string> Ids(Func<Activity, bool> which) => ActivityTable.All.Where(which).Select(a => a.Id.ToString());
}
