namespace Testbed.Conduits;

/// <summary>
/// The values a device register took, as seen at the boundary, so that the rate of change is judged across connections and function codes.
/// The reference for a period is the last value known at its beginning.
/// </summary>
public sealed class RegisterHistory
{
    private readonly Dictionary<(string Asset, int Unit, int Address), List<(long Tick, int Value)>> _values = [];

    /// <summary>Notes a value seen or accepted.</summary>
    public void Note(string asset, int unit, int address, long tick, int value)
    {
        if (!_values.TryGetValue((asset, unit, address), out var list))
        {
            _values[(asset, unit, address)] = list = [];
        }

        if (list.Count == 0 || list[^1].Value != value)
        {
            list.Add((tick, value));
        }
    }

    /// <summary>The value at a tick: the last one noted at or before it, else the first noted; null when nothing is known.</summary>
    public int? ValueAt(string asset, int unit, int address, long tick)
    {
        if (!_values.TryGetValue((asset, unit, address), out var list))
        {
            return null;
        }

        var result = list[0].Value;
        foreach (var (at, value) in list)
        {
            if (at > tick)
            {
                break;
            }

            result = value;
        }

        return result;
    }
}
