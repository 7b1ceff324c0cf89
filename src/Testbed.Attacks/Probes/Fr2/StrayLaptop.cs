using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.3: a laptop is plugged in at a local port: any laptop; one that asks to be let in as an approved one with a certificate of its own making, with one of another
/// authority, and under a name nobody approved; the approved one without a visit; and after the visit that somebody opened has ended. Breach: it is let in or served, or
/// the approved one is not served during its visit. Unused sockets and memory sticks are declared; files go through <c>malware-in-transfer</c>.
/// </summary>
public sealed class StrayLaptop() : PortableProbe("stray-laptop", "SR 2.3")
{
    private const int Minutes = 1;

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(Laptop laptop, PortableDeviceConfig control)
    {
        var posture = laptop.Posture(TimeSpan.FromHours(1));
        foreach (var (certificate, name) in new[] { (CertificateCase.SelfSigned, (string?)null), (CertificateCase.ForeignAuthority, null), (CertificateCase.Genuine, "laptop-of-somebody") })
        {
            if (await laptop.IsLetInAsync(certificate, posture, name))
            {
                return AttackOutcome.Succeeded($"{laptop.Asset} let in a laptop that nobody approved.");
            }
        }

        if (!control.Visits)
        {
            return await laptop.IsLetInAsync(CertificateCase.Genuine, posture) && await laptop.IsApprovedServedAsync()
                ? AttackOutcome.Resisted($"{laptop.Asset} served the approved laptop and no other.")
                : AttackOutcome.Succeeded($"{laptop.Asset} did not serve the approved laptop.");
        }

        if (await laptop.IsLetInAsync(CertificateCase.Genuine, posture))
        {
            return AttackOutcome.Succeeded($"{laptop.Asset} let in an approved laptop without a visit.");
        }

        if (!await laptop.IsExpectedAsync(Minutes))
        {
            return AttackOutcome.Resisted($"{laptop.Asset} let no laptop in; nobody could open a visit.");
        }

        // Who came to the console may have waited for the code of his token.
        posture = laptop.Posture(TimeSpan.FromHours(1));
        using var link = await laptop.IsLetInAsync(CertificateCase.Genuine, posture) ? await laptop.OpenApprovedAsync() : null;
        if (link is null || !await laptop.ReadsAsync(link))
        {
            return AttackOutcome.Succeeded($"{laptop.Asset} did not serve the approved laptop during its visit.");
        }

        await laptop.WaitAsync(TimeSpan.FromMinutes(Minutes) + TimeSpan.FromSeconds(2));
        return await laptop.ReadsAsync(link) || await laptop.IsApprovedServedAsync() || await laptop.IsLetInAsync(CertificateCase.Genuine, posture)
            ? AttackOutcome.Succeeded($"{laptop.Asset} went on serving a laptop whose visit was over.")
            : AttackOutcome.Resisted($"{laptop.Asset} served the approved laptop during its visit, and no other.");
    }
}
