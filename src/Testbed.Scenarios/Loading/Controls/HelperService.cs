namespace Testbed.Scenarios.Loading;

/// <summary>References of a control to another asset's service that it leans on.</summary>
internal static class HelperService
{
    /// <summary>Reports a helper without such a service, one that stands for itself, and one that no declared flow leads to.</summary>
    public static void Check(MapReader r, string key, string helper, ServiceProtocol protocol, string code)
    {
        var at = r.At(key);
        r.Binding.Later(scenario =>
        {
            if (scenario.Asset(helper) is not { } asset)
            {
                return;
            }

            if (asset.Services.FirstOrDefault(s => s.Protocol == protocol) is not { } service)
            {
                r.Binding.Report(code, at, $"{helper} has no {Types.Kebab(protocol)} service",
                    Nearest.Fix(helper, scenario.Assets.Where(a => a.Services.Any(s => s.Protocol == protocol)).Select(a => a.Id)));
                return;
            }

            foreach (var user in scenario.Assets.Where(a => r.Places("on").Contains(a.Id)))
            {
                if (user.Id == helper)
                {
                    r.Binding.Report(code, at, $"{helper} cannot lean on itself", "leave it out of 'on'");
                }
                else if (user.Zone != asset.Zone && !scenario.Conduits.SelectMany(c => c.Flows).Any(f => f.From == user.Id && f.To == helper && f.Port == service.Port))
                {
                    r.Binding.Report(DiagnosticCodes.NoFlowToHelper, at, $"{user.Id} lies in another zone than {helper} and no declared flow leads there",
                        $"declare a flow from {user.Id} to {helper} port {service.Port}, or leave {user.Id} out");
                }
            }
        });
    }
}

/// <summary>Secrets that two assets share.</summary>
internal static class SharedKey
{
    /// <summary>Reports a key that is too short to be one.</summary>
    public static void Check(MapReader r, string key, string? text)
    {
        if (r.IsGood(key) && text?.Length < AccountDirectoryConfig.ShortestKey)
        {
            r.Report(DiagnosticCodes.SharedKeyTooShort, key, $"a shared key has {AccountDirectoryConfig.ShortestKey} characters or more, this one {text.Length}",
                "make it longer");
        }
    }
}
