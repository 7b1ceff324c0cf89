using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>use-notification</c>: a text in the greeting, before any log-on.</summary>
internal sealed class UseNotificationControl(DeviceContext device) : AssetControl<UseNotificationConfig>(device)
{
    public IEnumerable<string> Lines(Origin origin)
    {
        if (Armed is not { } config)
        {
            return [];
        }

        Note(LedgerAction.Recorded, "shown", origin);
        return config.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
