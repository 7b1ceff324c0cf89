namespace Testbed.GasNetwork.Transient;

/// <summary>What is imposed on points at a time, whatever their pressures.</summary>
internal interface IBoundaryConditions
{
    /// <summary>Which points are sources at present.</summary>
    bool[] IsSource { get; }

    /// <summary>Withdrawal of each point, kg/s, as set last; negative for an injection.</summary>
    double[] Withdrawal { get; }

    /// <summary>Sum of what is taken, kg/s.</summary>
    double TakenKgPerS { get; }

    /// <summary>Sum of what is injected, kg/s.</summary>
    double InjectedKgPerS { get; }

    /// <summary>Sets which sources supply from a time on.</summary>
    void SetSources(double seconds);

    /// <summary>Sets the pressures of sources.</summary>
    void SetPressures(double seconds, double[] pressure);

    /// <summary>Sets withdrawals to those up to a time, or from it on.</summary>
    void SetWithdrawals(double seconds, bool isUpTo);
}
