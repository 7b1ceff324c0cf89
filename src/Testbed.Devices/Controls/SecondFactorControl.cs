using System.Security.Cryptography;
using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>second-factor</c>: after the right password a person gives the code of his token. A code serves once (RFC 6238 section 5.2), whoever has no token is refused,
/// a wrong code counts as a failed log-on. Time is the asset's own clock. Disarmed: the password is enough.
/// </summary>
internal sealed class SecondFactorControl(DeviceContext device, LockOutControl lockOut, AuditControl audit) : AssetControl<SecondFactorConfig>(device)
{
    private readonly Dictionary<string, long> _used = [];

    public bool IsNeeded(Account account) => Armed is { } config && !account.Service && !config.Exempt.Contains(account.Name);

    /// <summary>True when the code is that of the account's token now.</summary>
    public bool Accepts(Account account, string code, Origin origin)
    {
        origin = origin with { Account = account.Name };
        var reason = Refusal(account, code);
        Note(reason is null ? LedgerAction.Recorded : LedgerAction.Blocked, reason ?? "code-accepted", origin);
        audit.Record(AuditCategories.AccessControl, "second-factor", reason is null, origin, $"from {origin.Peer}");
        if (reason is not null)
        {
            lockOut.Failed(account.Name, origin);
        }
        else
        {
            lockOut.Succeeded(account.Name);
        }

        return reason is null;
    }

    private string? Refusal(Account account, string code)
    {
        var config = Armed!;
        if (account.Token is not { } token || !Totp.TryReadSecret(token, out var secret))
        {
            return "no-token";
        }

        if (lockOut.IsLocked(account.Name))
        {
            return "locked";
        }

        var now = Totp.StepAt(Device.Clock.Now);
        for (var step = now - config.Drift; step <= now + config.Drift; step++)
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Totp.Code(secret, step)), Encoding.ASCII.GetBytes(code)))
            {
                continue;
            }

            if (config.SingleUse && _used.TryGetValue(account.Name, out var last) && step <= last)
            {
                return "code-used";
            }

            _used[account.Name] = step;
            return null;
        }

        return "wrong-code";
    }
}
