using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>error-handling</c>: an error reply is one plain sentence. Disarmed it also tells product, version, a path and where the program stood.</summary>
internal sealed class ErrorHandlingControl(DeviceContext device) : AssetControl<ErrorHandlingConfig>(device)
{
    public IReadOnlyList<string> Lines(string sentence, string command, Origin origin)
    {
        if (IsArmed)
        {
            Note(LedgerAction.Blocked, "detail-withheld", origin);
            return [sentence];
        }

        var product = Device.Asset.Product;
        var path = product.ToLowerInvariant().Replace(' ', '-');
        return
        [
            $"{sentence}: '{command}'",
            $"{product} {Device.Asset.Version} on {Device.Asset.Address}",
            $"ConsoleError in /opt/{path}/bin/consoled",
            $"   at Console.Dispatch(String line) in /opt/{path}/src/console.c:line 214",
            $"   at Console.Serve(Int32 socket) in /opt/{path}/src/main.c:line 88",
        ];
    }
}
