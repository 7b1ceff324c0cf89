using System.Globalization;
using System.Security.Cryptography;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>State and program: start, stop, upload, download.</content>
internal sealed partial class EngineeringService
{
    private static readonly EngineeringOutcome NoProgram = new(EngineeringStatus.WrongState, "there is no program yet");

    private EngineeringOutcome Start(in EngineeringCall call, bool warm)
    {
        var how = warm ? "warm" : "cold";
        if (host.Program is null)
        {
            return NoProgram;
        }

        if (Verify(call.Origin) is { } fault)
        {
            return new(EngineeringStatus.WrongState, fault);
        }

        var started = host.Start(warm);
        Record(AuditCategories.ControlSystem, "program-start", started, call, how);
        return started ? EngineeringOutcome.Done : new(EngineeringStatus.WrongState, FaultText);
    }

    private EngineeringOutcome Stop(in EngineeringCall call)
    {
        host.Stop();
        Record(AuditCategories.ControlSystem, "program-stop", true, call, "");
        return EngineeringOutcome.Done;
    }

    /// <summary>Looks whether the program is the accepted one. If not, it stands in FAULT from now on; the fault is given back.</summary>
    private string? Verify(Origin origin)
    {
        _integrityFault = host.Program is { } program ? controls.SignedProgram.RefusalAtStart(program, origin) : null;
        if (_integrityFault is not null)
        {
            host.Stop();
        }

        return _integrityFault;
    }

    private int BeginUpload(in EngineeringCall call, Span<byte> response)
    {
        if (_transfer.IsTaken(call.Connection))
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.TransferTaken, "");
        }

        if (host.Program is not { } program)
        {
            return EngineeringReply.Refuse(response, call.Subfunction, NoProgram.Status, NoProgram.Text);
        }

        var bytes = program.ToBytes();
        _transfer.BeginUpload(call.Connection, bytes);
        Record(AuditCategories.Configuration, "program-upload", true, call, $"{program.Name} {program.Version} {program.DigestText[..8]}");
        var reply = new EngineeringReply(response, call.Subfunction);
        reply.UInt32((uint)bytes.Length);
        reply.Bytes(SHA256.HashData(bytes));
        return reply.Length;
    }

    private int GiveBlock(in EngineeringCall call, int number, Span<byte> response)
    {
        var block = _transfer.Give(call.Connection, number);
        if (block.IsEmpty)
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.Sequence, "");
        }

        var reply = new EngineeringReply(response, call.Subfunction);
        reply.UInt16((ushort)number);
        reply.Bytes(block);
        return reply.Length;
    }

    private EngineeringOutcome BeginDownload(in EngineeringCall call, int size, ReadOnlySpan<byte> digest)
    {
        if (_transfer.IsTaken(call.Connection))
        {
            return new(EngineeringStatus.TransferTaken);
        }

        _transfer.BeginDownload(call.Connection, size, digest);
        return EngineeringOutcome.Done;
    }

    private EngineeringOutcome TakeBlock(in EngineeringCall call, int number, ReadOnlySpan<byte> block) =>
        _transfer.TryTake(call.Connection, number, block) ? EngineeringOutcome.Done : new(EngineeringStatus.Sequence);

    private EngineeringOutcome EndTransfer(in EngineeringCall call, bool isDownload) =>
        _transfer.End(call.Connection, isDownload) ? EngineeringOutcome.Done : new(EngineeringStatus.Sequence);

    private EngineeringOutcome Commit(in EngineeringCall call)
    {
        if (_transfer.Complete(call.Connection) is not { } whole)
        {
            return new(EngineeringStatus.Sequence);
        }

        if (!SHA256.HashData(whole.Bytes).AsSpan().SequenceEqual(whole.Digest))
        {
            return Refused(call, EngineeringStatus.DigestMismatch, "");
        }

        if (!ProgramBundle.TryParse(whole.Bytes, out var bundle, out var problem))
        {
            return Refused(call, EngineeringStatus.NotABundle, problem);
        }

        if (controls.SignedProgram.RefusalOf(bundle!, call.Origin) is { } refusal)
        {
            return Refused(call, EngineeringStatus.SignatureRefused, refusal);
        }

        return controls.DualApproval.IsNeeded(ApprovedOperation.ProgramDownload) ? Hold(call, bundle!) : Load(call, bundle!);
    }

    /// <summary>Keeps a program back until a second person has confirmed it at the console.</summary>
    private EngineeringOutcome Hold(EngineeringCall call, ProgramBundle bundle)
    {
        var command = $"DOWNLOAD {bundle.DigestText[..16]}";
        var answer = controls.DualApproval.Hold(command, call.Origin, () => Task.FromResult(Confirmed(call, bundle)));
        return answer.Code == ConsoleReply.Awaits ? new(EngineeringStatus.AwaitsConfirmation, command) : new(EngineeringStatus.LogOnRequired, answer.Lines[0]);
    }

    private ConsoleAnswer Confirmed(in EngineeringCall call, ProgramBundle bundle)
    {
        var refusal = controls.KeySwitch.RefusalOf(EngineeringOperation.Download, bank, call.Origin, call.Text);
        var outcome = refusal is null ? Load(call, bundle) : Refused(call, EngineeringStatus.KeySwitch, refusal);
        return outcome.Status == EngineeringStatus.Done ? ConsoleAnswer.Ok() : ConsoleAnswer.BadArgument($"{outcome.Status.Describe()} {outcome.Text}".TrimEnd());
    }

    private EngineeringOutcome Load(in EngineeringCall call, ProgramBundle bundle)
    {
        var before = host.Program?.DigestText ?? "";
        if (host.TryLoad(bundle) is { } error)
        {
            return Refused(call, EngineeringStatus.ProgramRefused, error);
        }

        _integrityFault = null;
        var description = string.Create(CultureInfo.InvariantCulture, $"{bundle.Name} {bundle.Version} {bundle.Files.Count} files");
        Record(AuditCategories.Configuration, "program-download", true, call, description);
        Record(AuditCategories.Configuration, "program-digest", true, call, $"{bundle.DigestText} was {(before.Length == 0 ? "none" : before)}");
        controls.SignedProgram.Accept(bundle, before, call.Origin);
        return EngineeringOutcome.Done;
    }

    private EngineeringOutcome Refused(in EngineeringCall call, EngineeringStatus status, string text)
    {
        Record(AuditCategories.Configuration, "program-download", false, call, $"{status.Describe()} {text}".TrimEnd());
        return new(status, text);
    }
}
