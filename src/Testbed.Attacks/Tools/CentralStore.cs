using System.Globalization;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>Reads what arrived at a syslog collector.</summary>
internal static class CentralStore
{
    /// <summary>True when the record arrived in machine-readable form: right host, category, event id and result in the structured data.</summary>
    public static bool Has(IAttackRange range, string collector, AuditRecord record)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"eventId=\"{record.EventId}\"");
        return range.Truth.Collected(collector).Any(m =>
            m.Message.Contains($" {record.Source} audit ", StringComparison.Ordinal) && m.Message.Contains(id, StringComparison.Ordinal)
            && m.Message.Contains($"category=\"{record.Category}\"", StringComparison.Ordinal)
            && m.Message.Contains($"result=\"{record.Result}\"", StringComparison.Ordinal));
    }

    /// <summary>True for a message of the alert facility (RFC 5424 section 6.2.1).</summary>
    public static bool IsAlert(string message)
    {
        var end = message.IndexOf('>', StringComparison.Ordinal);
        return message.StartsWith('<') && end > 1 && int.TryParse(message.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            && priority / 8 == SyslogMessage.AlertFacility;
    }
}
