using Testbed.Conduits;

namespace Testbed.Runtime;

/// <summary>Host settings of one twin; none of them reaches evidence.</summary>
public sealed record TwinOptions
{
    /// <summary>Disturbs deliveries with this seed.</summary>
    public ulong? DeliveryNoise { get; init; }

    /// <summary>Keeps evidence text.</summary>
    public bool KeepText { get; init; }

    /// <summary>Sees the bytes of every connection.</summary>
    public IWireObserver? Wire { get; init; }

    /// <summary>Logical ports are used on the host as they are.</summary>
    public bool RealPorts { get; init; }
}
