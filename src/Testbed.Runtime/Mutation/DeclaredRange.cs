using System.Security.Cryptography.X509Certificates;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// The range of a mutant's twin as a probe sees it: everything is the twin's, but the scenario is the declared one. So the yardstick of a probe (how many
/// attempts, which functions, which text) stays what was declared while the control that is measured is weaker.
/// </summary>
public sealed class DeclaredRange(IAttackRange built, Scenario declared) : IAttackRange
{
    public Scenario Scenario => declared;

    public IZoneNetwork Network => built.Network;

    public ISpanAccess Spans => built.Spans;

    public IFaults Faults => built.Faults;

    public ITwinView Truth => built.Truth;

    public TimeProvider Clock => built.Clock;

    public RandomStream Random => built.Random;

    public ITrialRecorder Recorder => built.Recorder;

    public X509Certificate2 Certificate(CertificateCase kind, string name) => built.Certificate(kind, name);

    public X509Certificate2 CertificateWithRole(string name, string role) => built.CertificateWithRole(name, role);

    public bool IsSecured(string asset, int port) => built.IsSecured(asset, port);

    public Task WaitAsync(TimeSpan simulated) => built.WaitAsync(simulated);
}
