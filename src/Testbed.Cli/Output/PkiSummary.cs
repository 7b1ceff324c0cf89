using System.Globalization;
using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary>What <c>testbed pki</c> wrote, for people.</summary>
internal static class PkiSummary
{
    /// <summary>A line per certificate.</summary>
    public static string Table(ScenarioPki pki)
    {
        var width = Math.Max(6, pki.Plan.Identities.Select(i => i.Name.Length).DefaultIfEmpty(0).Max());
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"holder".PadRight(width)}  kind     role          valid                    status   serial\n");
        foreach (var identity in pki.Plan.Identities)
        {
            var certificate = pki.Certificate(identity.Name);
            text.Append(CultureInfo.InvariantCulture,
                $"{identity.Name.PadRight(width)}  {identity.Kind,-7}  {identity.Role ?? "-",-12}  {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)} {(identity.Revoked ? "revoked" : "good"),-8} {certificate.SerialNumber}\n");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The folder's README.</summary>
    public static string Readme(Scenario scenario, ScenarioPki pki, string folder)
    {
        var secured = scenario.Assets.SelectMany(a => a.Services.Where(s => s.Protocol == ServiceProtocol.ModbusSecurity).Select(s => (a.Id, a.Zone, s.Port))).ToList();
        var client = pki.Plan.Identities.FirstOrDefault(i => i is { Role: not null, Revoked: false })?.Name ?? pki.Plan.Identities[0].Name;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Certificates of {scenario.Id}

            Made by `testbed pki`; every run of it makes new keys. The keys protect nothing but a twin: never use them elsewhere.

            | file | holds |
            |---|---|
            | `ca.pem`, `ca.key` | the scenario's authority |
            | `crl.pem` | its revocation list, number of entries: {pki.Revocations.Count} |
            | `certificates/NAME.pem`, `NAME.key` | certificate and key (PKCS #8) of a holder; the role stands in extension {ModbusRole.Oid} as UTF8String |

            Times are those of the scenario, which begins on {scenario.Start:yyyy-MM-dd}.

            ```
            {Table(pki)}
            ```

            """);
        foreach (var signer in pki.Plan.Identities.Where(i => i is { Kind: PkiIdentity.Signer, Revoked: false }))
        {
            text.Append(CultureInfo.InvariantCulture, $"""

                ## Sign programs as {signer.Name}

                ```
                testbed plc sign FOLDER --cert certificates/{signer.Name}.pem --key certificates/{signer.Name}.key --program-version 1.1 -o next.bundle
                ```

                """);
        }

        foreach (var (asset, zone, port) in secured)
        {
            text.Append(CultureInfo.InvariantCulture, $"""

                ## Connect to {asset}, port {port}

                `testbed up {scenario.Id} --pki {folder} --join {zone} --join-port 15000` prints which port of 127.0.0.1 leads to {asset}:{port}. Then, with that port:

                ```
                openssl s_client -connect 127.0.0.1:PORT -CAfile ca.pem -cert certificates/{client}.pem -key certificates/{client}.key
                ```

                """);
        }

        return text.ToString();
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
