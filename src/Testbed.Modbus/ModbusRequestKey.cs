namespace Testbed.Modbus;

/// <summary>
/// What a response has to agree with, as a value that may outlive the request's bytes: kept in pending tables of clients and inspection.
/// </summary>
/// <param name="FunctionCode">Function code of the request, 0 to 255 as received.</param>
/// <param name="Address">First address the response tells about (FC 8: the sub-function, FC 43: read code and object id); 0 when the request could not be parsed.</param>
/// <param name="Quantity">
/// Coils, inputs or registers the response tells about (FC 8: data words, FC 20: sub-requests, FC 21: length of the PDU); 0 when the request could not be parsed.
/// </param>
/// <param name="EchoedValue">
/// What the response has to repeat: the value of FC 5 or FC 6 in wire form (FC 5: 0 or FF00 hex), both masks of FC 22, a digest of the data of FC 8 and 21 and
/// of the record lengths of FC 20; 0 for other codes.
/// </param>
public readonly record struct ModbusRequestKey(byte FunctionCode, ushort Address, ushort Quantity, uint EchoedValue);
