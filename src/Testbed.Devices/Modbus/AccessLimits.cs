using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// What a device answers at all, by function code: first the codes that are switched off, then those that write while it is read-only. Every handler of a request
/// asks here before it looks at addresses or values, so that a new function code is limited like the old ones.
/// </summary>
internal sealed class AccessLimits(DeviceControls controls, PointBank bank)
{
    /// <summary>True when no limit can refuse the function code as things stand, whatever else the request says.</summary>
    public bool IsFree(int functionCode) => controls.LeastFunctionality.IsServed(functionCode) && !(ModbusFunctionCode.Writes(functionCode) && controls.ReadOnly.IsArmed);

    /// <summary>Exception 1 when the request is refused, which is in ledger and audit then; else none.</summary>
    /// <param name="functionCode">The request's function code.</param>
    /// <param name="origin">Who asks.</param>
    /// <param name="request">The request in words; asked for only when it is refused.</param>
    public ModbusExceptionCode Check(int functionCode, Origin origin, Func<string> request) =>
        Check(functionCode, ModbusFunctionCode.Writes(functionCode), origin, request);

    /// <summary>As the other, for function codes of which some requests change something and others do not.</summary>
    public ModbusExceptionCode Check(int functionCode, bool writes, Origin origin, Func<string> request)
    {
        if (!controls.LeastFunctionality.IsServed(functionCode))
        {
            controls.LeastFunctionality.Refuse(functionCode, origin, request());
            return ModbusExceptionCode.IllegalFunction;
        }

        return writes && controls.ReadOnly.Refuses(ServiceProtocol.Modbus, bank, origin, request)
            ? ModbusExceptionCode.IllegalFunction
            : ModbusExceptionCode.None;
    }
}
