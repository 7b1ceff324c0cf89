using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary><c>least-functionality</c>: services that are not needed stay closed, function codes outside the list are answered with exception 1.</summary>
internal sealed class LeastFunctionalityControl(DeviceContext device) : AssetControl<LeastFunctionalityConfig>(device)
{
    /// <summary>False for a service that stays closed.</summary>
    public bool IsOpen(ServiceConfig service) => !IsArmed || service.Needed;

    /// <summary>As <see cref="IsOpen"/>, when the device starts. Nobody sees a refused dial in the device, so the line is written then.</summary>
    public bool Opens(ServiceConfig service)
    {
        if (IsOpen(service))
        {
            return true;
        }

        Note(LedgerAction.Recorded, $"service-{service.Id}", new Origin("", "", service.Port));
        return false;
    }

    /// <summary>True when the function code answers.</summary>
    public bool IsServed(int functionCode) => Armed is not { } config || config.Functions.Contains(functionCode);

    /// <summary>Notes a request that was answered with exception 1.</summary>
    public void Refuse(int functionCode, Origin origin, string pdu) =>
        Note(LedgerAction.Blocked, string.Create(CultureInfo.InvariantCulture, $"fc-{functionCode}"), origin, pdu);
}
