namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>error-handling</c>.</summary>
internal sealed class ErrorHandlingBinder : ControlBinder<ErrorHandlingConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        return h => new ErrorHandlingConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
        };
    }
}
