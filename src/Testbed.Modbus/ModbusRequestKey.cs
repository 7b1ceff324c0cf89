namespace Testbed.Modbus;

/// <summary>
/// What a response has to agree with, as a value that may outlive the request's bytes: kept in pending tables of clients and inspection.
/// </summary>
/// <param name="FunctionCode">Function code of the request, 0 to 255 as received.</param>
/// <param name="Address">First address; 0 when the request could not be parsed.</param>
/// <param name="Quantity">Coils, inputs or registers addressed; 0 when the request could not be parsed.</param>
/// <param name="EchoedValue">The value FC 5 or FC 6 sent, in wire form (FC 5: 0 or FF00 hex); 0 for other codes.</param>
public readonly record struct ModbusRequestKey(byte FunctionCode, ushort Address, ushort Quantity, ushort EchoedValue);
