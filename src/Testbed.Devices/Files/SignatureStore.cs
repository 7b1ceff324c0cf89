using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The signatures that an asset's checks for malicious code share. A new set is taken with a good code and a higher number only; it holds at once, without a
/// restart. A set older than declared, by the asset's own clock, raises a standing alarm until a newer one comes.
/// </summary>
internal sealed class SignatureStore
{
    /// <summary>The alarm about an old set.</summary>
    public const string AgeAlarm = "signatures-old";

    private readonly DeviceContext _device;
    private readonly StandingAlarms _alarms;
    private readonly AuditControl _audit;

    public SignatureStore(DeviceContext device, StandingAlarms alarms, AuditControl audit)
    {
        (_device, _alarms, _audit) = (device, alarms, audit);
        var issued = device.Environment.Scenario.ControlsOn(device.Asset.Id).OfType<MalwareConfig>().Select(c => c.SignaturesIssued).FirstOrDefault(i => i is not null);
        Current = SignatureSet.Usual(issued ?? device.Environment.Scenario.Start - TimeSpan.FromDays(1));
    }

    /// <summary>The set in use.</summary>
    public SignatureSet Current { get; private set; }

    /// <summary>Takes a set in its written form; why it was not taken, or null.</summary>
    public string? Take(string line, string? key, Origin origin)
    {
        var set = key is null ? null : SignatureSet.Read(line, key);
        var refusal = set is null ? "not-authentic" : set.Number <= Current.Number ? "not-newer" : set.Issued > _device.Clock.Now + TimeSpan.FromDays(1) ? "from-the-future" : null;
        if (refusal is null)
        {
            Current = set!;
        }

        var text = set is null ? refusal! : string.Create(CultureInfo.InvariantCulture, $"set {set.Number}{(refusal is null ? "" : " " + refusal)}");
        _audit.Record(AuditCategories.Configuration, "signatures", refusal is null, origin, text);
        return refusal;
    }

    /// <summary>Raises or ends the alarm about their age.</summary>
    public void Watch(TimeSpan maxAge)
    {
        var age = _device.Clock.Now - Current.Issued;
        if (age <= maxAge)
        {
            _alarms.End(AgeAlarm);
            return;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"set {Current.Number} is {age.TotalDays:0} days old");
        if (_alarms.Raise(AgeAlarm, text))
        {
            _audit.Record(AuditCategories.System, AgeAlarm, false, Origin.Self, text);
            _audit.Alert(AgeAlarm, text);
        }
    }
}
