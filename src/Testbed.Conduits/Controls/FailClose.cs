using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Keeps the boundary closed while what decides there has failed (SR 5.2 RE 3). It acts where the others cannot: in the mechanism, see <see cref="BoundaryMechanism"/>.</summary>
public sealed class FailClose(FailCloseConfig config, ConduitContext context) : ConduitControl(config, context)
{
    /// <summary>Whether it closes the boundary in this failure.</summary>
    public bool Closes(BoundaryFailure failure) => config.Failures.Contains(failure);
}
