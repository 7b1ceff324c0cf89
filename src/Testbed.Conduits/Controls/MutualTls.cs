using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Marks that the span speaks TLS with certificates on both ends; the handshakes themselves are <see cref="SpanTls"/>.</summary>
public sealed class MutualTls(MutualTlsConfig config, ConduitContext context) : ConduitControl(config, context)
{
    /// <summary>The handshakes of this conduit.</summary>
    public SpanTls Tls { get; } = new(config, context.Pki, context.Clock);
}
