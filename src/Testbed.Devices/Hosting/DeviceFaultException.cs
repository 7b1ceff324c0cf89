namespace Testbed.Devices;

/// <summary>A device's handler threw between two steps: a bug, not a peer's doing. Carries the cause; thrown by the step after it.</summary>
public sealed class DeviceFaultException : Exception
{
    /// <summary>Without a cause.</summary>
    public DeviceFaultException()
    {
    }

    /// <summary>With a message.</summary>
    public DeviceFaultException(string message)
        : base(message)
    {
    }

    /// <summary>With the cause.</summary>
    public DeviceFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
