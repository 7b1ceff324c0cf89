namespace Testbed.Modbus;

/// <summary>Every number of the engineering service's protocol.</summary>
public static class EngineeringLimits
{
    /// <summary>Version of the protocol that identify tells.</summary>
    public const byte ProtocolVersion = 1;

    /// <summary>Function code, subfunction and session number.</summary>
    public const int RequestHeader = 18;

    /// <summary>Function code, subfunction and status.</summary>
    public const int ResponseHeader = 3;

    /// <summary>Bytes of a session number; all zero for none.</summary>
    public const int SessionLength = 16;

    /// <summary>Bytes of a program in one block; only the last block may have fewer.</summary>
    public const int BlockLength = 224;

    /// <summary>Longest account name in bytes.</summary>
    public const int MaxAccount = 40;

    /// <summary>Longest password in bytes.</summary>
    public const int MaxPassword = 128;

    /// <summary>Longest path of a variable in bytes.</summary>
    public const int MaxPath = 120;

    /// <summary>Longest literal in bytes.</summary>
    public const int MaxLiteral = 110;
}
