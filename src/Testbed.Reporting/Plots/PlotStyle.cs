using System.Globalization;

namespace Testbed.Reporting;

/// <summary>What all plots share.</summary>
internal static class PlotStyle
{
    /// <summary>Colours of lines, told apart on white, also by most who see few colours.</summary>
    public static readonly string[] Palette = ["#1f5fa8", "#c2410c", "#2f7d4f", "#7a3e9d", "#8a6d00", "#0f766e", "#9f1239", "#475569"];

    // The library's own labels follow the culture of the machine.
    public static ScottPlot.TickGenerators.NumericAutomatic InvariantTicks() =>
        new() { LabelFormatter = value => value.ToString("0.######", CultureInfo.InvariantCulture) };
}
