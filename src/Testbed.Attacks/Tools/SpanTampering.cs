using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Alters values inside valid frames on a span and sees whether anybody takes them.</summary>
internal static class SpanTampering
{
    /// <summary>A declared write is changed on its way; true when the device holds the forged value.</summary>
    public static async Task<bool> CommandIsForgedAsync(SpanSubject subject, IAttackRange range)
    {
        var target = subject.Write!;
        var (sent, forged) = subject.Values(range.Truth.Point(target.Asset.Id, target.Point.Name));
        if (sent == forged)
        {
            return false;
        }

        var tap = new RewriteTap(ModbusLink.WritePdu(target, sent), ModbusLink.WritePdu(target, forged));
        using (range.Spans.Tap(subject.View.Conduit.Id, tap))
        {
            using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, target.Asset.Id, target.Service);
            if (link is not null)
            {
                await link.WriteAsync(target, sent);
            }
        }

        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return tap.Altered > 0 && range.Holds(target, forged);
    }

    /// <summary>
    /// A harmless console command becomes another of the same length (<c>add</c>: gets another behind it); true when the console obeys the forged one.
    /// </summary>
    public static async Task<bool> ConsoleIsForgedAsync(FlowView view, IAttackRange range, bool add)
    {
        var (help, quit) = ("HELP\n"u8.ToArray(), "QUIT\n"u8.ToArray());
        using (range.Spans.Tap(view.Conduit.Id, add ? new InjectTap(help, quit) : new RewriteTap(help, quit)))
        {
            if (await ConsoleLink.OpenAsync(range, view.From.Id, view.To.Id, view.Flow.Port) is not { } link)
            {
                return false;
            }

            await using (link)
            {
                var reply = await link.SendAsync("HELP");
                reply = add && reply is { IsSuccess: true } ? await link.NextAsync() : reply;
                return reply is { Code: 221 };
            }
        }
    }

    /// <summary>The answer to a declared read is changed on its way; true when the client takes the forged words.</summary>
    public static async Task<bool> ReadingIsForgedAsync(SpanSubject subject, IAttackRange range, Func<ushort[], ushort[]> forge)
    {
        if (subject.ReadTable is ModbusTable.Coil or ModbusTable.DiscreteInput)
        {
            return false;
        }

        ushort[]? forged = null;
        var tap = new SpoofReadingsTap((byte)(subject.View.Service.Unit ?? 1), subject.ReadFunction, subject.ReadCount, w => forged = forge(w));
        using (range.Spans.Tap(subject.View.Conduit.Id, tap))
        {
            using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, subject.View.To.Id, subject.View.Service);
            var got = link is null ? null : await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount);
            return got is not null && forged is not null && got.SequenceEqual(forged);
        }
    }
}
