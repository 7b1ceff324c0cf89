using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Devices;

/// <summary>
/// The engineering service of a controller: function code 100 on its Modbus services. A request passes, in this order: the code itself and read-only (in
/// <see cref="AccessLimits"/>), session, directory, age of the password, role, key switch; then what it asks for is done and recorded. Answers at once and never
/// waits; where the account must be fetched first, the tool is told to ask again. Nothing a peer sends makes it throw. Trial thread only.
/// </summary>
internal sealed partial class EngineeringService(DeviceContext device, DeviceControls controls, PointBank bank, IProgramHost host)
{
    private readonly EngineeringSessions _sessions = new(device, controls);
    private readonly ProgramTransfer _transfer = new(device.Environment.Clock);
    private Task _refreshing = Task.CompletedTask;
    private string? _integrityFault;

    /// <summary>What the controller shows: FAULT too where its program was found to be another than the accepted one.</summary>
    public ControllerState State => _integrityFault is null ? host.State : ControllerState.Fault;

    /// <summary>The fault that goes with it.</summary>
    public string FaultText => _integrityFault ?? host.FaultText;

    /// <summary>The device has started: its program is looked at before it may do anything.</summary>
    public void OnDeviceStart() => Verify(Origin.Self);

    /// <summary>A connection has ended; what hung on it ends too.</summary>
    public void Closed(long connection)
    {
        _sessions.Closed(connection);
        _transfer.Closed(connection);
    }

    /// <summary>Answers a request; the length of the response PDU.</summary>
    public int Serve(long connection, Origin origin, in EngineeringRequest request, Span<byte> response)
    {
        var call = new EngineeringCall(request.Subfunction, connection, origin, null, request.ToString());
        switch (request.Subfunction)
        {
            case EngineeringSubfunction.Identify:
                return Identify(origin, response);
            case EngineeringSubfunction.LogOn:
                return LogOn(call, request.First, request.Second, response);
            default:
                break;
        }

        var refusal = Admit(ref call, request.Session);
        if (refusal.Status != EngineeringStatus.Done)
        {
            return EngineeringReply.Refuse(response, request.Subfunction, refusal.Status, refusal.Text);
        }

        return request.Subfunction switch
        {
            EngineeringSubfunction.State => ShowState(response),
            EngineeringSubfunction.LogOff => LogOff(call, response),
            EngineeringSubfunction.UploadBegin => BeginUpload(call, response),
            EngineeringSubfunction.UploadBlock => GiveBlock(call, (int)request.Number, response),
            EngineeringSubfunction.ReadVariable => Read(request.First, response),
            EngineeringSubfunction.ListVariables => List((int)request.Number, response),
            _ => Answer(call, Change(call, request), response),
        };
    }

    private static int Answer(EngineeringCall call, EngineeringOutcome outcome, Span<byte> response) => outcome.Status == EngineeringStatus.Done
        ? new EngineeringReply(response, call.Subfunction).Length
        : EngineeringReply.Refuse(response, call.Subfunction, outcome.Status, outcome.Text);

    private static string PermissionOf(EngineeringSubfunction subfunction) => subfunction switch
    {
        EngineeringSubfunction.State or EngineeringSubfunction.ReadVariable or EngineeringSubfunction.ListVariables or EngineeringSubfunction.LogOff => "read",
        EngineeringSubfunction.WriteVariable => "write",
        _ => "configure",
    };

    private EngineeringOutcome Change(in EngineeringCall call, in EngineeringRequest request) => request.Subfunction switch
    {
        EngineeringSubfunction.Start => Start(call, request.Number == 1),
        EngineeringSubfunction.Stop => Stop(call),
        EngineeringSubfunction.UploadEnd => EndTransfer(call, isDownload: false),
        EngineeringSubfunction.DownloadBegin => BeginDownload(call, (int)request.Number, request.Data),
        EngineeringSubfunction.DownloadBlock => TakeBlock(call, (int)request.Number, request.Data),
        EngineeringSubfunction.DownloadCommit => Commit(call),
        EngineeringSubfunction.DownloadAbort => EndTransfer(call, isDownload: true),
        EngineeringSubfunction.WriteVariable => Write(call, request.First, request.Second),
        EngineeringSubfunction.Force => Force(call, request.First, request.Second),
        _ => Unforce(call, request.First),
    };

    private int Identify(Origin origin, Span<byte> response)
    {
        var reply = new EngineeringReply(response, EngineeringSubfunction.Identify);
        reply.Byte(EngineeringLimits.ProtocolVersion);
        reply.UInt32(ProgramBundle.MaxLength);
        reply.Byte(EngineeringLimits.BlockLength);
        reply.Text(device.Asset.Product, 60);
        reply.Text(device.Asset.Version, 30);
        reply.Text(string.Join(' ', controls.Notification.Lines(origin)));
        return reply.Length;
    }

    private int ShowState(Span<byte> response)
    {
        var program = host.Program;
        var reply = new EngineeringReply(response, EngineeringSubfunction.State);
        reply.Byte((byte)State);
        reply.Byte((byte)controls.KeySwitch.Shown(bank));
        reply.Bytes(program is null ? new byte[ProgramBundle.DigestLength] : program.Digest);
        reply.Text(program?.Name ?? "");
        reply.Text(program?.Version ?? "");
        reply.Text(controls.SignedProgram.Signer, ProgramBundle.MaxName);
        reply.Text(FaultText);
        return reply.Length;
    }

    private void Record(string category, string type, bool success, in EngineeringCall call, string detail) =>
        controls.Audit.Record(category, type, success, call.Origin, detail);
}
