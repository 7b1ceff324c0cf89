using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Finds out whether a service really answers a caller: an open connection alone proves only that a gateway took it.</summary>
internal static class ServiceTouch
{
    /// <summary>Dials a service and says the least its protocol needs; true when the asset itself replied (for syslog: took the message).</summary>
    public static async Task<bool> AnswersAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service)
    {
        switch (service.Protocol)
        {
            case ServiceProtocol.Modbus or ServiceProtocol.ModbusSecurity:
                using (var link = await ModbusLink.OpenAsync(range, from, asset.Id, service))
                {
                    return link is not null && await AnyReadAsync(link, asset);
                }

            case ServiceProtocol.Console:
                var console = await ConsoleLink.OpenAsync(range, from, asset.Id, service.Port);
                if (console is null)
                {
                    return false;
                }

                await console.DisposeAsync();
                return true;

            case ServiceProtocol.Time:
                return await FrameAnswersAsync(range, from, asset, service, TimeMessage.Encode(new TimePacket(3, 0, 0, 0, 1, null), null));

            case ServiceProtocol.Directory:
                return await FrameAnswersAsync(range, from, asset, service, "FETCH nobody"u8.ToArray());

            case ServiceProtocol.Admission:
                return await FrameAnswersAsync(range, from, asset, service, "nobody"u8.ToArray());

            case ServiceProtocol.Files:
                return await FrameAnswersAsync(range, from, asset, service, [(byte)FileMessageKind.List]);

            default:
                return await SyslogArrivesAsync(range, from, asset, service);
        }
    }

    private static async Task<bool> AnyReadAsync(ModbusLink link, AssetConfig asset)
    {
        var table = asset.Points.Count > 0 ? asset.Points[0].Table : ModbusTable.HoldingRegister;
        return await link.ReadAsync(table, asset.Points.Count > 0 ? asset.Points[0].Address : 0) is not null;
    }

    private static async Task<bool> FrameAnswersAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service, byte[] question)
    {
        if (await range.OpenAsync(from, asset.Id, service.Port) is not { } stream)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
        await using (stream)
        {
            await using var onEnd = patience.Token.Register(stream.Dispose);
            try
            {
                await stream.WriteAsync(LengthFrame.Of(question));
                return await stream.ReadAsync(new byte[256]) > 0;
            }
            catch (Exception e) when (ConnectionEnd.Is(e))
            {
                return false;
            }
        }
    }

    private static async Task<bool> SyslogArrivesAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service)
    {
        if (await range.OpenAsync(from, asset.Id, service.Port) is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            var marker = $"reachability test from {from}";
            var message = SyslogMessage.Format(SyslogMessage.AuditFacility, 5, range.Clock.GetUtcNow(), from, "test", "touch", "test", [], marker);
            try
            {
                await stream.WriteAsync(SyslogMessage.Frame(message));
            }
            catch (IOException)
            {
                return false;
            }

            await range.WaitAsync(TimeSpan.FromSeconds(1));
            return range.Truth.Collected(asset.Id).Any(m => m.Message.Contains(marker, StringComparison.Ordinal));
        }
    }
}
