namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>session-broker</c>.</summary>
internal sealed class SessionBrokerBinder : ControlBinder<SessionBrokerConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var visitors = r.Required("visitors", Types.List(Types.Text, needsOne: true), "accounts of the asset that need an approval");
        var approvers = r.Required("approvers", Types.List(Types.Text, needsOne: true), "accounts of the asset that may give it");
        var window = r.Optional("window", Types.Duration, TimeSpan.FromMinutes(120), "the longest approval (default 120min)");
        var at = r.At("visitors");
        return h =>
        {
            foreach (var visitor in visitors.Concat(approvers).Where(v => h.System.Asset(h.On)?.Accounts.All(a => a.Name != v) == true))
            {
                r.Binding.Report(DiagnosticCodes.NoSuchVisitor, at, $"{h.On} has no account '{visitor}'",
                    Nearest.Fix(visitor, h.System.Asset(h.On)!.Accounts.Select(a => a.Name)));
            }

            return new SessionBrokerConfig
            {
                Id = h.Id,
                On = h.On,
                Product = h.Product,
                KnownLimits = h.KnownLimits,
                ClaimsOverride = h.Claims,
                Visitors = visitors,
                Window = window,
                Approvers = approvers,
            };
        };
    }
}
