namespace Testbed.Devices;

/// <summary>The controls that stand on one asset; each answers for itself whether it is there and armed.</summary>
internal sealed class DeviceControls
{
    public DeviceControls(DeviceContext device)
    {
        Audit = new AuditControl(device);
        AuditProtection = new AuditProtectionControl(device);
        Ranges = new RangeCheckControl(device);
        ReadOnly = new ReadOnlyControl(device, Audit);
        LeastFunctionality = new LeastFunctionalityControl(device);
        LoadLimit = new LoadLimitControl(device);
        FailState = new FailStateControl(device, Audit);
        ErrorHandling = new ErrorHandlingControl(device);
        Roles = new RolesControl(device);
        PasswordPolicy = new PasswordPolicyControl(device);
        LockOut = new LockOutControl(device, Audit);
        Accounts = new AccountsControl(device, LockOut, Audit);
        Notification = new UseNotificationControl(device);
        Sessions = new SessionLimitsControl(device);
    }

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

    public UseNotificationControl Notification { get; }

    public SessionLimitsControl Sessions { get; }
}
