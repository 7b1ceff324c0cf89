namespace Testbed.Scenarios.Tests;

/// <summary>Controls of files, wireless media and portable devices. § marks the place in the changed text.</summary>
public sealed class MediaControlTests
{
    private const string Audit = "  - { kind: audit, id: rtu-audit";

    [Fact]
    public void Reads_Every_Key_Of_The_Checks_Of_Files_And_Keeps_The_Defaults()
    {
        var scenario = ScenarioText.LoadGood(Text(
            "{ kind: file-check, id: f, on: SCADA-1 }",
            "{ kind: malware-protection, id: m, on: SCADA-1, archive_depth: 2, archive_files: 9, archive_kib: 64, signatures_issued: 2020-01-01T00:00:00Z, max_age: 3d, key: sixteen or more of them }"));
        Assert.Equivalent(new FileCheckConfig { Id = "f", On = "SCADA-1" }, scenario.Controls.Single(c => c.Id == "f"), strict: true);
        var expected = new MalwareProtectionConfig
        {
            Id = "m", On = "SCADA-1", ArchiveDepth = 2, ArchiveFiles = 9, ArchiveKib = 64, SignaturesIssued = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            MaxAge = TimeSpan.FromDays(3), Key = "sixteen or more of them",
        };
        Assert.Equivalent(expected, scenario.Controls.Single(c => c.Id == "m"), strict: true);
    }

    [Theory]
    [InlineData(DiagnosticCodes.NoFileService, "{ kind: file-check, id: f, on: §RTU-1 }")]
    [InlineData(DiagnosticCodes.SignaturesFromTheFuture, "{ kind: file-check, id: f, on: SCADA-1, signatures_issued: §2031-01-01T00:00:00Z }")]
    [InlineData(DiagnosticCodes.SharedKeyTooShort, "{ kind: malware-protection, id: f, on: SCADA-1, key: §short }")]
    [Covers(DiagnosticCodes.NoFileService), Covers(DiagnosticCodes.SignaturesFromTheFuture)]
    public void Reports_Code_And_Place(string code, string entry)
    {
        var (text, line, column) = ScenarioText.Locate(Text(entry));
        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    public void Reads_Every_Key_Of_A_Wireless_Medium()
    {
        var scenario = Lab("{ kind: wireless, id: w, on: C5.3, devices: [{ id: C5.3.gw-a, key: a }, { id: C5.3.gw-b, key: b }, { id: x, key: c }], "
            + "withdrawn: [x], per_device: false, exclusive: false, declared_only: false, collector: LOG-1 }").Scenario!;
        var expected = new WirelessConfig
        {
            Id = "w", On = "C5.3", Devices = [new("C5.3.gw-a", "a"), new("C5.3.gw-b", "b"), new("x", "c")], Withdrawn = ["x"], PerDevice = false, Exclusive = false,
            DeclaredOnly = false, Collector = "LOG-1",
        };
        Assert.Equivalent(expected, scenario.Controls.Single(c => c.Id == "w"), strict: true);
    }

    [Theory]
    [InlineData(DiagnosticCodes.NotWireless, "on: C4, devices: [{ id: C4.gw-a, key: a }, { id: C4.gw-b, key: b }]")]
    [InlineData(DiagnosticCodes.EndCannotJoin, "on: C5.3, devices: [{ id: C5.3.gw-a, key: a }]")]
    [InlineData(DiagnosticCodes.SharedIdentity, "on: C5.3, devices: [{ id: C5.3.gw-a, key: a }, { id: C5.3.gw-b, key: a }]")]
    [InlineData(DiagnosticCodes.WithdrawnUnknown, "on: C5.3, devices: [{ id: C5.3.gw-a, key: a }, { id: C5.3.gw-b, key: b }], withdrawn: [C5.3.gw-b]")]
    [InlineData(DiagnosticCodes.NotACollector, "on: C5.3, devices: [{ id: C5.3.gw-a, key: a }, { id: C5.3.gw-b, key: b }], collector: SCADA-1")]
    [Covers(DiagnosticCodes.NotWireless), Covers(DiagnosticCodes.EndCannotJoin), Covers(DiagnosticCodes.SharedIdentity), Covers(DiagnosticCodes.WithdrawnUnknown)]
    public void Reports_A_Wireless_Medium_That_Cannot_Work(string code, string keys)
    {
        var found = Assert.Single(Lab($"{{ kind: wireless, id: w, {keys} }}").Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.True(found.Line > 1 && found.Column > 1);
    }

    [Fact]
    public void Reads_Every_Key_Of_A_Port_Lock()
    {
        var scenario = Lab("{ kind: portable-device, id: p, on: PLC-CGS, services: [modbus], devices: [L], visits: false, window: 30min, checked_by: S, posture_max_age: 2h }").Scenario!;
        var expected = new PortableDeviceConfig
        {
            Id = "p", On = "PLC-CGS", Services = ["modbus"], Devices = ["L"], Visits = false, Window = TimeSpan.FromMinutes(30), CheckedBy = "S", PostureMaxAge = TimeSpan.FromHours(2),
        };
        Assert.Equivalent(expected, scenario.Controls.Single(c => c.Id == "p"), strict: true);
    }

    [Fact]
    public void A_Closed_Socket_Needs_No_Admission() =>
        Assert.Empty(Lab("{ kind: portable-device, id: p, on: PLC-OPP, services: [modbus], devices: [] }").Scenario!.Controls.OfType<PortableDeviceConfig>().Single(c => c.Id == "p").Devices);

    [Theory]
    [InlineData(DiagnosticCodes.NothingToLock, "on: PLC-CGS, services: [modbsu], devices: [L]")]
    [InlineData(DiagnosticCodes.NothingToLock, "on: PLC-CGS, services: [admission], devices: [L]")]
    [InlineData(DiagnosticCodes.NoAdmission, "on: PLC-OPP, services: [modbus], devices: [L]")]
    [Covers(DiagnosticCodes.NothingToLock), Covers(DiagnosticCodes.NoAdmission)]
    public void Reports_A_Port_Lock_That_Cannot_Work(string code, string keys)
    {
        var found = Assert.Single(Lab($"{{ kind: portable-device, id: p, {keys} }}").Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.True(found.Line > 1 && found.Column > 1);
    }

    private static LoadResult Lab(string entry)
    {
        var lab = File.ReadAllText(TestSupport.Repository.PathOf("scenarios/station-lab/scenario.yaml"))
            .Replace("\ncontrols:\n", $"\ncontrols:\n  - {entry}\n", StringComparison.Ordinal);
        using var place = new TestSupport.TempFolder();
        var folder = place.Copy("scenarios/station-lab", "station-lab");
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), lab);
        return ScenarioLoader.Load(folder);
    }

    private static string Text(params string[] entries)
    {
        const string Service = "      - { id: console, protocol: console, port: 23 }\n";
        var text = ScenarioText.Change(Audit, $"{string.Concat(entries.Select(e => $"  - {e}\n"))}{Audit}");
        var at = text.IndexOf(Service, text.IndexOf("id: SCADA-1", StringComparison.Ordinal), StringComparison.Ordinal);
        return text.Insert(at, "      - { id: files, protocol: files, port: 2022 }\n");
    }
}
