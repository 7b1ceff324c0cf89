using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>fail-close</c>.</summary>
internal sealed class FailCloseBinder : ControlBinder<FailCloseConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var failures = r.Optional("failures", Types.List(Types.Word<BoundaryFailure>("failure"), needsOne: true), Enum.GetValues<BoundaryFailure>(),
            "failures in which the product closes, as its maker declares: stopped, power-lost, exhausted, corrupt-rules (default all)");
        return h => new FailCloseConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Failures = failures,
        };
    }
}
