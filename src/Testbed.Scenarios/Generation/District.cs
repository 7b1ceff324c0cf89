using System.Globalization;

namespace Testbed.Scenarios;

/// <summary>One district of a generated utility, before its streets are laid.</summary>
/// <param name="Number">From 1; part of all its ids.</param>
/// <param name="X">East of the town's middle, m.</param>
/// <param name="Y">North of it, m.</param>
/// <param name="Homes">All its homes.</param>
/// <param name="HomesOnLow">Of these on low pressure; 0 outside the old town.</param>
/// <param name="LargeUserNm3PerH">What its large user on the high-pressure grid takes; 0 for none.</param>
internal sealed record District(int Number, double X, double Y, int Homes, int HomesOnLow, double LargeUserNm3PerH)
{
    /// <summary>The number in ids.</summary>
    public string Tag => Number.ToString("000", CultureInfo.InvariantCulture);

    /// <summary>The node before its station.</summary>
    public string Inlet => $"DRS-{Tag}-I";

    /// <summary>What its station and large user take from the high-pressure grid by design, Nm3/h.</summary>
    public double DesignFlow => StationFlow + LargeUserNm3PerH;

    /// <summary>What its station takes by design, Nm3/h.</summary>
    public double StationFlow => DesignRules.DesignFlow(Homes);
}
