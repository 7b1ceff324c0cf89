namespace Testbed.GasNetwork;

/// <summary>A node of one model, resolved once from its id.</summary>
public readonly record struct NodeHandle
{
    internal NodeHandle(int index) => Index = index;

    internal int Index { get; }
}
