namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>portable-device</c>.</summary>
internal sealed class PortableDeviceBinder : ControlBinder<PortableDeviceConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var services = r.Required("services", Types.List(Types.Text, needsOne: true), "ids of the asset's services behind the lock");
        var devices = r.Required("devices", Types.List(Types.Text), "approved devices, by the name in their certificate; [] for a closed socket that takes none");
        var visits = r.Optional("visits", Types.Bool, true, "a device is let in only while its visit is open (VISIT OPEN at the console); false: for good (default true)");
        var window = r.Optional("window", Types.Duration, TimeSpan.FromMinutes(120), "the longest visit (default 120min)");
        var station = r.OptionalObject("checked_by", Types.Text, "the station whose signed statement about a device counts, by the name in its certificate; without it none is asked for");
        var age = r.Optional("posture_max_age", Types.Duration, TimeSpan.FromHours(24), "an older statement does not count (default 24h)");
        var (at, places) = (r.At("services"), r.Places("on"));
        r.Binding.Later(scenario =>
        {
            foreach (var asset in scenario.Assets.Where(a => places.Contains(a.Id)))
            {
                if (services.FirstOrDefault(s => asset.Services.All(k => k.Id != s || k.Protocol == ServiceProtocol.Admission)) is { } missing)
                {
                    r.Binding.Report(DiagnosticCodes.NothingToLock, at, $"{asset.Id} has no service '{missing}' that could be locked", Nearest.Fix(missing, asset.Services.Select(s => s.Id)));
                }

                if (devices.Count > 0 && asset.Services.All(s => s.Protocol != ServiceProtocol.Admission))
                {
                    r.Binding.Report(DiagnosticCodes.NoAdmission, at, $"{asset.Id} has no admission service, so that no portable device could be let in",
                        "add a service of protocol 'admission' to the asset");
                }
            }
        });
        return h => new PortableDeviceConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Services = services,
            Devices = devices,
            Visits = visits,
            Window = window,
            CheckedBy = station,
            PostureMaxAge = age,
        };
    }
}
