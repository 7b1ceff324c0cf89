namespace Testbed.Assessment;

/// <summary>Alarms of one control while nobody attacked and ordinary traffic ran: the price of listening to it.</summary>
/// <param name="Control">The control.</param>
/// <param name="Place">Its zone or conduit.</param>
/// <param name="Alarms">Alerts it raised.</param>
/// <param name="Days">Simulated days observed; above 0.</param>
public sealed record FalseAlarmRate(string Control, string Place, int Alarms, double Days)
{
    /// <summary>Alarms per simulated day as seen.</summary>
    public double PerDay => Alarms / Days;

    /// <summary>
    /// The rate that the observation excludes at 95 %, one-sided: so many alarms or fewer would then be seen by a chance of one in twenty (Poisson, exact). A
    /// few quiet hours say little: none in four hours is anything below 18 a day.
    /// </summary>
    public double AtMostPerDay => UpperMean(Alarms) / Days;

    /// <summary>The mean at which <paramref name="seen"/> events or fewer come with a chance of 5 %.</summary>
    private static double UpperMean(int seen)
    {
        double low = seen, high = (2 * seen) + 20;
        while (high - low > 1e-9 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(seen, middle) > 0.05 ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Poisson: the chance of so many events or fewer.</summary>
    private static double Below(int seen, double mean)
    {
        double term = Math.Exp(-mean), sum = term;
        for (var i = 1; i <= seen; i++)
        {
            term *= mean / i;
            sum += term;
        }

        return sum;
    }
}
