namespace Testbed.GasNetwork.Cases.Import;

/// <summary>A network on its way from one format to another, in the units of the case formats; nodes by their index in the source.</summary>
internal sealed record ImportedNet
{
    public required string Name { get; init; }

    public required string Friction { get; init; }

    public required double TemperatureK { get; init; }

    public required PandapipesFluid Fluid { get; init; }

    public required IReadOnlyList<ImportedNode> Nodes { get; init; }

    public List<ImportedPipe> Pipes { get; } = [];

    public List<ImportedSource> Sources { get; } = [];

    /// <summary>Withdrawals, negative for injections.</summary>
    public List<(int Node, double KgPerS)> Flows { get; } = [];

    public List<ImportedValve> Valves { get; } = [];

    public List<(int Id, int From, int To, double BarGauge)> Regulators { get; } = [];

    public List<(int Id, int From, int To, double Ratio)> Compressors { get; } = [];

    public List<(int Id, int From, int To, IReadOnlyList<double> LiftBar)> Pumps { get; } = [];
}

internal sealed record ImportedNode(int Id, string? Name, double HeightM, (double X, double Y)? Place);

internal sealed record ImportedPipe(int Id, int From, int To, double LengthM, double DiameterM, double RoughnessMm, double Zeta);

internal sealed record ImportedSource(int Node, double BarGauge);

internal sealed record ImportedValve(int Id, int From, int To, bool IsOpen, double DiameterM);
