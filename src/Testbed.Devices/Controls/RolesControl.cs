using System.Runtime.CompilerServices;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>roles</c>: what each role may do on the console; changes take effect at once. Who is not logged on has no role and may do nothing. Disarmed: all may do
/// everything.
/// </summary>
internal sealed class RolesControl : AssetControl<RolesConfig>
{
    // Made once per configuration and replaced as a whole, never changed: every asset of every twin has such a table.
    private static readonly ConditionalWeakTable<object, KeyValuePair<AccountRole, HashSet<string>>[]> Tables = [];
    private readonly SortedDictionary<AccountRole, HashSet<string>> _granted = [];

    public RolesControl(DeviceContext device)
        : base(device)
    {
        foreach (var (role, permissions) in Tables.GetValue((object?)Config ?? RolesConfig.Usual, _ => TableOf(Config)))
        {
            _granted.Add(role, permissions);
        }
    }

    /// <summary>The permission table, armed or not.</summary>
    public bool IsGranted(AccountRole? role, string permission) => role is { } r && _granted[r].Contains(permission);

    public bool Allows(AccountRole? role, string permission, Origin origin, string command)
    {
        if (!IsArmed || IsGranted(role, permission))
        {
            return true;
        }

        Note(LedgerAction.Blocked, $"{(role?.ToString() ?? "no-role").ToLowerInvariant()}-{permission}", origin, command);
        return false;
    }

    public void Set(AccountRole role, IEnumerable<string> permissions)
    {
        _granted[role] = new HashSet<string>(permissions, StringComparer.Ordinal);
        if (Armed is { } settings)
        {
            // The settings in force say what holds now, not what was configured.
            ((IConfigurableControl)this).Configure(settings with { Permissions = _granted.ToDictionary(g => g.Key, g => InOrder(g.Value)) });
        }
    }

    public IEnumerable<string> Describe() => _granted.Select(
        g => $"{g.Key.ToString().ToLowerInvariant()} {string.Join(',', InOrder(g.Value))}".TrimEnd());

    private static IReadOnlyList<string> InOrder(HashSet<string> permissions) => [.. RolesConfig.AllPermissions.Where(permissions.Contains)];

    private static KeyValuePair<AccountRole, HashSet<string>>[] TableOf(RolesConfig? config) =>
        [.. Enum.GetValues<AccountRole>().Select(role => KeyValuePair.Create(
            role, new HashSet<string>(config is null ? RolesConfig.Usual[role] : config.Permissions.GetValueOrDefault(role, []), StringComparer.Ordinal)))];
}
