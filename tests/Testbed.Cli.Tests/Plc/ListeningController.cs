using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Cli.Tests;

/// <summary>A controller on a free port of 127.0.0.1 that knows just enough of the engineering service for a client to be tried: one account, one variable, one program.</summary>
internal sealed class ListeningController : IModbusDevice, IDisposable
{
    public const string User = "anna", Password = "Spring-Thaw-42";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte> _arriving = [];
    private byte[] _leaving = [];

    public ListeningController()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string At => FormattableString.Invariant($"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public ProgramBundle Program { get; private set; } = ProgramBundle.Create("gate", "1.0", [new("a.st", "(* a *)"), new("b.st", new string('b', 1000))]);

    public string Level { get; private set; } = "3.5";

    public List<string> Done { get; } = [];

    public void Dispose() => _listener.Dispose();

    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) => ModbusExceptionCode.None;

    public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length)
    {
        var needsSession = request.Subfunction is not (EngineeringSubfunction.Identify or EngineeringSubfunction.LogOn);
        length = needsSession && request.Session != 7
            ? EngineeringReply.Refuse(responsePdu, request.Subfunction, EngineeringStatus.LogOnRequired, "")
            : Serve(request, responsePdu);
        Done.Add(request.Subfunction.Name());
        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) => ModbusExceptionCode.IllegalDataAddress;

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) => ModbusExceptionCode.IllegalDataAddress;

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) => ModbusExceptionCode.IllegalDataAddress;

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) => ModbusExceptionCode.IllegalDataAddress;

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalDataAddress;

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalDataAddress;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = new ModbusServer(this).ServeAsync(client.GetStream(), new ModbusCallContext(1, "tool"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private int Serve(in EngineeringRequest request, Span<byte> response)
    {
        var reply = new EngineeringReply(response, request.Subfunction);
        switch (request.Subfunction)
        {
            case EngineeringSubfunction.Identify:
                reply.Byte(1);
                reply.UInt32(ProgramBundle.MaxLength);
                reply.Byte(EngineeringLimits.BlockLength);
                reply.Text("Gate Controller");
                reply.Text("2.4");
                reply.Text("Staff only.");
                break;
            case EngineeringSubfunction.LogOn when request.First != User || request.Second != Password:
                return EngineeringReply.Refuse(response, request.Subfunction, EngineeringStatus.LogOnRefused, "");
            case EngineeringSubfunction.LogOn:
                reply.Session(7);
                break;
            case EngineeringSubfunction.State:
                reply.Byte(1);
                reply.Byte((byte)EngineeringKey.Remote);
                reply.Bytes(Program.Digest);
                reply.Text(Program.Name);
                reply.Text(Program.Version);
                reply.Text("desk");
                reply.Text("");
                break;
            case EngineeringSubfunction.UploadBegin:
                _leaving = Program.ToBytes();
                reply.UInt32((uint)_leaving.Length);
                reply.Bytes(SHA256.HashData(_leaving));
                break;
            case EngineeringSubfunction.UploadBlock:
                var start = (int)request.Number * EngineeringLimits.BlockLength;
                reply.UInt16((ushort)request.Number);
                reply.Bytes(_leaving.AsSpan(start, Math.Min(EngineeringLimits.BlockLength, _leaving.Length - start)));
                break;
            case EngineeringSubfunction.DownloadBegin:
                _arriving.Clear();
                break;
            case EngineeringSubfunction.DownloadBlock:
                _arriving.AddRange(request.Data.ToArray());
                break;
            case EngineeringSubfunction.DownloadCommit:
                return Commit(response);
            case EngineeringSubfunction.ReadVariable or EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force when request.First != "Main.level":
                return EngineeringReply.Refuse(response, request.Subfunction, EngineeringStatus.NoSuchVariable, "");
            case EngineeringSubfunction.ReadVariable:
                reply.Text(Level);
                break;
            case EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force:
                Level = request.Second;
                break;
            case EngineeringSubfunction.ListVariables:
                reply.UInt16(2);
                reply.Byte((byte)(2 - request.Number));
                foreach (var path in ((string[])["Main.level", "Main.pump"]).Skip((int)request.Number))
                {
                    reply.Text(path);
                }

                break;
            default:
                break;
        }

        return reply.Length;
    }

    private int Commit(Span<byte> response)
    {
        if (!ProgramBundle.TryParse([.. _arriving], out var bundle, out var problem) || bundle!.Signature is null)
        {
            return EngineeringReply.Refuse(response, EngineeringSubfunction.DownloadCommit, EngineeringStatus.SignatureRefused, problem + "the program is not signed");
        }

        Program = bundle;
        return new EngineeringReply(response, EngineeringSubfunction.DownloadCommit).Length;
    }
}
