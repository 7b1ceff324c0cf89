using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>The repository's own teaching scenarios, loaded once.</summary>
internal static class StationLab
{
    private static readonly Lazy<Scenario> AsFoundOnce = new(() => Load("station-lab"));
    private static readonly Lazy<Scenario> HardenedOnce = new(() => Load("station-lab-hardened"));

    private static readonly Lazy<Scenario> WithPortLockOnce = new(() => Hardened with
    {
        Assets =
        [
            .. Hardened.Assets.Select(a => a.Id == "PLC-CGS"
                ? a with { Services = [.. a.Services, new ServiceConfig("admission", ServiceProtocol.Admission, 8021, null, true)] } : a),
        ],
        Controls =
        [
            .. Hardened.Controls,
            new PortableDeviceConfig { Id = "port-lock", On = "PLC-CGS", Services = ["modbus"], Devices = ["LAP-1"], CheckedBy = "CHECK-1" },
        ],
    });

    public static Scenario AsFound => AsFoundOnce.Value;

    public static Scenario Hardened => HardenedOnce.Value;

    /// <summary>The hardened lab with a lock on the local port of the gate's controller: laptops are let in for a visit.</summary>
    public static Scenario WithPortLock => WithPortLockOnce.Value;

    public static string Root { get; } = FindRoot();

    private static Scenario Load(string name)
    {
        var result = ScenarioLoader.Load(Path.Combine(Root, "scenarios", name));
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == Core.DiagnosticSeverity.Error);
        return result.Scenario!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Testbed.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
