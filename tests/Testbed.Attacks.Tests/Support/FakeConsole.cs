using System.Globalization;
using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

/// <summary>A console as devices have it, as small as the probes allow. Weak: serves everybody, talks too much, counts its sessions.</summary>
internal sealed class FakeConsole(FakeController device, bool strict, Stream stream)
{
    private static readonly string[] Known = ["READ", "POINTS", "WRITE", "PASSWD", "AUDIT", "ROLE", "USER"];
    private static readonly string[] Roles = ["ROLE", "USER"];
    private AccountConfig? _person;
    private string _token = "";

    public async Task ServeAsync()
    {
        try
        {
            await SayAsync(220, strict ? "Authorised use only." : "ready");
            var buffer = new byte[1024];
            var text = new StringBuilder();
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                int end;
                while ((end = text.ToString().IndexOf('\n', StringComparison.Ordinal)) >= 0)
                {
                    var line = text.ToString(0, end);
                    text.Remove(0, end + 1);
                    var (code, answer) = Answer(line);
                    await SayAsync(code, answer);
                }
            }
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    private (int Code, string Text) Answer(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "LOGON" when words.Length == 3:
                return LogOn(words[1], words[2]);
            case "LOGON":
                device.Record(AuditCategories.RequestError, "argument", false);
                return Error("argument");
            case "RESUME":
                return !strict && device.Sessions.Contains(words[1]) ? (230, $"session {words[1]}") : (530, "no such session");
            case "HELP":
                return (200, "ok");
            case "QUIT":
                return (221, "bye");
            case "LOGOFF":
                _person = null;
                return (200, "ok");
        }

        if (!Known.Contains(words[0]))
        {
            device.Record(AuditCategories.Reconnaissance, "command", false);
            return Error("unknown command");
        }

        if (strict && _person is null)
        {
            return (530, "log on first");
        }

        return Served(words);
    }

    private (int Code, string Text) Served(string[] words)
    {
        switch (words[0])
        {
            case "READ" or "POINTS":
                return words[0] == "POINTS" || device.Value(words[1]) is not null ? (200, "8.6") : Error("no such point");
            case "WRITE" when device.Asset.Points.FirstOrDefault(p => p.Name == words[1]) is { } point:
                return strict && _person!.Role != AccountRole.Operator ? (550, "not permitted")
                    : device.TryWrite(point, (ushort)Math.Round(double.Parse(words[2], CultureInfo.InvariantCulture) * point.Scale), _person?.Name ?? "-")
                        ? (200, "ok") : (501, "out of range");
            case "PASSWD":
                return strict && words[2].Length < 12 ? (501, "policy") : strict && words[2].All(c => c == words[2][0]) ? (501, "policy") : (200, "ok");
            case "AUDIT":
                return strict ? (550, "not permitted") : (200, "0 records");
        }

        if (Roles.Contains(words[0]))
        {
            var allowed = !strict || _person!.Role == AccountRole.Administrator;
            device.Record(AuditCategories.Configuration, "role-set", allowed, _person?.Name ?? "-");
            return allowed ? (200, "ok") : (550, "not permitted");
        }

        return Error("argument");
    }

    private (int Code, string Text) LogOn(string name, string password)
    {
        var account = device.Asset.Accounts.FirstOrDefault(a => a.Name == name && a.Password == password);
        var failed = device.Failures.GetValueOrDefault(name);
        var ok = account is not null && (!strict || (account is { Personal: true, VendorDefault: false } && failed < 5));
        device.Record(AuditCategories.AccessControl, "log-on", ok, name);
        if (!ok)
        {
            device.Failures[name] = failed + 1;
            return strict ? (530, "log-on refused") : (530, device.Asset.Accounts.Any(a => a.Name == name) ? "wrong password" : "unknown user");
        }

        _person = account;
        _token = strict ? Hex(device.Range.Random) : (device.Sessions.Count + 1).ToString(CultureInfo.InvariantCulture);
        device.Sessions.Add(_token);
        return (230, $"session {_token}");
    }

    private static string Hex(RandomStream random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private (int Code, string Text) Error(string text) =>
        (500, strict ? text : $"{text} in {device.Asset.Product} {device.Asset.Version} /opt/box/console.c:12");

    private async Task SayAsync(int code, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes($"{code} {text}\n"));
}
