using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// One connection of the file service: log-on with an account of the asset (people with the code of their token where <c>second-factor</c> asks for it, programs with
/// their service account), then files in and out. Where <c>accounts</c> is disarmed no log-on is needed. A peer that breaks the rules of the protocol is cut off.
/// </summary>
internal sealed class FileServer(DeviceContext device, DeviceControls controls, FileStore store, AcceptedConnection connection)
{
    private readonly FileFrameReader _reader = new(connection.Stream);
    private Account? _account;

    private Origin Origin => new(connection.Peer, _account?.Name ?? "", connection.Port);

    public async Task ServeAsync()
    {
        while (await _reader.NextAsync(device.Stopping) is { } frame && await AnswerAsync(frame))
        {
        }
    }

    private async Task<bool> AnswerAsync(FileFrame frame)
    {
        if (frame.Kind == FileMessageKind.LogOn)
        {
            return await LogOnAsync(frame.Text.Split(' '));
        }

        if (frame.Kind is not (FileMessageKind.List or FileMessageKind.Put or FileMessageKind.Get))
        {
            controls.Audit.Record(AuditCategories.RequestError, "file-request", false, Origin, "no such request");
            return false;
        }

        if (_account is null && !controls.Accounts.AllowsAnonymous("FILES", Origin))
        {
            controls.Audit.Record(AuditCategories.AccessControl, "log-on-required", false, Origin, "files");
            return await SendAsync(FileMessageKind.Refused, "log on first");
        }

        return frame.Kind switch
        {
            FileMessageKind.List => await SendAsync(FileMessageKind.Done, string.Join('\n', store.Lines)),
            FileMessageKind.Put => await TakeAsync(frame.Text),
            _ => await GiveAsync(frame.Text),
        };
    }

    private async Task<bool> LogOnAsync(string[] words)
    {
        _account = null;
        if (words.Length != 2)
        {
            return await SendAsync(FileMessageKind.Refused, "name and password");
        }

        await controls.Directory.RefreshAsync(words[0]);
        var program = controls.Accounts.Find(words[0])?.Service == true;
        if (controls.Accounts.LogOn(words[0], words[1], Origin, program).Account is not { } account)
        {
            return await SendAsync(FileMessageKind.Refused, "log-on refused");
        }

        if (!program && controls.SecondFactor.IsNeeded(account))
        {
            await SendAsync(FileMessageKind.AskCode, "");
            if (await _reader.NextAsync(device.Stopping) is not { Kind: FileMessageKind.Code } code || !controls.SecondFactor.Accepts(account, code.Text, Origin))
            {
                return await SendAsync(FileMessageKind.Refused, "log-on refused");
            }
        }

        if (controls.PasswordPolicy.AgeOf(account, Origin) == PasswordAge.MustChange)
        {
            return await SendAsync(FileMessageKind.Refused, "change the password first, at the console");
        }

        _account = account;
        return await SendAsync(FileMessageKind.Done, "logged on");
    }

    private async Task<bool> TakeAsync(string announced)
    {
        if (!FileMessage.TryReadPut(announced, out var name, out var length))
        {
            controls.Audit.Record(AuditCategories.RequestError, "file-request", false, Origin, "name or length");
            return await SendAsync(FileMessageKind.Refused, "name or length");
        }

        await SendAsync(FileMessageKind.Done, "send");
        var pieces = new List<byte[]>();
        for (var left = length; left > 0; left -= pieces[^1].Length)
        {
            if (await _reader.NextAsync(device.Stopping) is not { Kind: FileMessageKind.Data, Body: { Length: > 0 } piece } || piece.Length > left)
            {
                controls.Audit.Record(AuditCategories.RequestError, "file-request", false, Origin, "other octets than announced");
                return false;
            }

            pieces.Add(piece);
        }

        return length == 0 ? Keep(name, [], []) is null : await SendAsync(Keep(name, pieces, [.. pieces.SelectMany(p => p)]));
    }

    // Null when it was kept, else why not.
    private string? Keep(string name, List<byte[]> pieces, byte[] whole)
    {
        if (controls.FileCheck.OnEntry(name, pieces, whole, Origin) is { } finding)
        {
            store.Isolate(name, finding, whole);
            return $"quarantined: {finding}";
        }

        var isKept = store.TryKeep(name, whole);
        controls.Audit.Record(AuditCategories.System, "file-in", isKept, Origin, string.Create(CultureInfo.InvariantCulture, $"{name}, {whole.Length} octets"));
        return isKept ? null : "no room";
    }

    private async Task<bool> GiveAsync(string name)
    {
        if (store.Find(name) is not { } content)
        {
            return await SendAsync(FileMessageKind.Refused, "no such file");
        }

        if (controls.FileCheck.OnExit(name, content, Origin) is { } finding)
        {
            store.Isolate(name, finding, content);
            return await SendAsync(FileMessageKind.Refused, $"quarantined: {finding}");
        }

        controls.Audit.Record(AuditCategories.System, "file-out", true, Origin, string.Create(CultureInfo.InvariantCulture, $"{name}, {content.Length} octets"));
        await SendAsync(FileMessageKind.Sending, content.Length.ToString(CultureInfo.InvariantCulture));
        for (var at = 0; at < content.Length; at += FileMessage.MaxPiece)
        {
            await connection.Stream.WriteAsync(FileMessage.Of(FileMessageKind.Data, content.AsSpan(at, Math.Min(FileMessage.MaxPiece, content.Length - at))), device.Stopping);
        }

        return true;
    }

    private Task<bool> SendAsync(string? refusal) => refusal is null ? SendAsync(FileMessageKind.Done, "stored") : SendAsync(FileMessageKind.Refused, refusal);

    private async Task<bool> SendAsync(FileMessageKind kind, string text)
    {
        await connection.Stream.WriteAsync(FileMessage.Of(kind, text), device.Stopping);
        return true;
    }
}
