namespace Testbed.Attacks;

/// <summary>Every technique a profile may name.</summary>
public static class TechniqueCatalogue
{
    /// <summary>All techniques.</summary>
    public static IReadOnlyList<Technique> All { get; } =
    [
        new NetworkScan(), new ModbusReadSweep(), new ModbusSetPoint(), new ModbusCommand(), new ToggleOutput(), new RampSetPoint(), new RequestStorm(),
        new DuplicatePoll(), new ConsoleDefaults(), new ConsoleGuess(), new SniffSpan(), new ReplayFrame(), new RogueMaster(), new ForgeCommand(),
        new SpoofReadings(), new SmuggleWrite(), new StolenCertificateWrite(), new DowngradeWrite(),
        new UploadProgram(), new DownloadProgram(), new ModifyProgram(), new ModifyTasking(), new StopProgram(), new RestartProgram(), new ForceVariable(),
        new WriteVariable(), new ModifyAlarmLimit(),
    ];

    /// <summary>Finds a technique by its name in profiles.</summary>
    public static Technique? Find(string id) => All.FirstOrDefault(t => t.Id == id);
}
