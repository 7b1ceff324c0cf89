using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Modbus/TCP Security that is set up too generously: one mistake each.</summary>
public sealed class ModbusSecurityWeak() : MutationOperator<ModbusSecurityConfig>("modbus-security-weak", "Modbus/TCP Security is set up too generously")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ModbusSecurityConfig control)
    {
        if (control.Roles is { } roles)
        {
            IReadOnlyList<RoleRightConfig> all = [new([.. Enumerable.Range(1, 127)], 0, 65535)];
            // Where nothing can be written, the roles that read have everything already.
            if (scenario.Asset(control.On)?.Points.Any(p => p.IsWritable) == true)
            {
                yield return new("roles", control with { Roles = roles.ToDictionary(r => r.Key, _ => all) }, Rows("SR 2.1", "SR 2.1 RE 1", "SR 5.2 RE 1"),
                    "every role may use every function code on every address");
            }

            yield return new("no-roles", control with { Roles = null }, Rows("SR 2.1", "SR 2.1 RE 1", "SR 5.2 RE 1"), "roles are not looked at");
        }

        yield return new("validity", control with { CheckValidity = false }, Rows("SR 1.9"), "expired and not yet valid certificates are accepted");
        yield return new("revocation", control with { CheckRevocation = false }, Rows("SR 1.9"), "revoked certificates are accepted");
        if (!control.TrustedAuthorities.Contains("foreign"))
        {
            yield return new("authority", control with { TrustedAuthorities = [.. control.TrustedAuthorities, "foreign"] }, Rows("SR 1.8", "SR 1.9"),
                "the foreign authority's certificates are accepted");
        }

        yield return new("version", control with { MinVersion = "1.2" }, Rows("SR 4.3"), "TLS 1.2 is taken although 1.3 is declared");
        if (scenario.Asset(control.On)?.Services.Any(s => s.Protocol == ServiceProtocol.Modbus) == true)
        {
            yield return new("plain-open", control with { ClosePlain = false }, Rows("SR 1.2", "SR 1.8", "SR 1.9", "SR 2.1 RE 1", "SR 4.3"),
                "the plain Modbus service beside it is left open");
        }
    }
}

/// <summary>A gateway that does not ask the authority's revocation list.</summary>
public sealed class RevocationUnchecked() : MutationOperator<MutualTlsConfig>("revocation-unchecked", "a certificate's revocation is not checked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) =>
        [new("", control with { CheckRevocation = false }, Rows("SR 1.9"), "revoked certificates are accepted")];
}
