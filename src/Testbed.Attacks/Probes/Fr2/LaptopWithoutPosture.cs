using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.3 RE 1: during a visit that somebody opened, the approved laptop asks to be let in without a statement about its state, with one that it signed itself, with one
/// about another laptop, with one that found it not in order, and with one that is older than declared; then with a good one. Breach: it is let in with one of the first,
/// or not with the last. Who keeps the rules of the checking station current is declared.
/// </summary>
public sealed class LaptopWithoutPosture() : PortableProbe("laptop-without-posture", "SR 2.3 RE 1")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(Laptop laptop, PortableDeviceConfig control)
    {
        if (control.Visits && !await laptop.IsExpectedAsync(5))
        {
            return AttackOutcome.Resisted($"{laptop.Asset} let no laptop in; nobody could open a visit.");
        }

        var hour = TimeSpan.FromHours(1);
        (string What, string? Posture)[] tries =
        [
            ("without a statement", null), ("with a statement of its own", laptop.Posture(hour, by: CertificateCase.SelfSigned)),
            ("with a statement about another", laptop.Posture(hour, device: "another-laptop")), ("that is not in order", laptop.Posture(hour, isInOrder: false)),
            ("with a statement older than declared", laptop.Posture(control.PostureMaxAge + hour)),
        ];
        foreach (var (what, posture) in tries)
        {
            if (await laptop.IsLetInAsync(CertificateCase.Genuine, posture))
            {
                return AttackOutcome.Succeeded($"{laptop.Asset} let in a laptop {what}.");
            }
        }

        return await laptop.IsLetInAsync(CertificateCase.Genuine, laptop.Posture(hour)) && await laptop.IsApprovedServedAsync()
            ? AttackOutcome.Resisted($"{laptop.Asset} let in only a laptop that was lately found in order.")
            : AttackOutcome.Succeeded($"{laptop.Asset} did not serve an approved laptop in good order.");
    }
}
