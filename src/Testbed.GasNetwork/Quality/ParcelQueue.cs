namespace Testbed.GasNetwork.Quality;

/// <summary>
/// Parcels of gas in a row, each a mass and its concentrations, open at both ends. Neighbours that hardly differ become one, and so do the two whose union
/// costs least when there are too many; mass and amounts stay. A ring buffer: it allocates only when it holds more parcels than ever before.
/// </summary>
internal sealed class ParcelQueue
{
    /// <summary>Part of the whole below which a parcel is no parcel of its own.</summary>
    private const double Crumb = 1e-13;

    /// <summary>Part of a concentration within which two are equal.</summary>
    private const double Rounding = 1e-13;

    private readonly double[] _tolerance;
    private readonly int _maximum;
    private readonly int _stride;
    private double[] _data;
    private int _mask;
    private int _head;

    public ParcelQueue(double[] tolerance, int maximum)
    {
        (_tolerance, _maximum, _stride) = (tolerance, maximum, tolerance.Length + 1);
        (_data, _mask) = (new double[2 * _stride], 1);
    }

    /// <summary>Number of parcels.</summary>
    public int Count { get; private set; }

    /// <summary>Mass of all, kg, by a running sum; see <see cref="Sum"/>.</summary>
    public double Mass { get; private set; }

    public void Clear() => (Count, Mass, _head) = (0, 0.0, 0);

    /// <summary>Mass of a parcel, counted from the front.</summary>
    public double MassOf(int index) => _data[Slot(index)];

    /// <summary>Concentrations of a parcel, counted from the front.</summary>
    public ReadOnlySpan<double> Of(int index) => _data.AsSpan(Slot(index) + 1, _stride - 1);

    /// <summary>Adds up the parcels, so that the running sum cannot wander.</summary>
    public double Sum()
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += MassOf(i);
        }

        return Mass = sum;
    }

    /// <summary>Mass times concentration of one component over all parcels.</summary>
    public double Amount(int component)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var slot = Slot(i);
            sum += _data[slot] * _data[slot + 1 + component];
        }

        return sum;
    }

    /// <summary>Adds gas at one end.</summary>
    public void Push(bool atFront, double mass, ReadOnlySpan<double> concentrations)
    {
        if (!(mass > 0.0))
        {
            return;
        }

        Mass += mass;
        if (Count > 0)
        {
            var end = Slot(atFront ? 0 : Count - 1);
            if (mass <= Crumb * Mass || _data[end] <= Crumb * Mass || IsAlike(_data.AsSpan(end + 1), concentrations))
            {
                Blend(end, mass, concentrations);
                return;
            }
        }

        Append(atFront, mass, concentrations);
        if (Count > _maximum)
        {
            JoinCheapest();
        }
    }

    /// <summary>
    /// Takes up to a mass from one end, no more than what is left of the parcel there, and returns how much and of what. Zero when there is none.
    /// </summary>
    public double Take(bool atFront, double wanted, Span<double> concentrations)
    {
        if (Count == 0 || !(wanted > 0.0))
        {
            return 0.0;
        }

        var end = Slot(atFront ? 0 : Count - 1);
        _data.AsSpan(end + 1, _stride - 1).CopyTo(concentrations);
        var taken = Math.Min(wanted, _data[end]);
        Mass -= taken;
        if (wanted < _data[end])
        {
            _data[end] -= wanted;
            return taken;
        }

        Count--;
        if (atFront)
        {
            _head = (_head + 1) & _mask;
        }

        return taken;
    }

    /// <summary>Adds a parcel as it is, for a restored state.</summary>
    public void Append(bool atFront, double mass, ReadOnlySpan<double> concentrations)
    {
        if (Count > _mask)
        {
            Grow();
        }

        if (atFront)
        {
            _head = (_head - 1) & _mask;
        }

        Count++;
        var slot = Slot(atFront ? 0 : Count - 1);
        _data[slot] = mass;
        concentrations.CopyTo(_data.AsSpan(slot + 1));
    }

    private int Slot(int index) => ((_head + index) & _mask) * _stride;

    private bool IsAlike(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        for (var k = 0; k < _tolerance.Length; k++)
        {
            if (Math.Abs(one[k] - other[k]) > _tolerance[k] + (Rounding * Math.Abs(one[k])))
            {
                return false;
            }
        }

        return true;
    }

    private void Blend(int slot, double mass, ReadOnlySpan<double> concentrations)
    {
        var sum = _data[slot] + mass;
        var share = mass / sum;
        for (var k = 0; k < _tolerance.Length; k++)
        {
            // In this form gas of one concentration keeps its bits.
            _data[slot + 1 + k] += share * (concentrations[k] - _data[slot + 1 + k]);
        }

        _data[slot] = sum;
    }

    private void JoinCheapest()
    {
        var (cheapest, least) = (0, double.MaxValue);
        for (var i = 0; i + 1 < Count; i++)
        {
            var (a, b) = (Slot(i), Slot(i + 1));
            var spread = 0.0;
            for (var k = 0; k < _tolerance.Length; k++)
            {
                var scale = Math.Max(_tolerance[k], 1e-9 * (Math.Abs(_data[a + 1 + k]) + Math.Abs(_data[b + 1 + k])));
                var difference = scale > 0.0 ? (_data[a + 1 + k] - _data[b + 1 + k]) / scale : 0.0;
                spread += difference * difference;
            }

            var cost = spread * _data[a] * _data[b] / (_data[a] + _data[b]);
            if (cost < least)
            {
                (cheapest, least) = (i, cost);
            }
        }

        var gone = Slot(cheapest + 1);
        Blend(Slot(cheapest), _data[gone], _data.AsSpan(gone + 1, _stride - 1));
        for (var i = cheapest + 1; i + 1 < Count; i++)
        {
            _data.AsSpan(Slot(i + 1), _stride).CopyTo(_data.AsSpan(Slot(i)));
        }

        Count--;
    }

    private void Grow()
    {
        var larger = new double[2 * (_mask + 1) * _stride];
        for (var i = 0; i < Count; i++)
        {
            _data.AsSpan(Slot(i), _stride).CopyTo(larger.AsSpan(i * _stride));
        }

        (_data, _head, _mask) = (larger, 0, (2 * (_mask + 1)) - 1);
    }
}
