namespace Testbed.Modbus;

/// <summary>Sees what no call was waiting for. Called synchronously on the read loop; spans are valid only during the call.</summary>
public interface IModbusClientObserver
{
    /// <summary>A well-formed frame whose transaction id is not pending: a duplicate, a late or an invented one. The client ignores it.</summary>
    void OnUnmatched(in ModbusAdu response);
}
