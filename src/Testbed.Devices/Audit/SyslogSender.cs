using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Sends syslog over one TCP connection (RFC 6587 octet counting) to the collector's service. What cannot be sent waits, without limit of its own: whoever
/// enqueues keeps it bounded. One dial per tick is tried while something waits or the connection was lost. RFC 6587 knows no acknowledgement: what the transport
/// took counts as sent.
/// </summary>
internal sealed class SyslogSender(DeviceContext device, string collector)
{
    /// <summary>The port of RFC 6587 practice for syslog over TCP, unless the collector's services say otherwise.</summary>
    public const int DefaultPort = 601;

    /// <summary>A first message, and what is in no hurry, waits this long for company before a connection is opened for it.</summary>
    public const long CompanyMs = 10_000;

    private readonly Queue<string> _buffer = new();
    private readonly long _bornAt = device.Tick;
    private readonly int _port = device.Environment.Scenario.Asset(collector)?.Services
        .FirstOrDefault(s => s.Protocol == ServiceProtocol.Syslog)?.Port ?? DefaultPort;

    private string? _inFlight;
    private Stream? _stream;
    private bool _hasPressed;
    private bool _everSent;
    private bool _sending;
    private long _dialledAt = -1;
    private long _dueAt = long.MaxValue;

    /// <summary>True while a message waits or the connection has been lost.</summary>
    public bool HasPending => Waiting > 0 || FailingSince is not null;

    /// <summary>Messages not handed to the transport.</summary>
    public int Waiting => _buffer.Count + (_inFlight is null ? 0 : 1);

    /// <summary>Since when the collector cannot be reached, simulated milliseconds; null when it can, or nobody has tried.</summary>
    public long? FailingSince { get; private set; }

    /// <summary>Adds a message.</summary>
    /// <param name="message">RFC 5424 text.</param>
    /// <param name="unhurried">True when it may wait for others.</param>
    public void Enqueue(string message, bool unhurried = false)
    {
        _buffer.Enqueue(message);
        var now = device.Tick;
        var isFirst = !_everSent && !_hasPressed && now - _bornAt < CompanyMs;
        _hasPressed |= !unhurried;
        _dueAt = Math.Min(_dueAt, unhurried ? now + CompanyMs : isFirst ? _bornAt + CompanyMs : now);
        Flush();
    }

    /// <summary>Gives up the message that waits longest.</summary>
    public void DropOldest()
    {
        if (!_buffer.TryDequeue(out _))
        {
            _inFlight = null;
        }
    }

    public void Flush()
    {
        if (device.Tick < _dueAt && FailingSince is null)
        {
            return;
        }

        if (_sending || !device.IsRunning || !HasPending || (_stream is null && _dialledAt == device.Tick))
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
                FailingSince ??= device.Tick;
                return;
            }

            FailingSince = null;
            while (_stream is { } stream && (_inFlight ??= _buffer.TryDequeue(out var next) ? next : null) is { } message)
            {
                await stream.WriteAsync(SyslogMessage.Frame(message), device.Stopping);
                _inFlight = null;
            }

            _dueAt = Waiting == 0 ? long.MaxValue : device.Tick;
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            Lost();
        }
        finally
        {
            _sending = false;
        }
    }

    private void Lost()
    {
        _stream?.Dispose();
        _stream = null;
        if (device.IsRunning)
        {
            FailingSince ??= device.Tick;
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
                Lost();
            }
        }
    }
}
