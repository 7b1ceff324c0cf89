using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// What decides at both ends of a conduit: the armed controls, in the scenario's order, while they work. A mechanism that has failed decides nothing: traffic passes
/// unjudged, unless a control says that a failed boundary is closed. Tunnels (TLS) are not part of it; they stand or fall with the ends. Trial thread only.
/// </summary>
internal sealed class BoundaryMechanism
{
    private readonly IReadOnlyList<ConduitControl> _controls;
    private readonly FailClose? _failClose;
    private readonly ConduitControl? _strict;
    private readonly HashSet<FlowBridge> _carried = [];

    public BoundaryMechanism(IReadOnlyList<ConduitControl> controls)
    {
        _controls = controls;
        _failClose = controls.OfType<FailClose>().FirstOrDefault();
        _strict = controls.FirstOrDefault(c => c.IsStrict);
        foreach (var island in controls.OfType<IslandMode>())
        {
            island.CutRunning = CutAll;
        }
    }

    /// <summary>The controls that decide now.</summary>
    public IReadOnlyList<ConduitControl> Working => Failure is null ? _controls : [];

    /// <summary>The control that stops what is no valid frame, or null.</summary>
    public ConduitControl? Strict => Failure is null ? _strict : null;

    /// <summary>How it failed; null while it works.</summary>
    public BoundaryFailure? Failure { get; private set; }

    /// <summary>The control that keeps the failed boundary closed; null while it works or where there is none.</summary>
    public FailClose? ClosedBy => Failure is { } failure && _failClose?.Closes(failure) == true ? _failClose : null;

    /// <summary>Carries a connection until it ends, or until the boundary fails in a way that ends it.</summary>
    public async Task CarryAsync(FlowBridge bridge)
    {
        _carried.Add(bridge);
        await bridge.RunAsync();
        _carried.Remove(bridge);
    }

    /// <summary>Fails. Connections end with the mechanism that carried them, or because a failed boundary is closed.</summary>
    public void Fail(BoundaryFailure failure)
    {
        Failure = failure;
        if (failure is BoundaryFailure.Stopped or BoundaryFailure.PowerLost || ClosedBy is not null)
        {
            CutAll();
        }
    }

    /// <summary>Works again.</summary>
    public void Repair() => Failure = null;

    private void CutAll()
    {
        foreach (var bridge in _carried.ToArray())
        {
            bridge.Close();
        }
    }
}
