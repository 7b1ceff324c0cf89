using System.Security.Cryptography.X509Certificates;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// The range of a mutant's twin as a probe sees it: everything is the twin's, but the scenario is the declared one. So the yardstick of a probe (how many
/// attempts, which functions, which text) stays what was declared while the control that is measured is weaker.
/// </summary>
/// <param name="built">The range of the twin.</param>
/// <param name="declared">The scenario that probes measure by.</param>
public sealed class DeclaredRange(IAttackRange built, Scenario declared) : IAttackRange
{
    /// <inheritdoc/>
    public Scenario Scenario => declared;

    /// <inheritdoc/>
    public IZoneNetwork Network => built.Network;

    /// <inheritdoc/>
    public ISpanAccess Spans => built.Spans;

    /// <inheritdoc/>
    public IFaults Faults => built.Faults;

    /// <inheritdoc/>
    public ITwinView Truth => built.Truth;

    /// <inheritdoc/>
    public TimeProvider Clock => built.Clock;

    /// <inheritdoc/>
    public RandomStream Random => built.Random;

    /// <inheritdoc/>
    public ITrialRecorder Recorder => built.Recorder;

    /// <inheritdoc/>
    public X509Certificate2 Certificate(CertificateCase kind, string name) => built.Certificate(kind, name);

    /// <inheritdoc/>
    public X509Certificate2 CertificateWithRole(string name, string role) => built.CertificateWithRole(name, role);

    /// <inheritdoc/>
    public bool IsSecured(string asset, int port) => built.IsSecured(asset, port);

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan simulated) => built.WaitAsync(simulated);
}
