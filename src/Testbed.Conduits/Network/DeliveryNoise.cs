using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// Seeded disturbance of deliveries: another order among ready streams, smaller chunks, and short wall-time delays. Used to show that evidence depends
/// on none of them. Trial thread only.
/// </summary>
public sealed class DeliveryNoise(ulong seed)
{
    private readonly RandomStream _random = RandomStream.For(seed, "delivery-noise");

    /// <summary>Deliveries that were held back or cut.</summary>
    public long Disturbed { get; private set; }

    /// <summary>Picks a ready stream and a chunk size; false holds everything back for this round.</summary>
    internal bool Choose(IReadOnlyList<CountedStream> ready, out CountedStream chosen, out int limit)
    {
        chosen = ready[_random.Next(ready.Count)];
        limit = int.MaxValue;
        var kind = _random.Next(8);
        if (kind == 0)
        {
            Disturbed++;
            Thread.SpinWait(_random.Next(1, 2000));
            return false;
        }

        if (kind <= 3)
        {
            Disturbed++;
            limit = _random.Next(1, 12);
        }

        return true;
    }
}
