namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>lock-out</c>.</summary>
internal sealed class LockOutBinder : ControlBinder<LockOutConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var attempts = r.Optional("attempts", Types.Int(1, 1000, "number of attempts"), 5, "failed attempts until the account is locked (default 5)");
        var window = r.Optional("window", Types.Duration, TimeSpan.FromMinutes(15), "the window in which they count (default 15min)");
        var duration = r.Optional("duration", Types.Duration, TimeSpan.FromMinutes(30), "how long it stays locked (default 30min)");
        var seen = new List<(string Account, Mark At)>();
        var exempt = r.Optional("exempt", Types.List(Types.Text.Then((a, at, _) => seen.Add((a, at)))), [],
            "accounts never locked, because an essential function needs them");
        r.Binding.Later(s => CheckExempt(r.Binding, s, seen, r));
        return h => new LockOutConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Attempts = attempts,
            Window = window,
            Duration = duration,
            Exempt = exempt,
        };
    }

    private static void CheckExempt(Binding binding, Scenario scenario, List<(string Account, Mark At)> exempt, MapReader r)
    {
        var places = r.Places("on");
        var known = scenario.Assets.Where(a => places.Contains(a.Id)).SelectMany(a => a.Accounts).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (account, at) in exempt.Where(e => !known.Contains(e.Account)))
        {
            binding.Report(DiagnosticCodes.DanglingReference, at, $"none of the assets has an account '{account}'", Nearest.Fix(account, known));
        }
    }
}
