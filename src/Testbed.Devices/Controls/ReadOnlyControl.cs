using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>read-only</c>: refuses whatever writes on the listed interfaces, while the point that switches it, if there is one, is on.</summary>
internal sealed class ReadOnlyControl(DeviceContext device, AuditControl audit) : AssetControl<ReadOnlyConfig>(device)
{
    /// <summary>True when a write is to be refused; says so in ledger and audit.</summary>
    public bool Refuses(ServiceProtocol protocol, PointBank bank, Origin origin, Func<string> request)
    {
        if (Armed is not { } config || !config.Interfaces.Contains(protocol) || (config.While is { } key && bank.Find(key) is not { IsOn: true }))
        {
            return false;
        }

        var text = request();
        Note(LedgerAction.Blocked, "read-only", origin, text);
        audit.Record(AuditCategories.ControlSystem, "write-refused", false, origin, $"{text} read-only");
        return true;
    }
}
