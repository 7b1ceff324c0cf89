using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

public sealed class RequirementsCsvTests
{
    /// <summary>An independent reader, told to accept nothing but RFC 4180.</summary>
    private static List<Dictionary<string, string>> Read(string text)
    {
        var strict = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180, NewLine = "\r\n", DetectColumnCountChanges = true, TrimOptions = TrimOptions.None, IgnoreBlankLines = false,
        };
        using var reader = new CsvReader(new StringReader(text), strict);
        Assert.True(reader.Read() && reader.ReadHeader());
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.HeaderRecord!.ToDictionary(h => h, h => reader.GetField(h)!, StringComparer.Ordinal));
        }

        return rows;
    }

    private static List<Dictionary<string, string>> Rows(AssessmentInput input) => Read(RequirementsCsv.Render(Sample.Assess(input), input));

    [Fact]
    public void Has_A_Record_Per_Place_And_Row_That_Agrees_With_The_Result()
    {
        var input = Sample.Input();
        var rows = Rows(input);
        var verdicts = Sample.Assess(input).Places.SelectMany(p => p.Requirements.Select(r => (p.Place, Row: r))).ToList();

        Assert.Equal(input.Places.Count * RequirementCatalogue.All.Count, rows.Count);
        Assert.Equal(
            verdicts.Select(v => (v.Place.Id, v.Row.Requirement.Id.ToString(), v.Row.Requirement.Title, v.Row.Verdict.Words(), v.Row.Reason)),
            rows.Select(r => (r["place"], r["requirement"], r["title"], r["verdict"], r["reason"])));
    }

    [Fact]
    public void Traces_A_Failed_Row_To_Trials_And_Controls()
    {
        var row = Rows(Sample.Input()).Single(r => r["place"] == "Z-DRS" && r["requirement"] == "SR 2.1");

        Assert.Equal(("zone", "UC", "1", "2", "failed"), (row["kind"], row["fr"], row["min_sl"], row["target_sl"], row["verdict"]));
        Assert.Contains("probe/SR 2.1/Z-DRS/RTU-2/modbus/-/armed", row["evidence"].Split("; "));
        Assert.Contains("Z-DRS.guard", row["controls"].Split("; "));
    }

    [Fact]
    public void Traces_A_Declared_Row_To_Its_Document()
    {
        var row = Rows(Sample.Input()).First(r => r["verdict"] == "met (declared)");

        Assert.Equal(("D-01", "GN-SEC-012", ""), (row["declarations"], row["documents"], row["evidence"]));
    }

    [Fact]
    public void Says_When_A_Compensation_Stands_In()
    {
        var row = Rows(Sample.Input()).Single(r => r["place"] == "C-CC-DRS" && r["requirement"] == "SR 5.2 RE 1");

        Assert.Equal(("compensated", "D-04", "GN-SEC-031"), (row["verdict"], row["declarations"], row["documents"]));
        Assert.NotEqual("", row["evidence"]);
    }

    [Fact]
    public void Hostile_Text_Stays_In_Its_Cell_And_Is_No_Formula()
    {
        var input = ExportSample.HostileInput();
        var rows = Rows(input with { Places = [.. input.Places.Select(p => p.Id == "Z-DRS" ? p with { Id = "=Z-DRS" } : p)] });

        Assert.Equal(input.Places.Count * RequirementCatalogue.All.Count, rows.Count);
        Assert.Contains(rows, r => r["place"] == "'=Z-DRS");
        Assert.All(rows.SelectMany(r => r.Values), v => Assert.DoesNotMatch("^[=+@\t\r-]", v));
    }

    [Fact]
    public void Ends_Every_Record_With_A_Line_Break_And_Has_No_Mark_In_Front()
    {
        var input = Sample.Input();
        var text = RequirementsCsv.Render(Sample.Assess(input), input);

        Assert.StartsWith("place,kind,fr,requirement,", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^\r]\n", text);
    }
}
