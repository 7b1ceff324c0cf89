using System.Text;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Devices;

/// <content>Variables: read, write, force, list.</content>
internal sealed partial class EngineeringService
{
    private static readonly EngineeringOutcome NoVariable = new(EngineeringStatus.NoSuchVariable);

    private int Read(string path, Span<byte> response)
    {
        if (host.Read(path) is not { } value)
        {
            return EngineeringReply.Refuse(response, EngineeringSubfunction.ReadVariable, EngineeringStatus.NoSuchVariable, "");
        }

        var reply = new EngineeringReply(response, EngineeringSubfunction.ReadVariable);
        reply.Text(value);
        return reply.Length;
    }

    private EngineeringOutcome Write(in EngineeringCall call, string path, string literal) => Assign(call, "variable-write", path, literal, host.Write);

    private EngineeringOutcome Force(in EngineeringCall call, string path, string literal) => Assign(call, "force", path, literal, host.Force);

    private EngineeringOutcome Assign(in EngineeringCall call, string type, string path, string literal, Func<string, string, string?> assign)
    {
        if (host.Read(path) is not { } before)
        {
            return NoVariable;
        }

        if ((controls.KeySwitch.RefusalOf(path, call.Origin) ?? assign(path, literal)) is { } refusal)
        {
            Record(AuditCategories.ControlSystem, type, false, call, $"{path} := {literal}: {refusal}");
            return new(EngineeringStatus.ValueRefused, refusal);
        }

        Record(AuditCategories.ControlSystem, type, true, call, $"{path} {host.Read(path) ?? literal} was {before}");
        return EngineeringOutcome.Done;
    }

    private EngineeringOutcome Unforce(in EngineeringCall call, string path)
    {
        if (host.Read(path) is null)
        {
            return NoVariable;
        }

        var done = host.Unforce(path);
        Record(AuditCategories.ControlSystem, "unforce", done, call, path);
        return done ? EngineeringOutcome.Done : new(EngineeringStatus.WrongState, "it is not forced");
    }

    /// <summary>As many paths from one on as fit; one that is too long for a request is cut.</summary>
    private int List(int first, Span<byte> response)
    {
        var variables = host.Variables;
        var paths = new List<string>();
        var room = ModbusLimits.MaxPduLength - EngineeringLimits.ResponseHeader - 3;
        for (var i = first; i < variables.Count && paths.Count < byte.MaxValue; i++)
        {
            var length = Math.Min(EngineeringLimits.MaxPath, Encoding.UTF8.GetByteCount(variables[i])) + 1;
            if (length > room)
            {
                break;
            }

            room -= length;
            paths.Add(variables[i]);
        }

        var reply = new EngineeringReply(response, EngineeringSubfunction.ListVariables);
        reply.UInt16((ushort)Math.Min(ushort.MaxValue, variables.Count));
        reply.Byte((byte)paths.Count);
        foreach (var path in paths)
        {
            reply.Text(path, EngineeringLimits.MaxPath);
        }

        return reply.Length;
    }
}
