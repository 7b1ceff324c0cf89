namespace Testbed.GasNetwork;

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

    /// <summary>A leak.</summary>
    Leak,

    /// <summary>A compressor.</summary>
    Compressor,

    /// <summary>A source by flow.</summary>
    Injection,

    /// <summary>A restriction orifice.</summary>
    Orifice,

    /// <summary>An odoriser.</summary>
    Odoriser,

    /// <summary>A boundary pressure.</summary>
    Source,

    /// <summary>A demand.</summary>
    Demand,
}
