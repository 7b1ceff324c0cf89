namespace Testbed.Modbus;

/// <summary>Why a connection ended.</summary>
public enum ModbusConnectionEnd
{
    /// <summary>The peer closed between two frames.</summary>
    PeerClosed,

    /// <summary>The peer closed inside a frame.</summary>
    PeerClosedInFrame,

    /// <summary>The peer sent a malformed frame and was disconnected.</summary>
    Malformed,

    /// <summary>The stream failed: reset by the peer or the network.</summary>
    Reset,

    /// <summary>Ended from this side: cancelled or disposed.</summary>
    Cancelled,
}
