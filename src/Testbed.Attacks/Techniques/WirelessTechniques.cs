using Testbed.Core;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0887 Wireless Sniffing: listens to what goes through the air for <c>seconds</c>. Breach: a dialogue with the target in the clear.</summary>
public sealed class SniffWireless() : Technique("wireless-sniff", "T0887", "seconds", [Dc], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Vantage.Conduit is not { Span.IsWireless: true } conduit)
        {
            return StepOutcome.Absent($"Nothing of {context.Target.Id} goes through the air.");
        }

        return await Sniffing.FrameAsync(context, Act) is null
            ? StepOutcome.Nothing($"Nothing readable in the air of {conduit.Id}.")
            : new(BreachKind.Read, $"Requests to {context.Target.Id} are readable in the air of {conduit.Id}.");
    }
}

/// <summary>
/// T0860 Wireless Compromise: a radio of the attacker's own joins the network, once as the declared client and once as nobody known. Breach: the target answers it.
/// </summary>
public sealed class JoinWireless() : Technique("wireless-join", "T0860", "", [Iac], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Vantage.Conduit is not { Span.IsWireless: true } conduit || context.Subject(write: false) is not { } subject)
        {
            return StepOutcome.Absent($"Nothing of {context.Target.Id} goes through the air.");
        }

        Act(context, $"a foreign radio joins {conduit.Id}");
        var host = new SpanHost(context.Range, conduit, subject.View.Flow);
        foreach (var source in new[] { host.Address(subject.View.From.Id), SpanHost.Stranger })
        {
            if (await host.PlainAsync(source) is not { } stream)
            {
                continue;
            }

            using var link = ModbusLink.Over(context.Range, stream, (byte)(subject.View.Service.Unit ?? 1));
            if (await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount) is not null)
            {
                return new(BreachKind.Read, $"{context.Target.Id} answered a foreign radio on {conduit.Id}.");
            }
        }

        return StepOutcome.Nothing($"{context.Target.Id} answered no foreign radio.");
    }
}
