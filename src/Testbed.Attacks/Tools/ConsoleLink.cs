using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>An attacker's connection to a maintenance console. Evidence keeps the commands and reply codes, never passwords or tokens.</summary>
internal sealed class ConsoleLink : IAsyncDisposable
{
    private readonly IAttackRange _range;
    private readonly ConsoleClient _client;

    private ConsoleLink(IAttackRange range, ConsoleClient client, ConsoleReply greeting) => (_range, _client, Greeting) = (range, client, greeting);

    /// <summary>What the server said on connecting.</summary>
    public ConsoleReply Greeting { get; }

    /// <summary>True once the peer closed.</summary>
    public bool IsClosed => _client.IsClosed;

    /// <summary>Dials a console and takes its greeting; null when there is none. From a jump host it is reached as people do, over a session there.</summary>
    public static async Task<ConsoleLink?> OpenAsync(IAttackRange range, string from, string to, int port)
    {
        if (JumpHostConfig.Between(range.Scenario, from, to) is { } jump)
        {
            return await OverSessionAsync(range, range.Scenario.Asset(jump.Host)!, to);
        }

        return await range.OpenAsync(from, to, port) is { } stream ? await OverAsync(range, stream) : null;
    }

    private static async Task<ConsoleLink?> OverSessionAsync(IAttackRange range, AssetConfig host, string to)
    {
        if (host.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console) is not { } console
            || range.Scenario.AccountWith(host, "read") is not { } person
            || await OpenAsync(range, host.Id, host.Id, console.Port) is not { } link)
        {
            return null;
        }

        await link.LogOnAsync(person);
        if (await link.SendAsync($"CONNECT {to}") is { Code: 150 } && await link.NextAsync() is { Code: 220 } greeting)
        {
            return new(range, link._client, greeting);
        }

        await link.DisposeAsync();
        return null;
    }

    /// <summary>Takes the greeting from a stream got otherwise; null, and the stream closed, when there is none.</summary>
    public static async Task<ConsoleLink?> OverAsync(IAttackRange range, Stream stream)
    {
        var client = new ConsoleClient(stream, range.Clock, AttackTimes.Call);
        if (await client.NextAsync() is { } greeting)
        {
            return new(range, client, greeting);
        }

        await client.DisposeAsync();
        return null;
    }

    /// <summary>Sends a line. Null when the peer is silent or gone.</summary>
    public async Task<ConsoleReply?> SendAsync(string line)
    {
        var reply = await _client.SendAsync(line);
        _range.Note("console", $"{Redact(line)}: {reply?.Code.ToString(CultureInfo.InvariantCulture) ?? "no reply"}");
        return reply;
    }

    /// <summary>Sends one command with each of several arguments until one is refused; evidence keeps the command once, and neither what nor how much was sent.</summary>
    public async Task<bool> SendEachAsync(string command, IEnumerable<string> arguments)
    {
        ConsoleReply? reply = null;
        foreach (var argument in arguments)
        {
            reply = await _client.SendAsync($"{command} {argument}");
            if (reply is not { IsSuccess: true })
            {
                break;
            }
        }

        _range.Note("console", $"{command} *: {reply?.Code.ToString(CultureInfo.InvariantCulture) ?? "no reply"}");
        return reply is { IsSuccess: true };
    }

    /// <summary>Waits for a reply nobody asked for.</summary>
    public Task<ConsoleReply?> NextAsync() => _client.NextAsync();

    /// <summary>Logs on; the session token when that succeeded (empty when the reply names none), else null.</summary>
    public async Task<string?> LogOnAsync(string name, string password) =>
        await SendAsync($"LOGON {name} {password}") is { IsSuccess: true } reply ? Token(reply) : null;

    /// <summary>Logs on as the person himself: with his password, and where a code is asked for, with that of his token.</summary>
    public async Task<string?> LogOnAsync(AccountConfig account)
    {
        var reply = await SendAsync($"LOGON {account.Name} {account.Password}");
        if (reply is { AsksForCode: true } && account.Totp is { } token)
        {
            reply = await SendAsync($"CODE {await TokenCodes.NextAsync(_range, token)}");
        }

        return reply is { IsSuccess: true } ? Token(reply) : null;
    }

    /// <summary>Logs on as a program; the reply, or null.</summary>
    public Task<ConsoleReply?> BindAsync(string name, string password) => SendAsync($"BIND {name} {password}");

    /// <summary>True when the console serves whoever is logged on here. Every device answers this command to who may read.</summary>
    public async Task<bool> IsServedAsync() => await SendAsync("CLOCK SHOW") is { IsSuccess: true };

    /// <summary>The token in a 230 reply.</summary>
    public static string Token(ConsoleReply reply)
    {
        var words = reply.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, w => w.TrimEnd(':').Equals("session", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < words.Length ? words[at + 1].Trim('.', ',') : "";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static string Redact(string line)
    {
        var words = line.Length > 80 ? [line[..20] + "..."] : line.Split(' ');
        return words[0] switch
        {
            "LOGON" or "BIND" => $"{words[0]} {words.ElementAtOrDefault(1)} *",
            "RESUME" => "RESUME *",
            "CODE" => "CODE *",
            "PASSWD" => "PASSWD * *",
            "UNLOCK" => "UNLOCK *",
            "USER" when words.Length > 4 => $"USER {words[1]} {words[2]} {words[3]} *",
            _ => string.Join(' ', words),
        };
    }
}
