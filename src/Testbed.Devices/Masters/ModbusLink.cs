using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A master's persistent connection to one service: dialled when first needed, again at the next need after it broke or a call timed out. Calls that need it
/// while it is being dialled share the dial.
/// </summary>
internal sealed class ModbusLink(DeviceContext device, string to, int port) : IDisposable
{
    /// <summary>Longest wait for a dial and for a reply.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private ModbusClient? _client;
    private Task<ModbusClient?>? _dialling;

    /// <summary>The open connection, or null when it cannot be had now.</summary>
    public async Task<ModbusClient?> OpenAsync()
    {
        if (_client is { IsOpen: true } open)
        {
            return open;
        }

        var dialling = _dialling ??= DialAsync();
        try
        {
            return await dialling;
        }
        finally
        {
            _dialling = null;
        }
    }

    /// <summary>Drops the connection; the next call dials.</summary>
    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task<ModbusClient?> DialAsync()
    {
        using var limit = new CancellationTokenSource(Timeout, device.Environment.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, device.Stopping);
        var dial = await device.Environment.Network.DialAsync(device.Asset.Id, to, port, either.Token);
        if (dial.Stream is not { } stream)
        {
            return null;
        }

        if (!device.IsRunning)
        {
            await stream.DisposeAsync();
            return null;
        }

        var secured = await SecureAsync(stream);
        return secured is null ? null : _client = new ModbusClient(secured, device.Environment.Clock, Timeout);
    }

    /// <summary>
    /// TLS with this asset's own certificate where the service is set up for it; null when either side refused. A service that is not set up is spoken to in the
    /// clear, as its master was left too.
    /// </summary>
    private async Task<Stream?> SecureAsync(Stream stream)
    {
        var environment = device.Environment;
        var service = environment.Scenario.Asset(to)?.Services.FirstOrDefault(s => s.Port == port);
        if (service?.Protocol != ServiceProtocol.ModbusSecurity
            || environment.Scenario.ControlsOn(to).OfType<ModbusSecurityConfig>().FirstOrDefault(c => environment.Arming.IsArmed(c.Id)) is not { } config)
        {
            return stream;
        }

        await using var patience = environment.Clock.CreateTimer(_ => stream.Dispose(), null, Timeout, System.Threading.Timeout.InfiniteTimeSpan);
        var handshake = await ModbusSecurityControl.End(config, environment).ConnectAsync(stream, device.Asset.Id, to);
        if (handshake.Stream is null)
        {
            environment.Recorder.Fact(device.Asset.Id, "tls", $"{to}: {handshake.Refusal}");
            await stream.DisposeAsync();
        }

        return handshake.Stream;
    }
}
