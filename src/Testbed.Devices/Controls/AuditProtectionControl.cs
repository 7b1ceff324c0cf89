using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>audit-protection</c>: records are read with the permission <c>audit</c> only and cleared by nobody.
/// Disarmed: read and cleared by anyone.</summary>
internal sealed class AuditProtectionControl(DeviceContext device) : AssetControl<AuditProtectionConfig>(device)
{
    public bool AllowsList(bool granted, Origin origin) => granted || Refuse("list", origin);

    public bool AllowsClear(Origin origin) => Refuse("clear", origin);

    private bool Refuse(string rule, Origin origin)
    {
        if (!IsArmed)
        {
            return true;
        }

        Note(LedgerAction.Blocked, rule, origin);
        return false;
    }
}
