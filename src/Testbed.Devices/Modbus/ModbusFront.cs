using System.Runtime.CompilerServices;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices;

/// <summary>
/// The points of a device on Modbus: reads come from the bank, writes go through the write path. Unknown addresses get exception 2, values refused by the
/// range check exception 3, writes the device refuses exception 4, function codes that are switched off exception 1.
/// </summary>
internal sealed class ModbusFront(DeviceControls controls, PointBank bank, WritePath writes, int port) : IModbusDevice, IModbusServerObserver
{
    private static readonly ConditionalWeakTable<AssetConfig, ModbusDeviceIdentification> Identifications = [];
    private readonly AccessLimits _access = new(controls, bank);

    /// <summary>Told of every request that was answered, with its peer.</summary>
    public Action<string>? OnServedPeer { get; init; }

    /// <summary>The engineering service; null for a device without a program that could be loaded.</summary>
    public EngineeringService? Engineering { get; init; }

    /// <summary>What FC 43/14 tells.</summary>
    public required ModbusDeviceIdentification Identification { get; init; }

    /// <summary>The basic objects of an asset: the vendor is the first word of the product's name, since assets have no other. What is not ASCII is shown as '?'.</summary>
    public static ModbusDeviceIdentification IdentificationOf(AssetConfig asset) => Identifications.GetValue(asset, Identify);

    private static ModbusDeviceIdentification Identify(AssetConfig asset)
    {
        var (product, version) = (Ascii(asset.Product), Ascii(asset.Version));
        return new ModbusDeviceIdentification(product.Split(' ')[0], product, version);
    }

    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu)
    {
        var (unit, function) = (context.UnitId, context.FunctionCode);
        if (function == ModbusFunctionCode.Engineering && Engineering is not null)
        {
            var engineering = requestPdu.ToArray();
            var changes = engineering.Length > 1 && ((EngineeringSubfunction)engineering[1]).Changes();
            return _access.Check(function, changes, OriginOf(context), () => ModbusText.Request(unit, engineering));
        }

        if (!ModbusFunctionCode.IsOfTables(function) && function != ModbusFunctionCode.EncapsulatedInterface)
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        // What is served must not make text or a copy of it: reads are what devices do all day.
        if (_access.IsFree(function))
        {
            return ModbusExceptionCode.None;
        }

        var pdu = requestPdu.ToArray();
        return _access.Check(function, OriginOf(context), () => ModbusText.Request(unit, pdu));
    }

    public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length)
    {
        length = Engineering?.Serve(context.ConnectionId, OriginOf(context), request, responsePdu) ?? 0;
        return length > 0 ? ModbusExceptionCode.None : ModbusExceptionCode.IllegalFunction;
    }

    public ModbusDeviceIdentification? Identify(in ModbusCallContext context) => Identification;

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        ReadBits(ModbusTable.Coil, address, destination);

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        ReadBits(ModbusTable.DiscreteInput, address, destination);

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        ReadWords(ModbusTable.HoldingRegister, address, destination);

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        ReadWords(ModbusTable.InputRegister, address, destination);

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values)
    {
        var words = new ushort[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            words[i] = values[i] ? (ushort)1 : (ushort)0;
        }

        return Write(context, ModbusTable.Coil, address, words);
    }

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        Write(context, ModbusTable.HoldingRegister, address, values.ToArray());

    public void OnServed(in ModbusCallContext context, in ModbusAdu request, ReadOnlySpan<byte> responsePdu)
    {
        OnServedPeer?.Invoke(context.Peer);
        if (responsePdu[0] < ModbusLimits.ExceptionFlag || responsePdu.Length < 2)
        {
            return;
        }

        var code = (ModbusExceptionCode)responsePdu[1];
        var (category, type) = code switch
        {
            ModbusExceptionCode.IllegalFunction => (AuditCategories.Reconnaissance, "function-code"),
            ModbusExceptionCode.IllegalDataAddress => (AuditCategories.Reconnaissance, "address"),
            _ => (AuditCategories.RequestError, "request-refused"),
        };
        controls.Audit.Record(category, type, false, OriginOf(context), $"{ModbusText.Request(request.UnitId, request.Pdu)}: {code.Describe()}");
    }

    public void OnUnknownUnit(in ModbusCallContext context, in ModbusAdu request)
    {
        OnServedPeer?.Invoke("");
        controls.Audit.Record(
            AuditCategories.Reconnaissance, "unit", false, OriginOf(context), ModbusText.Request(request.UnitId, request.Pdu));
    }

    public void OnMalformed(in ModbusCallContext context, ModbusFrameStatus reason, ReadOnlySpan<byte> received) =>
        controls.Audit.Record(AuditCategories.RequestError, "malformed-frame", false, OriginOf(context), reason.ToString());

    private static string Ascii(string text)
    {
        var ascii = string.Concat(text.Select(c => char.IsAscii(c) ? c : '?'));
        return ascii.Length <= ModbusDeviceIdentification.MaxObjectLength ? ascii : ascii[..ModbusDeviceIdentification.MaxObjectLength];
    }

    private Origin OriginOf(in ModbusCallContext context) => new(context.Peer, context.Account ?? "", port);

    private ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> destination)
    {
        Span<ushort> words = stackalloc ushort[ModbusLimits.MaxReadBits];
        words = words[..destination.Length];
        var refused = ReadWords(table, address, words);
        for (var i = 0; refused == ModbusExceptionCode.None && i < destination.Length; i++)
        {
            destination[i] = words[i] != 0;
        }

        return refused;
    }

    private ModbusExceptionCode ReadWords(ModbusTable table, ushort address, Span<ushort> destination)
    {
        return bank.Covers(table, address, destination.Length) && bank.TryRead(table, address, destination)
            ? ModbusExceptionCode.None
            : ModbusExceptionCode.IllegalDataAddress;
    }

    private ModbusExceptionCode Write(in ModbusCallContext context, ModbusTable table, int address, ushort[] words)
    {
        var origin = OriginOf(context);
        var pdu = FormattableString.Invariant(
            $"unit {context.UnitId} FC {context.FunctionCode} {(table == ModbusTable.Coil ? "CO" : "HR")} {address} = [{string.Join(',', words)}]");
        var requested = new List<PointWrite>(words.Length);
        if (!bank.TryResolve(table, address, words, requested))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        return writes.Apply(requested, origin, pdu) switch
        {
            WriteOutcome.Done => ModbusExceptionCode.None,
            WriteOutcome.OutOfRange => ModbusExceptionCode.IllegalDataValue,
            WriteOutcome.TooOften => ModbusExceptionCode.ServerDeviceBusy,
            _ => ModbusExceptionCode.ServerDeviceFailure,
        };
    }
}
