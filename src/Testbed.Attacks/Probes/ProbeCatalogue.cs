namespace Testbed.Attacks;

/// <summary>Every probe. A requirement may have two: one from inside zones and one across conduits.</summary>
public static class ProbeCatalogue
{
    /// <summary>All probes, in the order of their requirements.</summary>
    public static IReadOnlyList<IProbe> All { get; } =
    [
        // FR 1
        new ConsoleWithoutLogOn(), new SharedIdentity(), new OneFactorFromOutside(), new OneFactorAnywhere(), new UnauthenticatedModbusWrite(),
        new RogueSpanHost(), new ClonedDeviceIdentity(), new DisabledAccount(), new CentrallyDisabledAccount(), new DirectoryCutOff(),
        new DefaultCredentials(), new WeakPassword(), new ReusedPassword(), new ExpiredPassword(), new ExpiredServicePassword(),
        new UntrustedCertificate(), new InvalidCertificate(), new TalkativeLogOn(), new WirelessStranger(), new WirelessClone(),
        new EndlessGuessing(), new ServiceAccountLogOn(), new MissingNotification(), new UntrustedNetworkAccess(), new UnapprovedVisit(),

        // FR 2
        new RoleEscape(), new UndeclaredOperatorCommand(), new ForeignMachineAcrossConduit(), new ForeignMachineInZone(), new WriteInReadOnly(),
        new ConsoleWriteInReadOnly(), new EngineeringRoleEscape(), new EngineeringInRun(), new RoleRemapping(), new LooseOverride(),
        new SingleApproval(), new ForeignProgram(), new AlteredProgram(), new WirelessMisuse(), new UnreportedWirelessDevice(), new StrayLaptop(),
        new LaptopWithoutPosture(), new IdleSession(), new LockedSession(), new IdleRemoteSession(), new OverlongSession(), new TooManySessions(),
        new TooManySessionsInAll(), new TooManyConnections(), new TooManyConnectionsAcross(), new UnrecordedEvent(), new LostTrail(),
        new UndatedRecord(), new DriftingClock(), new FalseTime(), new StoppedTimeSource(), new DeniableCommand(), new DeniableModbusWrite(),
        new LostRecord(), new UnannouncedOverflow(), new SilentAuditFailure(),

        // FR 3
        new AlteredTraffic(), new ReplayedFrame(), new ForgedFrame(), new AlteredCiphertext(), new StartedMalware(), new MalwareInTransfer(),
        new OutOfRangeAtDevice(), new TooFastAtDevice(), new OutOfRangeAcrossConduit(), new ReplacedProgram(), new SilentProgramChange(),
        new DriftingOutputs(), new StandingProgram(), new TalkativeErrors(), new GuessedSession(), new InjectedCommand(), new ResumedAfterLogOff(),
        new UnexpectedSessionId(), new PredictableSessionId(), new ErasedTrail(), new UnreportedFault(),

        // FR 4
        new ReadableConfidentialData(), new ReadableUntrustedSpan(), new ReadableZoneBoundary(), new WeakCryptography(),

        // FR 5
        new UnsegmentedNetwork(), new BoundaryBypass(), new PastTheJumpHost(), new ComplementOfTheAllowList(), new TalkingBack(), new OpenIsland(),
        new OpenWhenFailed(), new IncomingMessages(), new MessagesEitherWay(),

        // FR 6
        new ExposedTrail(), new UnreadableTrail(), new UnnoticedStep(),

        // FR 7
        new StormInZone(), new StormAcrossConduit(), new HoardedConnections(), new SilentConnection(), new UnlimitedLoad(), new OutgoingFlood(),
        new ConnectionStorm(), new LoadedSecurityFunctions(), new UnneededFunction(), new UnneededPort(), new IncompleteBackup(),
        new UnverifiedBackup(), new ForgottenBackup(), new UnrecoveredAsset(), new LostProgram(), new UntrueSettings(), new MissingComponent(),
    ];

    /// <summary>Finds a probe by its id.</summary>
    public static IProbe? Find(string id) => All.FirstOrDefault(p => p.Id == id);
}
