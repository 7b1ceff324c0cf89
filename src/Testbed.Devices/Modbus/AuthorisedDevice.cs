using Testbed.Modbus;

namespace Testbed.Devices;

/// <summary>
/// A device as one client of Modbus/TCP Security may use it: every request is first held against the rights of the role in the client's certificate, and
/// answered with exception 1 where these do not cover it (MODBUS/TCP Security v36, R-31).
/// </summary>
internal sealed class AuthorisedDevice(IModbusDevice inner, ModbusSecurityControl control, string? role, int port) : IModbusDevice
{
    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) =>
        control.AllowsCode(role, context.FunctionCode, OriginOf(context)) ? inner.Admit(context, requestPdu) : ModbusExceptionCode.IllegalFunction;

    // Its subfunctions have no addresses that a right could name: the code decides, then the service's own controls.
    public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length) =>
        inner.Engineer(context, request, responsePdu, out length);

    public ModbusDeviceIdentification? Identify(in ModbusCallContext context) => inner.Identify(context);

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        Allows(context, address, destination.Length) ? inner.ReadCoils(context, address, destination) : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        Allows(context, address, destination.Length) ? inner.ReadDiscreteInputs(context, address, destination) : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Allows(context, address, destination.Length) ? inner.ReadHoldingRegisters(context, address, destination) : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Allows(context, address, destination.Length) ? inner.ReadInputRegisters(context, address, destination) : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) =>
        Allows(context, address, values.Length) ? inner.WriteCoils(context, address, values) : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        Allows(context, address, values.Length) ? inner.WriteHoldingRegisters(context, address, values) : ModbusExceptionCode.IllegalFunction;

    private bool Allows(in ModbusCallContext context, int address, int count) =>
        control.Allows(role, context.FunctionCode, address, count, OriginOf(context));

    private Origin OriginOf(in ModbusCallContext context) => new(context.Peer, context.Account ?? "", port);
}
