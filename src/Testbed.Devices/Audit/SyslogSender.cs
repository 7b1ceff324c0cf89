using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Sends syslog over one TCP connection (RFC 6587 octet counting) to the collector's service. Messages wait in a bounded buffer while the connection is
/// gone, the oldest are dropped when it is full, and one dial per tick is tried.
/// </summary>
internal sealed class SyslogSender(DeviceContext device, string collector, int capacity)
{
    /// <summary>The port of RFC 6587 practice for syslog over TCP, unless the collector's services say otherwise.</summary>
    public const int DefaultPort = 601;

    /// <summary>A first message waits this long for company before a connection is opened for it.</summary>
    public const long CompanyMs = 10_000;

    private readonly Queue<string> _buffer = new();
    private readonly long _bornAt = device.Tick;
    private readonly int _port = device.Environment.Scenario.Asset(collector)?.Services
        .FirstOrDefault(s => s.Protocol == ServiceProtocol.Syslog)?.Port ?? DefaultPort;

    private string? _inFlight;
    private Stream? _stream;
    private bool _everSent;
    private bool _sending;
    private long _dialledAt = -1;

    /// <summary>True while a message waits.</summary>
    public bool HasPending => _buffer.Count > 0 || _inFlight is not null;

    public void Enqueue(string message)
    {
        if (_buffer.Count >= Math.Max(1, capacity))
        {
            _buffer.Dequeue();
        }

        _buffer.Enqueue(message);
        Flush();
    }

    public void Flush()
    {
        if (!_everSent && _inFlight is null && _buffer.Count == 1 && device.Tick - _bornAt < CompanyMs)
        {
            return;
        }

        if (_sending || !device.IsRunning || (_buffer.Count == 0 && _inFlight is null) || (_stream is null && _dialledAt == device.Tick))
        {
            return;
        }

        _everSent = true;
        _sending = true;
        device.Run(SendAsync);
    }

    public void Disconnect()
    {
        _stream?.Dispose();
        _stream = null;
        _dialledAt = -1;
    }

    private async Task SendAsync()
    {
        try
        {
            if (_stream is null && !await DialAsync())
            {
                return;
            }

            while (_stream is { } stream && (_inFlight ??= _buffer.TryDequeue(out var next) ? next : null) is { } message)
            {
                await stream.WriteAsync(SyslogMessage.Frame(message), device.Stopping);
                _inFlight = null;
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            _stream?.Dispose();
            _stream = null;
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task<bool> DialAsync()
    {
        _dialledAt = device.Tick;
        var dial = await device.Environment.Network.DialAsync(device.Asset.Id, collector, _port, device.Stopping);
        if (dial.Stream is not { } stream)
        {
            return false;
        }

        if (!device.IsRunning)
        {
            await stream.DisposeAsync();
            return false;
        }

        _stream = stream;
        device.Run(() => WatchAsync(stream));
        return true;
    }

    // The collector sends nothing; the read is there to notice that it went away.
    private async Task WatchAsync(Stream stream)
    {
        var buffer = new byte[64];
        try
        {
            while (await stream.ReadAsync(buffer, device.Stopping) > 0)
            {
            }
        }
        finally
        {
            await stream.DisposeAsync();
            if (_stream == stream)
            {
                _stream = null;
            }
        }
    }
}
