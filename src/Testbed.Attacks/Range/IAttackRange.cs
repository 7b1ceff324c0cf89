using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Certificates an attacker may hold.</summary>
public enum CertificateCase
{
    /// <summary>Signed by its own key.</summary>
    SelfSigned,

    /// <summary>Issued by an authority that is not the scenario's.</summary>
    ForeignAuthority,

    /// <summary>Issued by the scenario's authority, past its validity at the simulated time.</summary>
    Expired,

    /// <summary>Issued by the scenario's authority, not yet valid at the simulated time.</summary>
    NotYetValid,

    /// <summary>Issued by the scenario's authority for another use (no client authentication).</summary>
    WrongUsage,

    /// <summary>A genuine gateway certificate without its key usage being in the attacker's hands: a copy of the certificate with another key.</summary>
    WithoutKey,

    /// <summary>The genuine certificate of the name, with its key and its declared role: stolen, or used on the machine itself.</summary>
    Genuine,

    /// <summary>Issued by the scenario's authority and accepted everywhere, but without a role for Modbus/TCP Security.</summary>
    WithoutRole,

    /// <summary>Issued by the scenario's authority and revoked since.</summary>
    Revoked,
}

/// <summary>
/// What a trial gives to probes and plays: ways into the twin and ground truth for observations. Trial executor only; await without leaving it.
/// </summary>
public interface IAttackRange
{
    /// <summary>The scenario under test.</summary>
    Scenario Scenario { get; }

    /// <summary>The zones' network. Enter a zone as a guest, or dial as a compromised asset by its id.</summary>
    IZoneNetwork Network { get; }

    /// <summary>The media between gateway ends.</summary>
    ISpanAccess Spans { get; }

    /// <summary>Failures to recover from.</summary>
    IFaults Faults { get; }

    /// <summary>Ground truth.</summary>
    ITwinView Truth { get; }

    /// <summary>Simulated time; every time-out goes through it.</summary>
    TimeProvider Clock { get; }

    /// <summary>The attacker's random stream.</summary>
    RandomStream Random { get; }

    /// <summary>Where evidence goes.</summary>
    ITrialRecorder Recorder { get; }

    /// <summary>A certificate with private key of the given kind, under the common name the attacker wants to pass for (a gateway end such as <c>C4.gw-a</c>).</summary>
    X509Certificate2 Certificate(CertificateCase kind, string name);

    /// <summary>A genuine certificate under a name with a role, as stolen from whoever has that role.</summary>
    X509Certificate2 CertificateWithRole(string name, string role);

    /// <summary>True when a service is set up for Modbus/TCP Security in this twin, as its legitimate clients are then too: they know, a stranger has to try.</summary>
    bool IsSecured(string asset, int port);

    /// <summary>Waits simulated time; the twin runs on meanwhile.</summary>
    Task WaitAsync(TimeSpan simulated);
}

/// <summary>How a stimulus went: <see cref="TrialOutcome.Succeeded"/> means the breach happened.</summary>
public sealed record AttackOutcome(TrialOutcome Outcome, string Reason)
{
    /// <summary>The breach happened.</summary>
    public static AttackOutcome Succeeded(string reason) => new(TrialOutcome.Succeeded, reason);

    /// <summary>The breach did not happen.</summary>
    public static AttackOutcome Resisted(string reason) => new(TrialOutcome.Resisted, reason);

    /// <summary>There is no such target.</summary>
    public static AttackOutcome Inapplicable(string reason) => new(TrialOutcome.Inapplicable, reason);
}

/// <summary>Stimulus and pass observation for one requirement on one cell. One sealed class per probe.</summary>
public interface IProbe
{
    /// <summary>Stable id, for example <c>console-without-log-on</c>.</summary>
    string Id { get; }

    /// <summary>The requirement it decides.</summary>
    RequirementId Requirement { get; }

    /// <summary>The cells it can decide in a scenario.</summary>
    IEnumerable<Cell> Cells(Scenario scenario);

    /// <summary>Cells with the same key get the same stimulus and observation: one trial may decide them all.</summary>
    string StimulusKey(Cell cell);

    /// <summary>Applies the stimulus to one cell of a running twin.</summary>
    Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range);
}

/// <summary>A check of the as-built model against the declared one, for rows no network stimulus can decide.</summary>
public interface IModelCheck
{
    /// <summary>Stable id.</summary>
    string Id { get; }

    /// <summary>The requirement it decides.</summary>
    RequirementId Requirement { get; }

    /// <summary>The cells with their outcome; <see cref="TrialOutcome.Succeeded"/> means a violation was found.</summary>
    IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario);
}
