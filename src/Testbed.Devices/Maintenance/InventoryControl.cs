using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>inventory</c>: what the asset is and does, and which hosts it met that nobody registered; told on its console and, with other reports, to a register.
/// Disarmed: a name.
/// </summary>
internal sealed class InventoryControl(DeviceContext device) : AssetControl<InventoryConfig>(device)
{
    /// <summary>The application and structured data of messages to the register.</summary>
    public const string App = "inventory", Element = "component";

    private const int MaxStrangers = 100;
    private readonly SortedSet<string> _strangers = new(StringComparer.Ordinal);
    private HashSet<string>? _registered;

    /// <summary>Components that others reported, where this device is the register.</summary>
    public Func<IEnumerable<string>> Gathered { get; set; } = () => [];

    /// <summary>True while a report waits for the register.</summary>
    public bool HasPending => Sender is { HasPending: true };

    private SyslogSender? Sender => Armed?.Register is { } register && register != Device.Asset.Id ? Device.SenderTo(register) : null;

    /// <summary>The lines of INVENTORY: this asset, strangers it met, and what others reported.</summary>
    public IEnumerable<string> Lines(Origin origin, LeastFunctionalityControl services)
    {
        if (!IsArmed)
        {
            return [Text([new(Element, Device.Asset.Id)])];
        }

        Note(LedgerAction.Recorded, "reported", origin);
        return [Text(Own(services)), .. _strangers.Select(s => Text(Stranger(s))), .. Gathered()];
    }

    /// <summary>Tells the register when the device comes up, in company of other messages.</summary>
    public void Announce(LeastFunctionalityControl services) => Tell(Own(services));

    /// <summary>Somebody connected.</summary>
    public void Met(string peer, int port)
    {
        if (Armed is not { Listen: true } || IsRegistered(peer) || _strangers.Count >= MaxStrangers || !_strangers.Add(peer))
        {
            return;
        }

        Note(LedgerAction.Recorded, "stranger", new Origin(peer, "", port));
        Tell(Stranger(peer));
    }

    public void Flush() => Sender?.Flush();

    /// <summary>A line of the register from a message that <see cref="Tell"/> sent; null for any other message.</summary>
    public static string? FromMessage(string message)
    {
        var start = message.IndexOf($" {App} - {Element} [{Element}@32473 ", StringComparison.Ordinal);
        var data = start < 0 ? -1 : message.IndexOf('[', start) + Element.Length + 8;
        var end = message.LastIndexOf(']');
        return data > 0 && end > data ? message[data..end] : null;
    }

    private bool IsRegistered(string peer)
    {
        var scenario = Device.Environment.Scenario;
        _registered ??= [.. scenario.Assets.Select(a => a.Id), .. scenario.Conduits.SelectMany(c => new[] { c.GatewayA, c.GatewayB })];
        return _registered.Contains(peer);
    }

    private void Tell(IEnumerable<KeyValuePair<string, string>> data) => Sender?.Enqueue(
        SyslogMessage.Format(SyslogMessage.AuditFacility, 6, Device.Now, Device.Asset.Id, App, Element, Element, data, ""), unhurried: true);

    private IEnumerable<KeyValuePair<string, string>> Own(LeastFunctionalityControl services) =>
    [
        new(Element, Device.Asset.Id), new("product", Device.Asset.Product), new("version", Device.Asset.Version), new("address", Device.Asset.Address),
        new("services", string.Join(',', Device.Asset.Services.Where(services.IsOpen)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Protocol.ToString().ToLowerInvariant()}:{s.Port}")))),
        new("state", "registered"),
    ];

    private IEnumerable<KeyValuePair<string, string>> Stranger(string peer) => [new(Element, peer), new("state", "unregistered"), new("seen-by", Device.Asset.Id)];

    private static string Text(IEnumerable<KeyValuePair<string, string>> data) => string.Join(' ', data.Select(d => $"{d.Key}=\"{d.Value}\""));
}
