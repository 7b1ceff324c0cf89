namespace Testbed.Modbus;

/// <summary>
/// Counts reads that completed at once. A peer that never lets the stream run dry would otherwise keep a single-threaded executor to itself,
/// so that after <see cref="Limit"/> of them in a row the loop queues behind the others.
/// </summary>
internal struct ReadBurst
{
    private const int Limit = 16;
    private int _completedAtOnce;

    internal bool IsOver(bool completedAtOnce)
    {
        _completedAtOnce = completedAtOnce ? _completedAtOnce + 1 : 0;
        if (_completedAtOnce < Limit)
        {
            return false;
        }

        _completedAtOnce = 0;
        return true;
    }
}
