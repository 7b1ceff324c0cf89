using System.Buffers.Binary;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>Moves the time in NTP answers that pass a span (<see cref="TimeMessage"/> in a <see cref="LengthFrame"/>).</summary>
internal sealed class FalseTimeTap(TimeSpan shift) : OnPath
{
    private const int Receive = 32;
    private const int Transmit = 40;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction != SpanDirection.ToClient || LengthFrame.TryRead(bytes.Span, out var message, out _) <= 0
            || !TimeMessage.TryParse(message, out var packet) || packet.Mode != 4)
        {
            return bytes;
        }

        var copy = bytes.ToArray();
        Move(copy.AsSpan(2 + Receive), packet.Receive);
        Move(copy.AsSpan(2 + Transmit), packet.Transmit);
        Altered++;
        return copy;
    }

    /// <inheritdoc/>
    protected override SpanDirection? Breaks => SpanDirection.ToClient;

    private void Move(Span<byte> field, ulong stamp) => BinaryPrimitives.WriteUInt64BigEndian(field, TimeMessage.Stamp(TimeMessage.Time(stamp) + shift));
}
