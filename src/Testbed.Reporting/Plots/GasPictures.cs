namespace Testbed.Reporting;

/// <summary>A node of a drawn network.</summary>
/// <param name="Id">Its id in the case.</param>
/// <param name="Bar">Its pressure, bar; not a number where it has none.</param>
/// <param name="IsSource">Whether its pressure is given.</param>
public sealed record NetworkNode(string Id, double Bar, bool IsSource);

/// <summary>A branch of a drawn network, by the index of its nodes.</summary>
public sealed record NetworkBranch(int From, int To, bool IsPipe);

/// <summary>A network with pressures.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Datum"><c>gauge</c> or <c>absolute</c>.</param>
/// <param name="Nodes">Nodes.</param>
/// <param name="Branches">Pipes and equipment.</param>
/// <param name="Places">Where the nodes lie, m, or null: then a layout is made of who is joined to whom.</param>
public sealed record NetworkPicture(
    string Title, string Datum, IReadOnlyList<NetworkNode> Nodes, IReadOnlyList<NetworkBranch> Branches, IReadOnlyList<(double X, double Y)>? Places);

/// <summary>Pressures over time.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Datum"><c>gauge</c> or <c>absolute</c>.</param>
/// <param name="Seconds">Times, rising.</param>
/// <param name="Lines">Pressures of some nodes, bar, by the name for the legend; a handful.</param>
public sealed record CoursePicture(string Title, string Datum, IReadOnlyList<double> Seconds, IReadOnlyList<(string Name, IReadOnlyList<double> Bar)> Lines);

/// <summary>Ranges of pressure that do not share a scale.</summary>
internal enum PressureTier
{
    Low,
    Medium,
    High,
}

/// <summary>The tier of a pressure, and the unit in which it is read.</summary>
internal static class PressureTiers
{
    public static PressureTier Of(double bar) => bar > 7.0 ? PressureTier.High : bar > 0.2 ? PressureTier.Medium : PressureTier.Low;

    public static (string Name, string Unit, double Scale) Text(PressureTier tier, string datum) => tier switch
    {
        PressureTier.High => ("high pressure", $"bar {datum}", 1.0),
        PressureTier.Medium => ("medium pressure", $"bar {datum}", 1.0),
        _ => ("low pressure", $"mbar {datum}", 1_000.0),
    };
}
