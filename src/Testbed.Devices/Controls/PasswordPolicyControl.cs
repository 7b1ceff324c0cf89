using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>password-policy</c>: length and character classes of new passwords.</summary>
internal sealed class PasswordPolicyControl(DeviceContext device) : AssetControl<PasswordPolicyConfig>(device)
{
    /// <summary>Why a new password is refused; null when it is taken.</summary>
    public string? RefusalOf(string password, Origin origin)
    {
        if (Armed is not { } config)
        {
            return null;
        }

        var classes = (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
            + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
        var rule = password.Length < config.MinLength ? "length" : classes < config.MinClasses ? "classes" : null;
        if (rule is null)
        {
            return null;
        }

        Note(LedgerAction.Blocked, rule, origin);
        return rule == "length" ? "password too short" : "password too simple";
    }
}
