namespace Testbed.GasNetwork.Steady;

/// <summary>Which pipes touch each group of nodes, for walks over the net. Two flat arrays, built in two passes.</summary>
internal sealed class GroupNeighbours
{
    private readonly int[] _start;
    private readonly int[] _pipes;

    public GroupNeighbours(SteadyModel model, NodeGroups groups)
    {
        _start = new int[groups.Count + 1];
        foreach (var pipe in model.Pipes)
        {
            _start[groups.Group[pipe.From] + 1]++;
            _start[groups.Group[pipe.To] + 1]++;
        }

        for (var g = 0; g < groups.Count; g++)
        {
            _start[g + 1] += _start[g];
        }

        _pipes = new int[2 * model.Pipes.Count];
        var next = (int[])_start.Clone();
        for (var i = 0; i < model.Pipes.Count; i++)
        {
            _pipes[next[groups.Group[model.Pipes[i].From]]++] = i;
            _pipes[next[groups.Group[model.Pipes[i].To]]++] = i;
        }
    }

    /// <summary>The pipes at a group.</summary>
    public ReadOnlySpan<int> this[int group] => _pipes.AsSpan(_start[group], _start[group + 1] - _start[group]);
}
