namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>least-functionality</c>.</summary>
internal sealed class LeastFunctionalityBinder : ControlBinder<LeastFunctionalityConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var functions = r.Optional("functions", Types.List(Types.FunctionCode), [1, 2, 3, 4, 5, 6], "Modbus function codes that answer (default 1-6)");
        var disabled = r.Optional("disabled", Types.List(Types.FunctionCode), [], "Modbus function codes that do not answer; without 'functions' all others do");
        if (r.Has("disabled"))
        {
            functions = [.. (r.Has("functions") ? functions : Enumerable.Range(1, 127)).Except(disabled)];
        }

        return h => new LeastFunctionalityConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Functions = functions,
        };
    }
}
