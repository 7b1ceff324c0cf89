using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Every operator.</summary>
public static class MutationOperators
{
    /// <summary>All operators; the order is that of reports.</summary>
    public static IReadOnlyList<IMutationOperator> All { get; } =
    [
        new ControlDisarmed(),
        new AllowListTooWide(), new InspectionTooWide(), new FunctionsTooWide(), new WrongCertificateTrusted(), new ValidityUnchecked(), new ProtocolOutdated(),
        new RevocationUnchecked(), new ModbusSecurityWeak(),
        new MonitorDeaf(), new ValueRangeTooWide(), new DeviceRangeTooWide(), new DeviceRateTooFast(), new ReadOnlyInPart(), new FailStateLate(),
        new LockOutOff(), new PasswordPolicyWeak(), new VendorDefaultsAllowed(), new SharedAccountsAllowed(), new NotificationEmpty(),
        new DirectoryStale(), new RolesAll(), new SessionLimitOff(), new ClockUnguarded(), new AuditCollectorLost(), new LoadLimitHuge(), new RateLimitHuge(),
        new AuditStoreWeak(), new BackupWeak(), new InventoryDeaf(), new VerificationOff(), new KeySwitchOpen(), new SignedProgramWeak(),
        new FailCloseInPart(), new IslandLeavesRunning(), new SecondFactorWeak(), new ApprovalWeak(), new ConnectionLimitWeak(), new DiodeLeaks(),
        new LinkEncryptionWeak(), new JumpHostPassed(), new DualApprovalWeak(), new OverrideWeak(), new FileCheckWeak(), new MalwareProtectionWeak(),
        new WirelessWeak(), new PortableDeviceWeak(),
    ];

    /// <summary>The mutants of all operators whose id contains one of the texts (any case); all for none.</summary>
    public static IReadOnlyList<Mutant> Mutants(Scenario scenario, IReadOnlyList<string> only) =>
    [
        .. All.SelectMany(o => o.Apply(scenario))
            .Where(m => only.Count == 0 || only.Any(o => m.Id.Contains(o, StringComparison.OrdinalIgnoreCase))),
    ];
}
