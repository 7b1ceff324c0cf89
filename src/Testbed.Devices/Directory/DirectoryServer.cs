using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The <c>directory</c> service: gives the asset's own accounts to assets that share a key with it, and takes changed passwords from them when the old one is
/// right. Who cannot seal a request is told so and no more. The rules for new passwords are those of the asset where the person sits.
/// </summary>
internal sealed class DirectoryServer(DeviceContext device, AccountsControl accounts, AuditControl audit)
{
    private RandomStream? _random;

    public Task ServeAsync(AcceptedConnection connection) => FrameServer.ServeAsync(connection.Stream, m => Answer(m, connection));

    private byte[]? Answer(byte[] message, AcceptedConnection connection)
    {
        if (DirectoryMessage.Parse(message) is not { IsReply: false } asked || KeyOf(asked.Device) is not { } key
            || DirectoryMessage.Open(asked, key, []) is not { } line)
        {
            audit.Record(AuditCategories.RequestError, "directory-request", false, new Origin(connection.Peer, "", connection.Port), "not sealed with a known key");
            return [DirectoryMessage.Unsealed];
        }

        _random ??= device.Environment.Random($"{device.Asset.Id}/directory-nonces");
        var nonce = new byte[DirectoryMessage.NonceLength];
        _random.NextBytes(nonce);
        return DirectoryMessage.Seal(key, true, asked.Device, nonce, asked.Nonce, Reply(line.Split(' '), asked.Device, connection));
    }

    private string Reply(string[] words, string asset, AcceptedConnection connection)
    {
        var account = words.Length > 1 ? accounts.Find(words[1]) : null;
        if (account is null || (account.LogOnTo.Count > 0 && !account.LogOnTo.Contains(asset)))
        {
            return words[0] == "FETCH" ? "NONE" : "REFUSED";
        }

        if (words is ["FETCH", _])
        {
            return DirectoryRecord.Write(account);
        }

        if (words is not ["CHANGE", _, var old, var changed] || !account.IsEnabled || !account.Verify(old))
        {
            return "REFUSED";
        }

        account.SetPassword(changed, device.Clock.Now);
        audit.Record(AuditCategories.Configuration, "password-change", true, new Origin(connection.Peer, account.Name, connection.Port), $"at {asset}");
        return "DONE";
    }

    private byte[]? KeyOf(string asset) => device.Environment.Scenario.ControlsOn(asset).OfType<AccountDirectoryConfig>()
        .Where(c => c.Server == device.Asset.Id).Select(c => DirectoryMessage.KeyOf(c.Key)).FirstOrDefault();
}
