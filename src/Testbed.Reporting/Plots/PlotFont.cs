using ScottPlot;
using SkiaSharp;

namespace Testbed.Reporting;

/// <summary>Makes the embedded font known to ScottPlot, so that plots have text on machines without fonts. Thread safe.</summary>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>The family name plots use; unlike any installed font's, so that plots look alike everywhere.</summary>
    public const string Name = "Testbed Plot";

    /// <summary>Held while drawing: ScottPlot keeps fonts in static caches, and two plots at once may measure the same text differently.</summary>
    public static readonly Lock Drawing = new();

    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>Registers once per process.</summary>
    public static void Ensure() => _ = Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? Load() : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Load() : null;

    private static SKTypeface Load()
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("plot-font.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }

    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new PlotFont());
        Fonts.Default = Name;
        return true;
    }
}
