namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>account-directory</c>.</summary>
internal sealed class AccountDirectoryBinder : ControlBinder<AccountDirectoryConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var server = r.Required("server", Types.Ref(Named.Asset), "the asset with the directory service; its own accounts are the directory");
        var key = r.Required("key", Types.Text, "the secret shared with the directory, 16 characters or more (invented; never one in use)");
        var propagation = r.Optional("propagation", Types.Duration, TimeSpan.FromMinutes(5),
            "how long what was fetched is used; a change made in the directory holds everywhere after this time (default 5min)");
        var seen = new List<(string Account, Mark At)>();
        var emergency = r.Optional("emergency_accounts", Types.List(Types.Text.Then((a, at, _) => seen.Add((a, at)))), [],
            "accounts of the asset that work from its own store while the directory cannot be reached");
        var local = r.Optional("local_accounts", Types.Bool, false, "true to leave accounts that the directory does not know to the asset (default false: refused)");
        SharedKey.Check(r, "key", key);
        HelperService.Check(r, "server", server, ServiceProtocol.Directory, DiagnosticCodes.NotADirectory);
        r.Binding.Later(s => CheckEmergency(r, s, seen));
        return h => new AccountDirectoryConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Server = server,
            Key = key,
            Propagation = propagation,
            EmergencyAccounts = emergency,
            LocalAccounts = local,
        };
    }

    private static void CheckEmergency(MapReader r, Scenario scenario, List<(string Account, Mark At)> emergency)
    {
        var assets = scenario.Assets.Where(a => r.Places("on").Contains(a.Id)).ToList();
        foreach (var (account, at) in emergency)
        {
            if (assets.Find(a => a.Accounts.All(k => k.Name != account)) is { } without)
            {
                r.Binding.Report(DiagnosticCodes.NoSuchEmergencyAccount, at, $"{without.Id} has no account '{account}' of its own that could work without the directory",
                    Nearest.Fix(account, without.Accounts.Select(a => a.Name)));
            }
        }
    }
}
