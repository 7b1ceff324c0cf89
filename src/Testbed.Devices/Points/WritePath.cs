using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>What became of a write.</summary>
internal enum WriteOutcome
{
    Done,
    OutOfRange,
    TooOften,
    Refused,
}

/// <summary>New bits for one point, or a new text for a string.</summary>
internal readonly record struct PointWrite(Point Point, ulong Bits, string? Text = null);

/// <summary>The device's own say in writes.</summary>
internal interface IWriteEffects
{
    /// <summary>Why the device refuses this write now, such as its selector standing on local; null when it does not.</summary>
    string? RefusalOf(Point point, Origin origin);

    /// <summary>A write was applied.</summary>
    void OnWritten(Point point, Origin origin);
}

/// <summary>The one way in which anybody changes a point, whatever the protocol: all of a request or nothing; range check, refusal, effect, audit.</summary>
internal sealed class WritePath(RangeCheckControl ranges, AuditControl audit, IWriteEffects effects)
{
    /// <summary>Applies the writes, which the range check may alter, or none of them.</summary>
    public WriteOutcome Apply(IList<PointWrite> writes, Origin origin, string pdu)
    {
        if (!ranges.TryCount(origin, pdu))
        {
            audit.Record(AuditCategories.RequestError, "write-refused", false, origin, "too many writes");
            return WriteOutcome.TooOften;
        }

        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            if (!ranges.Accepts(ref write, origin, pdu))
            {
                audit.Record(AuditCategories.RequestError, "write-refused", false, origin, $"{Describe(write)} out of range");
                return WriteOutcome.OutOfRange;
            }

            if (effects.RefusalOf(write.Point, origin) is { } reason)
            {
                audit.Record(AuditCategories.ControlSystem, "write-refused", false, origin, $"{Describe(write)} {reason}");
                return WriteOutcome.Refused;
            }

            writes[i] = write;
        }

        foreach (var write in writes)
        {
            ranges.Note(write.Point);
            var before = write.Text is null ? Text(write.Point.Value) : write.Point.Text;
            Set(write);
            audit.Record(AuditCategories.ControlSystem, "write", true, origin, $"{Describe(write)} was {before}");
            effects.OnWritten(write.Point, origin);
        }

        return WriteOutcome.Done;
    }

    private static void Set(PointWrite write)
    {
        if (write.Text is { } text)
        {
            write.Point.SetText(text);
        }
        else
        {
            write.Point.SetBits(write.Bits);
        }
    }

    private static string Describe(PointWrite write) => $"{write.Point.Name} {write.Text ?? Text(write.Point.Decode(write.Bits))}";

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
