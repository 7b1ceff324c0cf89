namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>link-encryption</c>.</summary>
internal sealed class LinkEncryptionBinder : ControlBinder<LinkEncryptionConfig>
{
    private const int ShortestKey = 16;

    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var key = r.Required("key", Types.Text, "the key of the pair, as entered at both ends; 16 characters or more");
        var encrypt = r.Optional("encrypt", Types.Bool, true, "false where frames are authenticated but readable (default true)");
        var verify = r.Optional("verify", Types.Bool, true, "false where whatever deciphers is believed (default true)");
        var sequence = r.Optional("check_sequence", Types.Bool, true, "false where a frame is believed again (default true)");
        var (at, on) = (r.At("key"), r.At("on"));
        r.Binding.Later(scenario =>
        {
            if (key.Length is > 0 and < ShortestKey)
            {
                r.Binding.Report(DiagnosticCodes.ShortLinkKey, at, $"a key of {key.Length} characters can be tried out", $"write {ShortestKey} or more");
            }

            var places = r.Places("on");
            foreach (var tls in scenario.Controls.OfType<MutualTlsConfig>().Where(t => places.Contains(t.On)))
            {
                r.Binding.Report(DiagnosticCodes.TwoLinkProtections, on, $"{tls.On} already carries '{tls.Id}', which encrypts the same span", "remove one of the two");
            }
        });
        return h => new LinkEncryptionConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Key = key,
            Encrypt = encrypt,
            Verify = verify,
            CheckSequence = sequence,
        };
    }
}
