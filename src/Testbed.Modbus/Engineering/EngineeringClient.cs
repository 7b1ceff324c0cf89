using System.Security.Cryptography;
using Testbed.Core;

namespace Testbed.Modbus;

/// <summary>How a call of the engineering service ended: on the way, or with the controller's response.</summary>
/// <param name="Transport">How the request fared: answered, refused with a Modbus exception, timed out.</param>
/// <param name="Response">The response; null when none came that is one.</param>
public readonly record struct EngineeringResult(ModbusResult Transport, EngineeringResponse? Response)
{
    /// <summary>True when the controller did it.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Response))]
    public bool IsDone => Response is { IsDone: true };

    /// <summary>Why it was not done: <c>key switch: the key stands on RUN</c>, <c>exception 01 illegal function</c>, <c>timed out</c>.</summary>
    public override string ToString() => Response is not { } response ? Transport.ToString()
        : response.IsDone || response.Text.Length == 0 ? response.Status.Describe() : $"{response.Status.Describe()}: {response.Text}";
}

/// <summary>A program that was read back, or why not.</summary>
public readonly record struct UploadResult(EngineeringResult End, byte[]? Bytes);

/// <summary>
/// Client of the engineering service of one unit, over any channel: holds the session number and repeats requests that the controller asks to repeat. Outcomes are
/// values, nothing a controller sends makes it throw. One call at a time.
/// </summary>
public sealed class EngineeringClient(IModbusChannel channel, byte unitId, TimeProvider time)
{
    private const int MaxRepeats = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The session number that requests carry; set by a successful log-on, and by whoever has got one in another way.</summary>
    public UInt128 Session { get; set; }

    /// <summary>Who the controller is.</summary>
    public Task<EngineeringResult> IdentifyAsync() => PlainAsync(EngineeringSubfunction.Identify);

    /// <summary>State, key, program and fault.</summary>
    public Task<EngineeringResult> StateAsync() => PlainAsync(EngineeringSubfunction.State);

    /// <summary>Opens a session.</summary>
    public async Task<EngineeringResult> LogOnAsync(string account, string password)
    {
        EngineeringResult result = await CallAsync(EngineeringSubfunction.LogOn, EngineeringRequests.LogOn(account, password));
        Session = result.IsDone ? result.Response.Session : Session;
        return result;
    }

    /// <summary>Ends the session.</summary>
    public async Task<EngineeringResult> LogOffAsync()
    {
        EngineeringResult result = await PlainAsync(EngineeringSubfunction.LogOff);
        Session = result.IsDone ? 0 : Session;
        return result;
    }

    /// <summary>Starts the program.</summary>
    public Task<EngineeringResult> StartAsync(bool warm) => CallAsync(EngineeringSubfunction.Start, EngineeringRequests.Start(Session, warm));

    /// <summary>Stops it.</summary>
    public Task<EngineeringResult> StopAsync() => PlainAsync(EngineeringSubfunction.Stop);

    /// <summary>Reads a variable.</summary>
    public Task<EngineeringResult> ReadAsync(string path) => PathAsync(EngineeringSubfunction.ReadVariable, path);

    /// <summary>Writes a variable once.</summary>
    public Task<EngineeringResult> WriteAsync(string path, string literal) => AssignAsync(EngineeringSubfunction.WriteVariable, path, literal);

    /// <summary>Writes a variable and holds it.</summary>
    public Task<EngineeringResult> ForceAsync(string path, string literal) => AssignAsync(EngineeringSubfunction.Force, path, literal);

    /// <summary>Lets a variable go.</summary>
    public Task<EngineeringResult> UnforceAsync(string path) => PathAsync(EngineeringSubfunction.Unforce, path);

    /// <summary>A page of the variables' paths from one on.</summary>
    public Task<EngineeringResult> ListAsync(int first) =>
        CallAsync(EngineeringSubfunction.ListVariables, EngineeringRequests.Numbered(EngineeringSubfunction.ListVariables, Session, first));

