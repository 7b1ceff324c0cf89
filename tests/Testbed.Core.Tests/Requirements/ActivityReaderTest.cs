namespace Testbed.Core.Tests.Requirements;

public sealed class ActivityReaderTest
{
    private const string Row = """
        {
          "id": "SR 1.6", "mode": "PART", "objective": "o", "prerequisites": ["p"], "stimulus": "s", "passObservation": "a",
          "declaredRemainder": null,
          "appliesTo": { "places": ["zone"], "interfaces": ["human", "machine"], "when": ["wireless"] },
          "notApplicable": [{ "code": "no-wireless", "text": "t", "contradictedBy": "wireless" }]
        }
        """;

    [Fact]
    public void Reads_A_Row()
    {
        var activity = Assert.Single(ActivityReader.Read($"[{Row}]"));

        Assert.Equal("SR 1.6", activity.Id.ToString());
        Assert.Equal(TestMode.Partial, activity.Mode);
        Assert.Equal(["p"], activity.Prerequisites);
        Assert.Null(activity.DeclaredRemainder);
        Assert.Equal([PlaceKind.Zone], activity.AppliesTo.Places);
        Assert.Equal(["human", "machine"], activity.AppliesTo.Interfaces);
        Assert.Equal([new NotApplicableReason("no-wireless", "t", PlaceFeatures.Wireless)], activity.NotApplicable);
    }

    [Theory]
    [InlineData("\"SR 1.6\"", "\"CR 1.6\"", "CR 1.6")]
    [InlineData("\"PART\"", "\"part\"", "SR 1.6: 'part' is no mode")]
    [InlineData("\"zone\"", "\"zones\"", "'zones' is no place")]
    [InlineData("\"human\"", "\"people\"", "'people' is no interface")]
    [InlineData("\"stimulus\": \"s\",", "", "stimulus")]
    [InlineData("\"stimulus\": \"s\"", "\"stimulus\": null", "stimulus")]
    [InlineData("\"stimulus\": \"s\"", "\"stimulus\": \"s\", \"stimulus\": \"s\"", "stimulus")]
    [InlineData("\"stimulus\": \"s\"", "\"stimuli\": \"s\"", "stimuli")]
    [InlineData("\"declaredRemainder\": null,", "", "declaredRemainder")]
    [InlineData(", \"contradictedBy\": \"wireless\"", "", "contradictedBy")]
    [InlineData("[\"p\"]", "\"p\"", "prerequisites")]
    public void Rejects_A_Malformed_Row(string from, string to, string named)
    {
        Assert.Contains(from, Row, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => ActivityReader.Read($"[{Row.Replace(from, to, StringComparison.Ordinal)}]"));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("{}")]
    public void Rejects_What_Is_No_List(string json) => Assert.Throws<InvalidDataException>(() => ActivityReader.Read(json));
}
