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
        new DeviceIdentification(), new AutomatedCollection(), new WrongUnitWrite(), new BroadcastStorm(), new WriteByEveryFunction(), new MalformedFrames(),
        new DenyControl(), new OverrideProtection(), new PlausibleWrites(), new StrayLaptopPolls(),
        new WrongProgram(), new DetectMode(), new ReadImage(), new EraseProgram(), new HardcodedAccount(),
        new CommandLine(), new LocalData(), new RepositoryData(), new ConnectionList(), new StealBackup(),
        new PanelWrite(), new StopService(), new EraseRecords(), new ChangeCredential(), new MakeAdministrator(),
        new ExternalLogOn(), new PublicDevice(), new SupplierAccount(), new GoOn(),
        new BlockCommand(), new BlockReports(), new SuppressAlarms(), new SniffWireless(), new JoinWireless(),
        new ProxyThroughController(), new ToolTransfer(), new CommonPort(), new SpreadOverHosts(), new EncryptHosts(), new ExhaustBoundary(),
    ];

    /// <summary>Finds a technique by its name in profiles.</summary>
    public static Technique? Find(string id) => All.FirstOrDefault(t => t.Id == id);
}
