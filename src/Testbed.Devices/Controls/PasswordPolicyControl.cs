using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>What the age of a password leaves open.</summary>
internal enum PasswordAge
{
    /// <summary>Everything.</summary>
    InOrder,

    /// <summary>A person must change it before anything else is served.</summary>
    MustChange,

    /// <summary>A program goes on reading, and nothing else.</summary>
    ReadOnly,
}

/// <summary>
/// <c>password-policy</c>: length, character classes, re-use and least age of new passwords, greatest age of those in use. Ages are counted by the asset's own
/// clock; a password of unknown age counts from the scenario's start. Sessions that are open when a password expires go on.
/// </summary>
internal sealed class PasswordPolicyControl(DeviceContext device, AuditControl audit) : AssetControl<PasswordPolicyConfig>(device)
{
    /// <summary>Why a new password is refused; null when it is taken. An account that has one already is judged by its history and age too.</summary>
    public string? RefusalOf(string password, Origin origin, Account? account = null)
    {
        if (Armed is not { } config || RuleAgainst(config, password, account) is not { } broken)
        {
            return null;
        }

        Note(LedgerAction.Blocked, broken.Rule, origin);
        return broken.Text;
    }

    /// <summary>What a log-on with this account's password opens. A program's expired password raises an event every time.</summary>
    public PasswordAge AgeOf(Account account, Origin origin)
    {
        if (Left(account) is not { } left || left > TimeSpan.Zero)
        {
            return PasswordAge.InOrder;
        }

        Note(LedgerAction.Recorded, account.Service ? "service-max-age" : "max-age", origin);
        audit.Record(AuditCategories.AccessControl, "password-expired", false, origin, account.Name);
        return account.Service ? PasswordAge.ReadOnly : PasswordAge.MustChange;
    }

    /// <summary>The warning that goes with a log-on; null when there is nothing to say.</summary>
    public string? Warning(Account account) => Left(account) is { } left && left > TimeSpan.Zero && left <= Armed!.Warning
        ? string.Create(CultureInfo.InvariantCulture, $"password expires in {Math.Ceiling(left.TotalDays):0} days")
        : null;

    /// <summary>An expired password stopped a command.</summary>
    public void NoteExpired(Origin origin, string command) => Note(LedgerAction.Blocked, "expired", origin, command);

    private TimeSpan? Left(Account account) => (account.Service ? Armed?.ServiceMaxAge : Armed?.MaxAge) is { } limit
        ? (account.PasswordSet ?? Device.Environment.Scenario.Start) + limit - Device.Clock.Now
        : null;

    private (string Rule, string Text)? RuleAgainst(PasswordPolicyConfig config, string password, Account? account)
    {
        var classes = (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
            + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
        return password.Length < config.MinLength ? ("length", "password too short")
            : classes < config.MinClasses ? ("classes", "password too simple")
            : account?.WasUsed(password, config.History) == true ? ("history", "password was used before")
            : account?.PasswordSet is { } set && Device.Clock.Now - set < config.MinAge ? ("min-age", "password was changed only just now")
            : null;
    }
}
