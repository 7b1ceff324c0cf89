using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Marks that the span speaks TLS with certificates on both ends; the handshakes themselves are <see cref="TlsEnd"/>.</summary>
public sealed class MutualTls(MutualTlsConfig config, ConduitContext context) : ConduitControl(config, context)
{
    /// <summary>The handshakes of this conduit.</summary>
    public TlsEnd Tls { get; } = new(
        new TlsTrust(config.TrustedAuthorities, config.MinVersion, config.CheckValidity, config.CheckRevocation), context.Pki, context.Clock);
}
