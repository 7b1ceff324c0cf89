using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>An older protocol version than the declared one is taken.</summary>
public sealed class ProtocolOutdated() : MutationOperator<MutualTlsConfig>("protocol-outdated", "an older protocol version is taken than declared")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) =>
        [new("", control with { MinVersion = "1.2" }, Rows("SR 4.3"), "TLS 1.2 is taken although 1.3 is declared")];
}
