namespace Testbed.GasNetwork;

/// <summary>An element of one model, resolved once from its id.</summary>
public readonly record struct ElementHandle
{
    internal ElementHandle(ElementKind kind, int index)
    {
        Kind = kind;
        Index = index;
    }

    /// <summary>What it is.</summary>
    public ElementKind Kind { get; }

    /// <summary>Index in the model's list of its kind; the run's index for worker, monitor and slam-shut.</summary>
    internal int Index { get; }
}
