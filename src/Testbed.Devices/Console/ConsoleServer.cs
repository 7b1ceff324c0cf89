using Testbed.Core;

namespace Testbed.Devices;

/// <summary>What the console of a device works on, shared by its connections.</summary>
internal sealed class ConsoleServer(DeviceContext device, DeviceControls controls, PointBank bank, WritePath writes)
{
    private static readonly Dictionary<string, ConsoleCommand> Commands = new ConsoleCommand[][]
    {
        [.. SessionCommands.All], [.. PointCommands.All], [.. AccountCommands.All], [.. RoleCommands.All], [.. AuditCommands.All], [.. ConfigCommands.All],
        [.. ClockCommands.All],
        [.. BackupCommands.All], [.. MaintenanceCommands.All], [.. IslandCommands.All], [.. BrokerCommands.All], [.. ApprovalCommands.All], [.. OverrideCommands.All],
        [.. FileCommands.All], [.. VisitCommands.All],
    }.SelectMany(c => c).ToDictionary(c => c.Name, StringComparer.Ordinal);

    public DeviceContext Device => device;

    public DeviceControls Controls => controls;

    public PointBank Bank => bank;

    public WritePath Writes => writes;

    /// <summary>Set once by the device.</summary>
    public DeviceMaintenance Maintenance { get; set; } = null!;

    /// <summary>The lines of AUDIT LIST, oldest first; a collector shows what it collected.</summary>
    public Func<IReadOnlyList<string>> AuditLines { get; set; } = () => [.. controls.Audit.Records.Select(AuditCommands.Describe)];

    /// <summary>What AUDIT CLEAR drops.</summary>
    public Action ClearAudit { get; set; } = controls.Audit.Clear;

    /// <summary>What people command from here beyond the device itself; null but at a SCADA server.</summary>
    public MasterCommands? Master { get; set; }

    /// <summary>The files brought to the device; null where it has no file service.</summary>
    public FileStore? Files { get; init; }

    /// <summary>The time service of the device; null when it has none.</summary>
    public TimeServer? Time { get; init; }

    public static IEnumerable<ConsoleCommand> AllCommands => Commands.Values;

    /// <summary>The command of a line and the words after its name; null when there is none.</summary>
    public static ConsoleCommand? Find(string[] words, out string[] arguments)
    {
        for (var length = Math.Min(2, words.Length); length > 0; length--)
        {
            if (Commands.TryGetValue(string.Join(' ', words[..length]).ToUpperInvariant(), out var command))
            {
                arguments = words[length..];
                return command;
            }
        }

        arguments = [];
        return null;
    }

    public Task ServeAsync(AcceptedConnection connection) => new ConsoleConnection(this, connection).RunAsync();
}
