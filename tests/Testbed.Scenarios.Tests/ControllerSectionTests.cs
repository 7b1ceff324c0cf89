using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>What <c>controller:</c> says of an asset, and what it must not say.</summary>
public sealed class ControllerSectionTests
{
    private const string Program = "VAR_GLOBAL\n  set_point : LREAL;\n  failed : BOOL;\nEND_VAR\nPROGRAM Main\nVAR_EXTERNAL\n  failed : BOOL;\nEND_VAR\nfailed := TRUE;\nEND_PROGRAM\n";

    [Fact]
    public void Reads_Program_Alarms_And_Events()
    {
        var result = Load(
            Program,
            """
                  program: programs/main.st
                  alarms: [{ point: outlet-pressure, limit: set-point, side: high }]
                  events: [{ variable: failed, text: it failed }]
                  de_energised: { set-point: 16 }
                  variables: { outlet-pressure: set_point }
            """);

        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        var controller = result.Scenario!.Assets.Single(a => a.Id == "RTU-1").Controller;
        Assert.Equal(("programs/main.st", Program), (controller.Program[0].Name, controller.Program[0].Text));
        Assert.Equal(new LimitAlarmConfig("outlet-pressure", "set-point", true), Assert.Single(controller.Alarms));
        Assert.Equal(new PointEventConfig(null, "failed", "alarm", "alarm-cleared", "it failed"), Assert.Single(controller.Events));
        Assert.Equal(16, controller.DeEnergised["set-point"]);
    }

    [Fact]
    public void The_Program_Belongs_To_The_Model() =>
        Assert.NotEqual(Load(Program, "      program: programs/main.st").Scenario!.ModelHash, Load(Program + "(* other *)", "      program: programs/main.st").Scenario!.ModelHash);

    [Theory]
    [InlineData("      program: programs/other.st", DiagnosticCodes.FileNotFound)]
    [InlineData("      program: ../main.st", DiagnosticCodes.ImportOutsideFolder)]
    [InlineData("      alarms: [{ point: outlet, limit: set-point, side: high }]", DiagnosticCodes.DanglingReference)]
    [InlineData("      alarms: [{ point: outlet-pressure, limit: set-point, side: above }]", DiagnosticCodes.UnknownWord)]
    [InlineData("      events: [{ point: set-point, text: no bit }]", DiagnosticCodes.WrongType)]
    [InlineData("      events: [{ text: of nothing }]", DiagnosticCodes.MissingKey)]
    [InlineData("      events: [{ variable: failed, text: without a program }]", DiagnosticCodes.DanglingReference)]
    [InlineData("      program: programs/main.st\n      events: [{ variable: fallen, text: unknown }]", DiagnosticCodes.DanglingReference)]
    [InlineData("      program: programs/main.st\n      events: [{ variable: set_point, text: no bit }]", DiagnosticCodes.WrongType)]
    [InlineData("      program: programs/main.st\n      variables: { set-point: Main.nothing }", DiagnosticCodes.DanglingReference)]
    [InlineData("      remote_switch: { point: set-point, guards: [set-point] }", DiagnosticCodes.WrongType)]
    public void Rejects_What_Is_Not_There(string section, string code) => Assert.Contains(Load(Program, section).Diagnostics, d => d.Code == code);

    [Fact]
    public void Mistakes_Of_The_Program_Are_Located_In_Its_File()
    {
        var result = Load(Program.Replace("failed := TRUE", "failed := nothing", StringComparison.Ordinal), "      program: programs/main.st");

        var mistake = Assert.Single(result.Diagnostics);
        Assert.Null(result.Scenario);
        Assert.Equal(("programs/main.st", 9, 11, DiagnosticSeverity.Error), (mistake.File, mistake.Line, mistake.Column, mistake.Severity));
    }

    private static LoadResult Load(string program, string section)
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", ScenarioText.Change("    points:\n      # register", $"    controller:\n{section}\n    points:\n      # register"));
        Directory.CreateDirectory(Path.Combine(folder, "programs"));
        File.WriteAllText(Path.Combine(folder, "programs", "main.st"), program);
        return ScenarioLoader.Load(folder);
    }
}
