using System.Globalization;
using System.Text.Json;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// What a device is set to now, as lines <c>key=JSON</c>: read from the parts that act on it, never from the scenario. The base of backups, of the settings report
/// and of ground truth.
/// </summary>
internal sealed class DeviceState(DeviceContext device, DeviceControls controls, PointBank bank, Func<Point, bool> isSetting)
{
    /// <summary>The program of a controller; null for what runs none.</summary>
    public DeviceProgram? Program { get; set; }

    /// <summary>What the device is.</summary>
    public IEnumerable<string> Identity =>
        [$"asset={SettingText.Json(device.Asset.Id)}", $"product={SettingText.Json(device.Asset.Product)}", $"version={SettingText.Json(device.Asset.Version)}"];

    /// <summary>Settings of points, in order of names.</summary>
    public IEnumerable<string> Points => bank.All.Where(isSetting).OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => p.Config.IsNumeric
            ? string.Create(CultureInfo.InvariantCulture, $"point.{p.Name}={p.Decode(p.Bits):0.####}")
            : $"point.{p.Name}={SettingText.Json(p.Text)}");

    /// <summary>Roles with their permissions.</summary>
    public IEnumerable<string> Roles => controls.Roles.Describe().Select(line =>
    {
        var words = line.Split(' ');
        return $"role.{words[0]}={SettingText.Json(words.Length > 1 ? words[1].Split(',') : [])}";
    });

    /// <summary>Accounts, with a fingerprint of the password's hash.</summary>
    public IEnumerable<string> Accounts => OwnAccounts.Select(
        a => $"account.{a.Name}={(controls.Directory.Keeps(a) ? "{\"directory\":true}" : SettingText.Json(a.Describe()))}");

    /// <summary>Settings of the controls in force, one by one.</summary>
    public IEnumerable<string> Controls => controls.Configurable.Select(c => c.InForce).OfType<AssetControlConfig>().SelectMany(SettingText.Lines);

    /// <summary>Which services answer.</summary>
    public IEnumerable<string> Services => device.Asset.Services.Select(s => string.Create(
        CultureInfo.InvariantCulture, $"service.{s.Id}={SettingText.Json($"{s.Port} {(controls.LeastFunctionality.IsOpen(s) ? "open" : "closed")}")}"));

    /// <summary>Everything that bears on security.</summary>
    public IReadOnlyList<string> Security => [.. Services, .. Roles, .. Accounts, .. Controls, .. Program?.Identity ?? []];

    /// <summary>Everything.</summary>
    public IReadOnlyList<string> All => [.. Identity, .. Points, .. Security];

    // What the directory alone keeps is no setting of this device.
    private IEnumerable<Account> OwnAccounts => controls.Accounts.All.Where(a => !a.IsFetched);

    /// <summary>The lines of a backup of these sections (<see cref="BackupConfig.AllSections"/>), without digest. Passwords as hashes only.</summary>
    public IReadOnlyList<string> Backup(IReadOnlyList<string> sections)
    {
        List<string> lines = [.. Identity];
        lines.AddRange(sections.Contains("settings") ? Points : []);
        lines.AddRange(sections.Contains("roles") ? Roles : []);
        lines.AddRange(sections.Contains("accounts") ? OwnAccounts.Select(a => $"account.{a.Name}={SettingText.Json(a.Save())}") : []);
        lines.AddRange(sections.Contains("controls")
            ? controls.Configurable.Where(c => c.InForce is not null)
                .Select(c => $"control.{DeviceControls.KindOf(c)}={SettingText.Whole(c.InForce!).ToJsonString(SettingText.Options)}")
            : []);
        lines.AddRange(sections.Contains("program") ? Program?.Backup ?? [] : []);
        return lines;
    }

    /// <summary>Puts the lines of a backup in force: all of them, or, when one means nothing here, none. What is wrong, or null.</summary>
    public string? Restore(IReadOnlyList<string> lines, RestoreOrder by)
    {
        if (!ProgramBackup.TryRead(lines, out var saved, out var problem))
        {
            return problem;
        }

        List<Action> acts = [];
        SignedProgramConfig? signed = null;
        Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
        HashSet<string> kinds = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (key, json) = (BackupText.KeyOf(line), BackupText.ValueOf(line));
            var name = key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
            var act = key[..^name.Length] switch
            {
                "" => Identity.Contains(line) ? () => { } : null,
                "point." => RestorePoint(name, json),
                "role." => RestoreRole(name, json),
                "account." => RestoreAccount(name, json, accounts),
                "control." => kinds.Add(name) ? RestoreControl(name, json, ref signed) : null,
                ProgramBackup.Prefix => Program is null ? null : () => { },
                _ => null,
            };
            if (act is null)
            {
                return $"'{key}' does not fit this device";
            }

            acts.Add(act);
        }

        // The program first: it may still be refused, the rest cannot.
        var before = Program?.Digest ?? "";
        if (saved is not null && Program!.Install(saved, signed, by) is { } refusal)
        {
            return $"the program of the backup is refused: {refusal}";
        }

        acts.ForEach(a => a());
        if (accounts.Count > 0)
        {
            controls.Accounts.Replace(accounts.Values);
        }

        foreach (var control in kinds.Count == 0 ? [] : controls.Configurable.Where(c => c.InForce is not null && !kinds.Contains(DeviceControls.KindOf(c))))
        {
            control.Configure(null);
        }

        Program?.Installed(before, by);
        return null;
    }

    private Action? RestorePoint(string name, string json) =>
        bank.Find(name) is not { IsWritable: true } point || controls.KeySwitch.IsKey(name) ? null
        : !point.Config.IsNumeric ? TryRead<string>(json) is { } text ? () => point.SetText(text) : null
        : double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && point.TryEncode(value, out var bits)
            ? () => point.SetBits(bits)
            : null;

    private Action? RestoreRole(string name, string json) =>
        AccountCommands.TryParseRole(name, out var role) && TryRead<string[]>(json) is { } permissions && permissions.All(RolesConfig.AllPermissions.Contains)
            ? () => controls.Roles.Set(role, permissions)
            : null;

    private static Action? RestoreAccount(string name, string json, Dictionary<string, Account> accounts) =>
        TryRead<SavedAccount>(json) is { } saved && Account.Load(name, saved) is { } account
            ? () => accounts[name] = account
            : null;

    private Action? RestoreControl(string kind, string json, ref SignedProgramConfig? signed)
    {
        if (controls.Configurable.FirstOrDefault(c => DeviceControls.KindOf(c) == kind) is not { } control
            || SettingText.Read(json, control.ConfigType) is not { } settings || settings.On != device.Asset.Id)
        {
            return null;
        }

        signed = settings as SignedProgramConfig ?? signed;
        return () => control.Configure(settings);
    }

    private static T? TryRead<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, SettingText.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
