using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Mistakes of files and folders are diagnostics too.</summary>
public sealed class FileDiagnosticTests
{
    [Fact]
    [Covers(DiagnosticCodes.FileNotFound)]
    public void Reports_Missing_Folder_And_Missing_File()
    {
        using var place = new ScenarioText();

        Assert.Equal(DiagnosticCodes.FileNotFound, Only(Path.Combine(place.Root, "nothing")).Code);
        Assert.Equal(DiagnosticCodes.FileNotFound, Only(place.Root).Code);
    }

    [Fact]
    public void Reports_Odd_Paths()
    {
        Assert.NotEmpty(ScenarioLoader.Load("").Diagnostics);
        Assert.NotEmpty(ScenarioLoader.Load("a\0b").Diagnostics);
        Assert.NotEmpty(ScenarioLoader.Load(new string('x', 5000)).Diagnostics);
    }

    [Fact]
    public void Reports_File_Without_Read_Permission()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var place = new ScenarioText();
        var folder = place.Write("first", ScenarioText.Valid);
        File.SetUnixFileMode(Path.Combine(folder, "scenario.yaml"), UnixFileMode.None);

        // The super-user reads everything; anybody else gets the diagnostic. Nobody gets an exception.
        var result = ScenarioLoader.Load(folder);
        Assert.True(result.Scenario is not null || result.Diagnostics.Single().Code == DiagnosticCodes.FileUnreadable);
    }

    [Fact]
    [Covers(DiagnosticCodes.FileUnreadable)]
    public void Reports_File_That_Another_Program_Holds()
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", ScenarioText.Valid);
        using var held = new FileStream(Path.Combine(folder, "scenario.yaml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(DiagnosticCodes.FileUnreadable, Only(folder).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n")]
    [InlineData("# only a comment\n")]
    [Covers(DiagnosticCodes.FileEmpty)]
    public void Reports_Empty_File(string text) => Assert.Equal(DiagnosticCodes.FileEmpty, Assert.Single(ScenarioText.Load(text).Diagnostics).Code);

    [Theory]
    [InlineData(new byte[] { 0x69, 0x64, 0x3A, 0x00 })]
    [InlineData(new byte[] { 0xC3, 0x28, 0x0A })]
    [Covers(DiagnosticCodes.FileNotText)]
    public void Reports_Binary_File(byte[] bytes)
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", "");
        File.WriteAllBytes(Path.Combine(folder, "scenario.yaml"), bytes);

        Assert.Equal(DiagnosticCodes.FileNotText, Only(folder).Code);
    }

    [Fact]
    [Covers(DiagnosticCodes.FileTooLarge)]
    public void Reports_Huge_File() =>
        Assert.Equal(DiagnosticCodes.FileTooLarge, Assert.Single(ScenarioText.Load(ScenarioText.Valid + new string('#', 3_000_000)).Diagnostics).Code);

    [Theory]
    [InlineData("a: [1,\nb: }")]
    [InlineData("a: 1\n\tb: 2\n")]
    [InlineData("a: \"open")]
    [Covers(DiagnosticCodes.MalformedYaml)]
    public void Reports_Malformed_Text(string text) =>
        Assert.Equal(DiagnosticCodes.MalformedYaml, Assert.Single(ScenarioText.Load(text).Diagnostics).Code);

    [Theory]
    [InlineData("just text")]
    [InlineData("- a\n- b\n")]
    public void Reports_What_Is_No_Map(string text)
    {
        var diagnostic = Assert.Single(ScenarioText.Load(text).Diagnostics);
        Assert.Equal((DiagnosticCodes.WrongType, 1, 1), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Reads_Byte_Order_Mark_And_Windows_Line_Ends()
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", "\uFEFF" + ScenarioText.Valid.ReplaceLineEndings("\r\n"));

        var result = ScenarioLoader.Load(folder);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(ScenarioText.LoadGood(ScenarioText.Valid).ModelHash, result.Scenario!.ModelHash);
    }

    [Fact]
    [Covers(DiagnosticCodes.ExtendsCycle)]
    public void Reports_Variant_Of_Itself()
    {
        var (text, line, column) = ScenarioText.Locate("id: first\ntitle: A\nextends: §../first\n");
        var diagnostic = Assert.Single(ScenarioText.Load(text).Diagnostics);
        Assert.Equal((DiagnosticCodes.ExtendsCycle, line, column), (diagnostic.Code, diagnostic.Line, diagnostic.Column));

        var twoSteps = ScenarioText.Load("id: first\ntitle: A\nextends: ../other\n", ("other", "id: other\ntitle: B\nextends: ../first\n"));
        Assert.Equal(DiagnosticCodes.ExtendsCycle, Assert.Single(twoSteps.Diagnostics).Code);
    }

    [Fact]
    public void Reports_Variant_Of_Nothing()
    {
        var (text, line, column) = ScenarioText.Locate("id: first\ntitle: A\nextends: §../nowhere\n");
        var diagnostic = Assert.Single(ScenarioText.Load(text).Diagnostics);
        Assert.Equal((DiagnosticCodes.FileNotFound, line, column), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    [Covers(DiagnosticCodes.KeyNotAllowedInVariant)]
    public void Refuses_Variant_That_Replaces_More_Than_Controls()
    {
        var (text, line, column) = ScenarioText.Locate("id: first\ntitle: A\nextends: ../base\n§start: 2026-01-15T04:15:00Z\n");
        var diagnostic = Assert.Single(ScenarioText.Load(text, ("base", ScenarioText.Change("id: first ", "id: base "))).Diagnostics);
        Assert.Equal((DiagnosticCodes.KeyNotAllowedInVariant, line, column), (diagnostic.Code, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Variant_Reports_Mistakes_Of_Its_Base_In_The_Base()
    {
        var result = ScenarioText.Load(
            "id: first\ntitle: A\nextends: ../base\ncontrols: []\n",
            ("base", ScenarioText.Change("id: first ", "id: base ").Replace("kg: 929", "kg: 0", StringComparison.Ordinal)));

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticCodes.NotPositive, diagnostic.Code);
        Assert.EndsWith(Path.Combine("base", "scenario.yaml"), diagnostic.File, StringComparison.Ordinal);
    }

    [Fact]
    [Covers(DiagnosticCodes.AlreadyExists)]
    public void Template_Never_Overwrites()
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", "mine");

        Assert.Equal(DiagnosticCodes.AlreadyExists, Assert.Single(ScenarioTemplate.Write(place.Root, "first")).Code);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "scenario.yaml")));
    }

    [Fact]
    [Covers(DiagnosticCodes.NotWritable)]
    public void Template_Reports_Place_It_Cannot_Write_To()
    {
        using var place = new ScenarioText();
        var file = Path.Combine(place.Root, "file");
        File.WriteAllText(file, "");

        Assert.Equal(DiagnosticCodes.NotWritable, Assert.Single(ScenarioTemplate.Write(file, "first")).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../out")]
    [InlineData("two words")]
    public void Template_Refuses_Odd_Names(string name)
    {
        using var place = new ScenarioText();
        Assert.Equal(DiagnosticCodes.InvalidId, Assert.Single(ScenarioTemplate.Write(place.Root, name)).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Root));
    }

    private static Diagnostic Only(string directory)
    {
        var result = ScenarioLoader.Load(directory);
        Assert.Null(result.Scenario);
        return Assert.Single(result.Diagnostics);
    }
}
