using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Testbed.Reporting;

/// <summary>
/// A figure of a gas case: pressures over time where it has a course, one below the other by tier, and the network with pressures by colour. Thread safe.
/// </summary>
public sealed record GasFigure(CoursePicture? Course, NetworkPicture? Network)
{
    /// <summary>Width, pixels; drawn at twice the size it is meant for, for print.</summary>
    public const int Width = 1_800;

    private const int CourseHeight = 640;
    private const int NetworkHeight = 1_300;
    private const float Magnification = 2f;

    /// <summary>The figure as a PNG image.</summary>
    public byte[] Png() => Draw((plots, height) =>
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, height));
        Render(surface.Canvas, plots, Magnification);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    });

    /// <summary>The figure as SVG text.</summary>
    public string Svg() => Draw((plots, height) =>
    {
        using var stream = new MemoryStream();
        // The closing tag is written when the canvas is disposed.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0f, 0f, Width / Magnification, height / Magnification), stream))
        {
            Render(canvas, plots, 1f);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    });

    private T Draw<T>(Func<IReadOnlyList<(Plot Plot, int Height)>, int, T> draw)
    {
        lock (PlotFont.Drawing)
        {
            PlotFont.Ensure();
            var plots = new List<(Plot Plot, int Height)>();
            try
            {
                plots.AddRange((Course is { Seconds.Count: > 0 } course ? CoursePlot.Of(course) : []).Select(p => (p, CourseHeight)));
                if (Network is { } network)
                {
                    plots.Add((NetworkPlot.Of(network), NetworkHeight));
                }

                return draw(plots, plots.Sum(p => p.Height));
            }
            finally
            {
                plots.ForEach(p => p.Plot.Dispose());
            }
        }
    }

    private static void Render(SKCanvas canvas, IReadOnlyList<(Plot Plot, int Height)> plots, float scale)
    {
        var top = 0f;
        foreach (var (plot, height) in plots)
        {
            var (width, tall) = (Width / Magnification, height / Magnification);
            // Colour bars know how wide their numbers are only when they have been drawn once.
            plot.RenderInMemory((int)width, (int)tall);
            canvas.Save();
            canvas.Scale(scale);
            canvas.Translate(0f, top);
            // A plot clears its canvas, which would take those above it along.
            canvas.ClipRect(new SKRect(0f, 0f, width, tall));
            plot.Render(canvas, (int)width, (int)tall);
            canvas.Restore();
            top += tall;
        }
    }
}
