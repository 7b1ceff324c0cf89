namespace Testbed.Modbus;

/// <summary>
/// Counters, event log and listen-only mode of one unit on a serial line (AP 6.8 to 6.10). Counters wrap at 65,535. Not thread safe: confined to the
/// thread that serves the unit.
/// </summary>
public sealed class ModbusSerialCounters
{
    private const byte RestartEvent = 0x00;
    private const byte ListenOnlyEvent = 0x04;
    private readonly byte[] _events = new byte[ModbusLimits.MaxCommEvents];
    private int _newest;
    private int _eventBytes;

    /// <summary>Frames with a right CRC seen on the line, for whomever (sub-function 0B).</summary>
    public ushort BusMessages { get; private set; }

    /// <summary>Frames with a wrong CRC (0C).</summary>
    public ushort CommunicationErrors { get; private set; }

    /// <summary>Exception responses of this unit (0D).</summary>
    public ushort Exceptions { get; private set; }

    /// <summary>Frames for this unit, broadcasts included (0E).</summary>
    public ushort ServerMessages { get; private set; }

    /// <summary>Frames for this unit that it did not answer (0F).</summary>
    public ushort NoResponses { get; private set; }

    /// <summary>Negative acknowledgements: none, since the codes that give them are not in use (10).</summary>
    public ushort NegativeAcknowledgements { get; private set; }

    /// <summary>Answers with exception 5 or 6 (11).</summary>
    public ushort Busy { get; private set; }

    /// <summary>Characters lost (12): none, since the line here loses whole frames only.</summary>
    public ushort CharacterOverruns { get; private set; }

    /// <summary>Requests completed normally, but for FC 11 and 12 (FC 11).</summary>
    public ushort CompletedEvents { get; private set; }

    /// <summary>True while the unit hears but neither acts nor answers (sub-function 04).</summary>
    public bool IsListenOnly { get; private set; }

    /// <summary>Diagnostic register (02): none of its bits is defined here.</summary>
    public ushort DiagnosticRegister { get; private set; }

    /// <summary>A frame with a wrong CRC, or for another unit, passed on the line.</summary>
    public void NoteFrame(bool isIntact)
    {
        if (isIntact)
        {
            BusMessages = Next(BusMessages);
        }
        else
        {
            CommunicationErrors = Next(CommunicationErrors);
            Log(0x82);
        }
    }

    /// <summary>Events, newest first; returns the bytes written, 0 to 64.</summary>
    public int CopyEvents(Span<byte> destination)
    {
        for (int i = 0; i < _eventBytes; i++)
        {
            destination[i] = _events[(_newest - i + _events.Length) % _events.Length];
        }

        return _eventBytes;
    }

    /// <summary>Sub-function 0A: clears the counters and the diagnostic register.</summary>
    internal void Clear()
    {
        (BusMessages, CommunicationErrors, Exceptions, ServerMessages, NoResponses) = (0, 0, 0, 0, 0);
        (NegativeAcknowledgements, Busy, CharacterOverruns, CompletedEvents, DiagnosticRegister) = (0, 0, 0, 0, 0);
    }

    /// <summary>Sub-function 14: clears the overrun counter.</summary>
    internal void ClearOverruns() => CharacterOverruns = 0;

    /// <summary>Sub-function 01: leaves listen-only mode, clears counters and, if asked to, the events.</summary>
    internal void Restart(bool clearEvents)
    {
        IsListenOnly = false;
        Clear();
        if (clearEvents)
        {
            _eventBytes = 0;
        }

        Log(RestartEvent);
    }

    /// <summary>Sub-function 04.</summary>
    internal void ListenOnly()
    {
        IsListenOnly = true;
        Log(ListenOnlyEvent);
    }

    /// <summary>A request for this unit is about to be served.</summary>
    internal void Begin(bool isBroadcast)
    {
        ServerMessages = Next(ServerMessages);
        Log((byte)(0x80 | (IsListenOnly ? 0x20 : 0) | (isBroadcast ? 0x40 : 0)));
    }

    /// <summary>The request was served, answered or not.</summary>
    internal void End(byte functionCode, ModbusExceptionCode exception, bool isAnswered)
    {
        if (!isAnswered)
        {
            NoResponses = Next(NoResponses);
        }

        if (exception == ModbusExceptionCode.None)
        {
            if (functionCode is not (ModbusFunctionCode.GetCommEventCounter or ModbusFunctionCode.GetCommEventLog) && !IsListenOnly)
            {
                CompletedEvents = Next(CompletedEvents);
            }
        }
        else
        {
            Exceptions = Next(Exceptions);
            Busy = exception is ModbusExceptionCode.Acknowledge or ModbusExceptionCode.ServerDeviceBusy ? Next(Busy) : Busy;
        }

        if (isAnswered)
        {
            Log((byte)(0x40 | ExceptionBit(exception)));
        }
    }

    private static byte ExceptionBit(ModbusExceptionCode exception) => exception switch
    {
        ModbusExceptionCode.None => 0,
        ModbusExceptionCode.IllegalFunction or ModbusExceptionCode.IllegalDataAddress or ModbusExceptionCode.IllegalDataValue => 0x01,
        ModbusExceptionCode.Acknowledge or ModbusExceptionCode.ServerDeviceBusy => 0x04,
        _ => 0x02,
    };

    private static ushort Next(ushort value) => unchecked((ushort)(value + 1));

    private void Log(byte communicationEvent)
    {
        _newest = (_newest + 1) % _events.Length;
        _events[_newest] = communicationEvent;
        _eventBytes = Math.Min(_eventBytes + 1, _events.Length);
    }
}
