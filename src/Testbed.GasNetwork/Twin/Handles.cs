namespace Testbed.GasNetwork;

/// <summary>A node of one model, resolved once from its id.</summary>
public readonly record struct NodeHandle
{
    internal NodeHandle(int index) => Index = index;

    internal int Index { get; }
}

/// <summary>What an element is.</summary>
public enum ElementKind
{
    /// <summary>A pipe.</summary>
    Pipe,

    /// <summary>A regulating run as a whole.</summary>
    Run,

    /// <summary>The worker of a run.</summary>
    Worker,

    /// <summary>The monitor of a run.</summary>
    Monitor,

    /// <summary>The slam-shut of a run.</summary>
    SlamShut,

    /// <summary>A throttling valve.</summary>
    ControlValve,

    /// <summary>A two-position valve.</summary>
    ShutOffValve,

    /// <summary>A relief valve.</summary>
    ReliefValve,

    /// <summary>A boundary pressure.</summary>
    Source,

    /// <summary>A demand.</summary>
    Demand,
}

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
