using Testbed.Core;

namespace Testbed.Attacks.Tests;

public sealed class BackupStepTests
{
    private static readonly ProgramBackup Program = new(ProgramBundle.Create("gate", "1.0", [new("main.st", "x")]), true, new byte[] { 7 });
    private static readonly string[] Lines = ["asset=\"PLC\"", "point.a=1", .. Program.ToLines(), "digest=\"00\""];

    [Fact]
    public void Every_Damaged_Copy_Differs_And_One_Hits_The_Program()
    {
        var damaged = BackupStep.Damaged(Lines).ToList();
        Assert.Equal(["a line left out", "a digit changed", "a byte of the program changed", "another digest"], damaged.Select(d => d.What));
        Assert.All(damaged, d => Assert.False(Lines.SequenceEqual(d.Lines)));
        Assert.False(ProgramBackup.TryRead(damaged[2].Lines, out _, out _));
    }

    [Fact]
    public void A_Backup_Without_A_Program_Has_The_Other_Damages_Only() =>
        Assert.Equal(3, BackupStep.Damaged([.. Lines.Where(l => !l.StartsWith(ProgramBackup.Prefix, StringComparison.Ordinal))]).Count());

    [Fact]
    public void Programs_Are_Lost_At_Controllers_With_An_Engineering_Service_And_A_Console_Only()
    {
        var plant = Plant.Scenario();
        Assert.Empty(new LostProgram().Cells(plant));
        var programmed = plant with
        {
            Assets = [.. plant.Assets.Select(a => a.Id != "PLC-1" ? a : a with { Controller = a.Controller with { Program = [new("main.st", "")] } })],
        };
        var cell = Assert.Single(new LostProgram().Cells(programmed));
        Assert.Equal(("Z-ST", "PLC-1", "modbus:recovery"), (cell.Place, cell.Asset, cell.Interface));
        var mute = programmed with
        {
            Assets = [.. programmed.Assets.Select(a => a with { Services = [.. a.Services.Where(s => s.Protocol != Testbed.Scenarios.ServiceProtocol.Console)] })],
        };
        Assert.Empty(new LostProgram().Cells(mute));
    }
}
