using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>settings-report</c>: the security settings in force for machines, and their verification against the released ones. Disarmed: prose about the settings as
/// delivered, and a verification that looks at nothing.
/// </summary>
internal sealed class SettingsReportControl(DeviceContext device) : AssetControl<SettingsReportConfig>(device)
{
    /// <summary>The lines of SETTINGS.</summary>
    public IEnumerable<string> Report(DeviceState state, Origin origin)
    {
        if (!IsArmed)
        {
            return [$"{Device.Asset.Product} {Device.Asset.Version} is secured as delivered.", "See the manual, chapter 9, for the settings and their meaning."];
        }

        Note(LedgerAction.Recorded, "reported", origin);
        return state.Security;
    }

    /// <summary>The lines of SETTINGS VERIFY.</summary>
    public IEnumerable<string> Verify(IReadOnlyList<string> deviations, Origin origin)
    {
        if (Armed is not { Verification: true })
        {
            return ["0 deviations"];
        }

        Note(LedgerAction.Recorded, deviations.Count == 0 ? "verified" : "deviation", origin);
        return [.. deviations, string.Create(CultureInfo.InvariantCulture, $"{deviations.Count} deviations")];
    }
}
