using Testbed.GasNetwork.Sparse;

namespace Testbed.GasNetwork.Steady;

/// <summary>
/// What does not change from one steady solve to the next: groups, which balance counts for which unknown, the matrix pattern and its elimination order.
/// The balance of a group that a regulator holds is not needed for its own pressure, which is given; it is what the regulator takes from its inlet, so
/// it is added to the balance there. Every column of the matrix then sums to zero or more, as <see cref="SparseLdu"/> asks for.
/// </summary>
internal sealed class SteadyStructure
{
    public SteadyStructure(SteadyModel model)
    {
        Groups = NodeGroups.Of(model.Nodes.Count, model.Links).Groups;
        var held = Holders(model);
        GroupPa = new double[Groups.Count];
        Array.Fill(GroupPa, double.NaN);
        foreach (var (node, pressure) in model.FixedPa)
        {
            GroupPa[Groups.Group[node]] = pressure / Groups.Scale[node];
        }

        foreach (var regulator in model.Regulators)
        {
            GroupPa[Groups.Group[regulator.To]] = regulator.OutletPa / Groups.Scale[regulator.To];
        }

        var unknownOf = new int[Groups.Count];
        for (var g = 0; g < Groups.Count; g++)
        {
            unknownOf[g] = double.IsNaN(GroupPa[g]) ? UnknownCount++ : -1;
        }

        var rowOf = Enumerable.Range(0, Groups.Count).Select(g => Row(g, held, unknownOf)).ToArray();
        var edges = new List<(int, int)>(model.Pipes.Count);
        void Connect(int row, int column)
        {
            if (row >= 0 && column >= 0 && row != column)
            {
                edges.Add((row, column));
            }
        }

        foreach (var pipe in model.Pipes)
        {
            var (from, to) = (Groups.Group[pipe.From], Groups.Group[pipe.To]);
            Connect(rowOf[from], unknownOf[to]);
            if (rowOf[from] != unknownOf[from] || rowOf[to] != unknownOf[to])
            {
                Connect(rowOf[from], unknownOf[from]);
                Connect(rowOf[to], unknownOf[to]);
                Connect(rowOf[to], unknownOf[from]);
            }
        }

        Matrix = new SparseLdu(UnknownCount, edges);
        int StepOf(int unknown) => unknown < 0 ? UnknownCount : Matrix.StepOf(unknown);
        GroupStep = [.. unknownOf.Select(StepOf)];
        NodeColumn = [.. Groups.Group.Select(g => StepOf(unknownOf[g]))];
        NodeRow = [.. Groups.Group.Select(g => StepOf(rowOf[g]))];
    }

    public NodeGroups Groups { get; }

    /// <summary>Given pressure of a group's root, Pa; NaN where it is unknown.</summary>
    public double[] GroupPa { get; }

    public int UnknownCount { get; private set; }

    public SparseLdu Matrix { get; }

    /// <summary>Elimination step of a group's pressure; the dummy when given.</summary>
    public int[] GroupStep { get; }

    /// <summary>Elimination step of a node's unknown; the dummy when given.</summary>
    public int[] NodeColumn { get; }

    /// <summary>Elimination step of the balance to which a node's flows belong; the dummy for sources.</summary>
    public int[] NodeRow { get; }

    private Dictionary<int, int> Holders(SteadyModel model)
    {
        var held = new Dictionary<int, int>();
        foreach (var regulator in model.Regulators)
        {
            held.TryAdd(Groups.Group[regulator.To], Groups.Group[regulator.From]);
        }

        return held;
    }

    private static int Row(int group, Dictionary<int, int> held, int[] unknownOf)
    {
        for (var depth = 0; depth <= held.Count; depth++)
        {
            if (unknownOf[group] >= 0 || !held.TryGetValue(group, out var inlet))
            {
                return unknownOf[group];
            }

            group = inlet;
        }

        return -1;
    }
}
