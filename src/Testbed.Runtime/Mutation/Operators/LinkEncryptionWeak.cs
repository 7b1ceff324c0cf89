using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Encrypting modems set up so that one of their three services is missing.</summary>
public sealed class LinkEncryptionWeak() : MutationOperator<LinkEncryptionConfig>("link-encryption-weak", "a pair of encrypting modems leaves out secrecy, authenticity or order")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, LinkEncryptionConfig control)
    {
        if (control.Encrypt)
        {
            yield return new("clear", control with { Encrypt = false }, Rows("SR 4.1", "SR 4.1 RE 1", "SR 4.1 RE 2"), "frames are authenticated but readable");
        }

        if (control.Verify)
        {
            yield return new("unverified", control with { Verify = false }, Rows("SR 3.1 RE 1"), "whatever deciphers is believed", Detail: "+flip");
        }

        if (control.CheckSequence)
        {
            yield return new("replayable", control with { CheckSequence = false }, Rows("SR 3.1"), "a frame is believed again", Detail: "+replay");
        }
    }
}
