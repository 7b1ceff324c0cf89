using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>The key of a pair of encrypting modems and what they remember: numbers of connections given out, and those already taken from the other end.</summary>
public sealed class LinkEncryption(LinkEncryptionConfig config, ConduitContext context) : ConduitControl(config, context)
{
    private readonly HashSet<(bool ByA, uint Connection)> _taken = [];
    private uint _last;

    /// <summary>The frames.</summary>
    internal LinkCipher Cipher { get; } = new(config.Key);

    /// <summary>How they are set up.</summary>
    internal LinkEncryptionConfig Settings => config;

    /// <summary>The number of a new connection.</summary>
    internal uint NextConnection() => ++_last;

    /// <summary>True the first time that a connection's number arrives; ever, where nobody counts.</summary>
    internal bool TryTake(bool openedByA, uint connection) => _taken.Add((openedByA, connection)) || !config.CheckSequence;

    /// <summary>Wraps the span side of a gateway end.</summary>
    /// <param name="span">The bare span.</param>
    /// <param name="opener">The end that opened the connection.</param>
    /// <param name="isOpener">True at that end.</param>
    /// <param name="dropped">Told by which rule a frame was dropped.</param>
    internal Stream Wrap(Stream span, string opener, bool isOpener, Action<string> dropped) =>
        new LinkStream(span, this, opener == Context.Conduit.GatewayA, isOpener, dropped);
}
