namespace Testbed.Modbus;

/// <summary>Outcome of a call that returns no value.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Exception">The code when <paramref name="Status"/> is Exception, else None.</param>
public readonly record struct ModbusResult(ModbusStatus Status, ModbusExceptionCode Exception = ModbusExceptionCode.None)
{
    /// <summary>True when answered normally.</summary>
    public bool IsOk => Status == ModbusStatus.Ok;

    /// <summary>Evidence text: <c>ok</c>, <c>exception 02 illegal data address</c>, <c>timed out</c>, <c>connection closed</c>, <c>malformed</c>.</summary>
    public override string ToString() => Describe(Status, Exception);

    internal static string Describe(ModbusStatus status, ModbusExceptionCode exception) => status switch
    {
        ModbusStatus.Ok => "ok",
        ModbusStatus.Exception => exception.Describe(),
        ModbusStatus.TimedOut => "timed out",
        ModbusStatus.ConnectionClosed => "connection closed",
        _ => "malformed",
    };
}

/// <summary>Outcome of a call that returns a value.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">The value when <paramref name="Status"/> is Ok; raw calls set it for every response that arrived.</param>
/// <param name="Exception">The code when <paramref name="Status"/> is Exception, else None.</param>
public readonly record struct ModbusResult<T>(ModbusStatus Status, T? Value = default, ModbusExceptionCode Exception = ModbusExceptionCode.None)
{
    /// <summary>True when answered normally.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    public bool IsOk => Status == ModbusStatus.Ok;

    /// <summary>Evidence text without the value, as <see cref="ModbusResult.ToString"/>.</summary>
    public override string ToString() => ModbusResult.Describe(Status, Exception);
}
