using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// Seeded delays in the counting streams, as a busy kernel makes them: bytes that were sent arrive later, and in pieces. Used to show that evidence depends
/// on neither. Trial thread only.
/// </summary>
public sealed class DeliveryNoise(ulong seed)
{
    private readonly RandomStream _random = RandomStream.For(seed, "delivery-noise");

    /// <summary>Receives that were held back or cut.</summary>
    public long Disturbed { get; private set; }

    /// <summary>How many of the bytes under way have arrived by now; 0 when none.</summary>
    internal int Arrived(int underWay)
    {
        var kind = _random.Next(8);
        if (kind < 3)
        {
            Disturbed++;
            if (kind == 0)
            {
                Thread.SpinWait(_random.Next(1, 2000));
            }

            return 0;
        }

        if (kind < 6 && underWay > 1)
        {
            Disturbed++;
            return _random.Next(1, Math.Min(underWay, 12));
        }

        return underWay;
    }
}
