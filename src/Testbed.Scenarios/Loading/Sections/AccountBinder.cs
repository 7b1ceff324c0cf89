using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds the accounts and the clock of an asset.</summary>
internal static class AccountBinder
{
    private const double LongestOffsetSeconds = 400d * 86400;

    /// <summary>How a clock runs.</summary>
    public static MapType<ClockConfig> Clock { get; } = Types.Map("clock", r => new ClockConfig(
        r.Optional("offset_s", Types.Between(-LongestOffsetSeconds, LongestOffsetSeconds, "offset"), 0, "seconds it is ahead at the start (default 0)"),
        r.Optional("drift_ppm", Types.Between(-1000, 1000, "drift"), 0, "how fast it gains, in millionths (default 0)")));

    /// <summary>Reads the accounts of one asset.</summary>
    public static Func<MapReader, AccountConfig> Reader()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return r =>
        {
            var set = r.OptionalValue("password_set", Types.Time, "when the password was set; without it its age is unknown and counts from the start");
            var at = r.At("password_set");
            r.Binding.Later(scenario =>
            {
                if (set > scenario.Start)
                {
                    r.Binding.Report(DiagnosticCodes.PasswordFromTheFuture, at, $"the password was set after the scenario's start, {scenario.Start:yyyy-MM-dd'T'HH:mm:ssK}",
                        "give a time before the start");
                }
            });
            return new AccountConfig(
                r.Required("name", Types.LocalId("account", names), "the identifier"),
                r.Required("role", Types.Word<AccountRole>("role"), "the role"),
                r.Required("password", Types.Text, "the password the twin starts with (invented; never one in use)"),
                r.Optional("personal", Types.Bool, true, "false when several people share it"),
                r.Optional("service", Types.Bool, false, "true for a program's account, which may not log on interactively"),
                r.Optional("vendor_default", Types.Bool, false, "true when the supplier ships this name and password"))
            {
                PasswordSet = set,
                Totp = BindTotp(r),
                Visitor = r.Optional("visitor", Types.Bool, false, "true for somebody of another company who comes by remote access"),
                FormerPasswords = r.Optional("former_passwords", Types.List(Types.Text), [], "passwords used before, newest first"),
                LogOnTo = r.Optional("log_on_to", Types.List(Types.Ref(Named.Asset)), [],
                    "for accounts of a directory: the assets where the person may log on (default: every asset that uses the directory)"),
            };
        };
    }

    private static string? BindTotp(MapReader r)
    {
        var secret = r.OptionalObject("totp", Types.Text, "secret of the person's token, Base32, 26 characters at least (RFC 6238); invented, never one in use");
        if (secret is not null && !Totp.TryReadSecret(secret, out _))
        {
            r.Report(DiagnosticCodes.BadTokenSecret, "totp", "this is no secret of a token: Base32 (A-Z, 2-7) of 16 octets at least");
        }

        return secret;
    }
}
