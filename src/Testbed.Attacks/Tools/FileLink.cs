using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Connections to file services, as somebody uses them who may.</summary>
internal static class FileLink
{
    /// <summary>Who hands files in: a program's account, else the first person.</summary>
    public static AccountConfig? User(AssetConfig asset) => asset.Accounts.FirstOrDefault(a => a is { Service: true, VendorDefault: false }) ?? asset.Personal().FirstOrDefault();

    /// <summary>The file service of an asset; null when it has none.</summary>
    public static ServiceConfig? Service(AssetConfig asset) => asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Files);

    /// <summary>Dials and logs on; null when either fails.</summary>
    public static async Task<FileClient?> OpenAsync(IAttackRange range, string from, AssetConfig asset)
    {
        if (User(asset) is not { } user || await range.OpenAsync(from, asset.Id, Service(asset)!.Port) is not { } stream)
        {
            return null;
        }

        // Whoever waits for the next code of his token needs longer than a call.
        var client = new FileClient(stream, range.Clock, AttackTimes.Call + TimeSpan.FromMinutes(1));
        if (await client.LogOnAsync(user.Name, user.Password, () => TokenCodes.NextAsync(range, user.Totp ?? "")) is { IsDone: true })
        {
            return client;
        }

        await client.DisposeAsync();
        return null;
    }

    /// <summary>Hands a file in; true when the service keeps it, as its list shows.</summary>
    public static async Task<bool> IsKeptAsync(this FileClient client, IAttackRange range, string name, byte[] content, int piece = FileMessage.MaxPiece)
    {
        var reply = await client.PutAsync(name, content, piece);
        range.Note("file", $"put {name}: {(reply.IsDone ? "kept" : reply.Text)}");
        return reply.IsDone && (await client.ListAsync()).Text.Split('\n').Any(l => l.StartsWith(name + " ", StringComparison.Ordinal));
    }

    /// <summary>A signed set that knows one more text; null where the control takes none.</summary>
    public static string? NextSet(IAttackRange range, MalwareConfig? control) => control?.Key is not { } key ? null
        : SignatureSet.Usual(range.Clock.GetUtcNow()).With("tomorrow", MarkedFiles.Unknown, range.Clock.GetUtcNow()).Write(key);
}
