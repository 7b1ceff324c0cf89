using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>What comes in: who is admitted, and which server answers.</content>
public abstract partial class Device
{
    private async Task AcceptAsync(ServiceConfig service, AcceptedConnection connection)
    {
        if (!IsRunning || !Controls.LoadLimit.TryAdmit(service.Id, connection.Peer, service.Port))
        {
            Controls.Audit.Record(AuditCategories.RequestError, "connection-refused", false, new Origin(connection.Peer, "", service.Port), service.Id);
            await connection.Stream.DisposeAsync();
            return;
        }

        Controls.Inventory.Met(connection.Peer, service.Port);
        if (!Controls.PortableDevice.Admits(service, connection))
        {
            Controls.LoadLimit.Release(service.Id, connection.Peer);
            await connection.Stream.DisposeAsync();
            return;
        }

        _connections.Add(connection.Stream);
        try
        {
            await ServeAsync(service, connection);
        }
        finally
        {
            _connections.Remove(connection.Stream);
            Controls.PortableDevice.Closed(connection.Stream);
            Controls.LoadLimit.Release(service.Id, connection.Peer);
            await connection.Stream.DisposeAsync();
        }
    }

    private Task ServeAsync(ServiceConfig service, AcceptedConnection connection)
    {
        switch (service.Protocol)
        {
            case ServiceProtocol.Console:
                return Console.ServeAsync(connection);
            case ServiceProtocol.Syslog:
                return ServeSyslogAsync(connection);
            case ServiceProtocol.Directory:
                return new DirectoryServer(Context, Controls.Accounts, Controls.Audit).ServeAsync(connection);
            case ServiceProtocol.Time:
                return Console.Time!.ServeAsync(connection);
            case ServiceProtocol.Files:
                return new FileServer(Context, Controls, Console.Files!, connection).ServeAsync();
            case ServiceProtocol.Admission:
                return Controls.PortableDevice.ServeAsync(connection);
            default:
                break;
        }

        return ServeModbusAsync(service, connection);
    }

    private async Task ServeModbusAsync(ServiceConfig service, AcceptedConnection connection)
    {
        var origin = new Origin(connection.Peer, "", service.Port);
        var session = service.Protocol == ServiceProtocol.Modbus
            ? new ModbusSession(connection.Stream, null)
            : await Controls.ModbusSecurity.AcceptAsync(connection.Stream, origin);
        if (session is null || !IsRunning)
        {
            return;
        }

        var front = new ModbusFront(Controls, Bank, Writes, service.Port) { OnServedPeer = OnServed, Identification = _identification, Engineering = Engineering };
        var device = Controls.ModbusSecurity.Guard(front, session, service.Port);
        var stream = Controls.LoadLimit.Gate(session.Stream, origin with { Account = session.Account ?? "" });
        var id = ++_lastConnection;
        try
        {
            await new ModbusServer(device, (byte)(service.Unit ?? 1), front).ServeAsync(stream, new ModbusCallContext(id, connection.Peer, session.Account));
        }
        finally
        {
            Engineering?.Closed(id);
        }
    }
}
