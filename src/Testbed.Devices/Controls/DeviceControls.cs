using System.Reflection;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>The controls that stand on one asset; each answers for itself whether it is there and armed.</summary>
internal sealed class DeviceControls
{
    private static readonly PropertyInfo[] Properties =
        [.. typeof(DeviceControls).GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(IConfigurableControl)))];

    private IReadOnlyList<IConfigurableControl>? _configurable;

    public DeviceControls(DeviceContext device)
    {
        Alarms = new StandingAlarms(device);
        Audit = new AuditControl(device, Alarms);
        AuditProtection = new AuditProtectionControl(device);
        Ranges = new RangeCheckControl(device);
        ReadOnly = new ReadOnlyControl(device, Audit);
        LeastFunctionality = new LeastFunctionalityControl(device);
        LoadLimit = new LoadLimitControl(device);
        FailState = new FailStateControl(device, Audit);
        ErrorHandling = new ErrorHandlingControl(device);
        Roles = new RolesControl(device);
        PasswordPolicy = new PasswordPolicyControl(device, Audit);
        LockOut = new LockOutControl(device, Audit);
        Accounts = new AccountsControl(device, LockOut, Audit);
        SecondFactor = new SecondFactorControl(device, LockOut, Audit);
        Accounts.IsFirstOfTwo = SecondFactor.IsNeeded;
        Notification = new UseNotificationControl(device);
        Sessions = new SessionLimitsControl(device);
        Broker = new SessionBrokerControl(device, Audit);
        DualApproval = new DualApprovalControl(device, Audit, Accounts);
        Override = new SupervisorOverrideControl(device, Audit, Roles);
        Directory = new AccountDirectoryControl(device, Accounts, Audit);
        ClockSync = new ClockSyncControl(device, Audit);
        ModbusSecurity = new ModbusSecurityControl(device, Audit);
        KeySwitch = new KeySwitchControl(device, Audit);
        SignedProgram = new SignedProgramControl(device, Audit, Alarms);
        Backup = new BackupControl(device, Audit);
        Inventory = new InventoryControl(device);
        SettingsReport = new SettingsReportControl(device);
        Signatures = new SignatureStore(device, Alarms, Audit);
        FileCheck = new FileCheckControl(device, Audit, Signatures);
        MalwareProtection = new MalwareProtectionControl(device, Audit, Signatures);
        PortableDevice = new PortableDeviceControl(device, Audit);
    }

    /// <summary>Every control of the device, in order of kinds. Found by looking, so that a new one cannot be left out of backups and reports.</summary>
    public IReadOnlyList<IConfigurableControl> Configurable =>
        _configurable ??= [.. Properties.Select(p => p.GetValue(this)).OfType<IConfigurableControl>().OrderBy(KindOf, StringComparer.Ordinal)];

    /// <summary>What the device tells people about itself.</summary>
    public StandingAlarms Alarms { get; }

    public AuditControl Audit { get; }

    public AuditProtectionControl AuditProtection { get; }

    public RangeCheckControl Ranges { get; }

    public ReadOnlyControl ReadOnly { get; }

    public LeastFunctionalityControl LeastFunctionality { get; }

    public LoadLimitControl LoadLimit { get; }

    public FailStateControl FailState { get; }

    public ErrorHandlingControl ErrorHandling { get; }

    public RolesControl Roles { get; }

    public PasswordPolicyControl PasswordPolicy { get; }

    public LockOutControl LockOut { get; }

    public AccountsControl Accounts { get; }

    public SecondFactorControl SecondFactor { get; }

    public UseNotificationControl Notification { get; }

    public SessionLimitsControl Sessions { get; }

    public SessionBrokerControl Broker { get; }

    public DualApprovalControl DualApproval { get; }

    public SupervisorOverrideControl Override { get; }

    public AccountDirectoryControl Directory { get; }

    public ClockSyncControl ClockSync { get; }

    public ModbusSecurityControl ModbusSecurity { get; }

    public KeySwitchControl KeySwitch { get; }

    public SignedProgramControl SignedProgram { get; }

    public BackupControl Backup { get; }

    public InventoryControl Inventory { get; }

    public SettingsReportControl SettingsReport { get; }

    /// <summary>True when somebody's role has a permission, or a supervisor has lent it to him, as far as controls ask for either.</summary>
    public bool Allows(AccountRole? role, string permission, Origin origin, string command) =>
        Roles.IsGranted(role, permission)
        || Override.Lends(permission, origin, command)
        || (Roles.Allows(role, permission, origin, command) && !Override.Refuses(role, permission, origin, command));

    /// <summary>What the checks for malicious code go by.</summary>
    public SignatureStore Signatures { get; }

    public FileCheckControl FileCheck { get; }

    public MalwareProtectionControl MalwareProtection { get; }

    public PortableDeviceControl PortableDevice { get; }

    /// <summary>The YAML kind of a control.</summary>
    public static string KindOf(IConfigurableControl control) => ControlConfig.KindOf(control.ConfigType);
}
