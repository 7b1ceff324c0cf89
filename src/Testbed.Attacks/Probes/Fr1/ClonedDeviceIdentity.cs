using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.2 RE 1: a second host takes the identity of a client that is connected at the same time (its address, and where certificates are used a copy of the
/// certificate without its key). Breach: the copy is served beside the original.
/// </summary>
public sealed class ClonedDeviceIdentity() : SpanProbe("cloned-device-identity", "SR 1.2 RE 1")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        using var original = await ModbusLink.OpenAsync(range, subject.View.From.Id, subject.View.To.Id, subject.View.Service);
        if (original is not null)
        {
            await original.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount);
        }

        var host = new SpanHost(range, subject.View.Conduit, subject.View.Flow);
        range.Act("T0848", $"second host with the identity of {subject.View.From.Id}");
        return await SpanIntrusion.PlainOrTlsAsync(
            range, host, new SpanEntry(subject.View, subject), host.Address(subject.View.From.Id), range.Certificate(CertificateCase.WithoutKey, host.PeerEnd),
            range.Certificate(CertificateCase.WithoutKey, subject.View.From.Id))
            ? AttackOutcome.Succeeded($"{subject.View.To.Id} served a copy of {subject.View.From.Id} beside the original.")
            : AttackOutcome.Resisted($"A copy of {subject.View.From.Id} was not served.");
    }
}