    /// <summary>Reads the program: its bytes as announced by size and digest, else the response that stopped it.</summary>
    public async Task<UploadResult> UploadAsync()
    {
        EngineeringResult begin = await PlainAsync(EngineeringSubfunction.UploadBegin);
        if (!begin.IsDone)
        {
            return new UploadResult(begin, null);
        }

        var bytes = new List<byte>((int)begin.Response.Number);
        for (int block = 0; bytes.Count < begin.Response.Number; block++)
        {
            EngineeringResult part = await CallAsync(
                EngineeringSubfunction.UploadBlock, EngineeringRequests.Numbered(EngineeringSubfunction.UploadBlock, Session, block));
            if (!part.IsDone)
            {
                return new UploadResult(part, null);
            }

            if (part.Response.Number != block || bytes.Count + part.Response.Data.Length > begin.Response.Number)
            {
                return new UploadResult(new EngineeringResult(new ModbusResult(ModbusStatus.Malformed), null), null);
            }

            bytes.AddRange(part.Response.Data);
        }

        EngineeringResult end = await PlainAsync(EngineeringSubfunction.UploadEnd);
        byte[] program = [.. bytes];
        return SHA256.HashData(program).AsSpan().SequenceEqual(begin.Response.Data)
            ? new UploadResult(end, program)
            : new UploadResult(new EngineeringResult(new ModbusResult(ModbusStatus.Malformed), null), null);
    }

    /// <summary>Downloads a serialised program and puts it in place: the response of the last step that was made.</summary>
    public async Task<EngineeringResult> DownloadAsync(ReadOnlyMemory<byte> program)
    {
        EngineeringResult result = await CallAsync(
            EngineeringSubfunction.DownloadBegin, EngineeringRequests.DownloadBegin(Session, program.Length, SHA256.HashData(program.Span)));
        for (int block = 0; result.IsDone && block * EngineeringLimits.BlockLength < program.Length; block++)
        {
            int start = block * EngineeringLimits.BlockLength;
            int length = Math.Min(EngineeringLimits.BlockLength, program.Length - start);
            result = await CallAsync(
                EngineeringSubfunction.DownloadBlock, EngineeringRequests.DownloadBlock(Session, block, program.Span.Slice(start, length)));
        }

        return result.IsDone ? await PlainAsync(EngineeringSubfunction.DownloadCommit) : result;
    }

    /// <summary>Drops a download that was begun.</summary>
    public Task<EngineeringResult> AbortAsync() => PlainAsync(EngineeringSubfunction.DownloadAbort);

    private Task<EngineeringResult> PlainAsync(EngineeringSubfunction subfunction) =>
        CallAsync(subfunction, EngineeringRequests.Plain(subfunction, Session));

    private Task<EngineeringResult> PathAsync(EngineeringSubfunction subfunction, string path) =>
        CallAsync(subfunction, EngineeringRequests.Path(subfunction, Session, path));

    private Task<EngineeringResult> AssignAsync(EngineeringSubfunction subfunction, string path, string literal) =>
        CallAsync(subfunction, EngineeringRequests.Assign(subfunction, Session, path, literal));

    private async Task<EngineeringResult> CallAsync(EngineeringSubfunction subfunction, byte[] pdu)
    {
        for (int repeats = 0; ; repeats++)
        {
            ModbusResult<byte[]> raw = await channel.SendPduAsync(unitId, pdu);
            EngineeringResponse? response = raw.Status == ModbusStatus.Ok ? EngineeringResponse.TryParse(subfunction, raw.Value) : null;
            if (response?.Status != EngineeringStatus.AskAgain || repeats >= MaxRepeats)
            {
                return new EngineeringResult(
                    raw.Status == ModbusStatus.Ok && response is null ? new ModbusResult(ModbusStatus.Malformed) : new ModbusResult(raw.Status, raw.Exception), response);
            }

            await Task.Delay(Pause, time);
        }
    }
}
