using System.Globalization;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// Syslog messages of RFC 5424 (section 6) and their octet-counting frames of RFC 6587 (section 3.4.1). Pure; peer bytes never throw.
/// </summary>
public static class SyslogMessage
{
    /// <summary>Largest message accepted, RFC 5424 section 6.1 (receivers should accept 2048).</summary>
    public const int MaxLength = 8192;

    /// <summary>Facility "log audit" (13).</summary>
    public const int AuditFacility = 13;

    /// <summary>Facility "log alert" (14).</summary>
    public const int AlertFacility = 14;

    /// <summary>Formats a message. Severity is 0..7; structured data pairs are escaped as section 6.3.3 asks. The SD-ID uses the documentation enterprise number 32473.</summary>
    public static string Format(
        int facility, int severity, DateTimeOffset time, string host, string app, string messageId, string sdName,
        IEnumerable<KeyValuePair<string, string>> data, string text)
    {
        var s = new StringBuilder();
        s.Append(CultureInfo.InvariantCulture, $"<{(facility * 8) + severity}>1 {time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {host} {app} - {messageId} [{sdName}@32473");
        foreach (var (key, value) in data)
        {
            s.Append(' ').Append(key).Append("=\"");
            s.Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal));
            s.Append('"');
        }

        return s.Append("] ").Append(text).ToString();
    }

    /// <summary>The audit record as a message: severity 5 (notice) for success, 4 (warning) for failure.</summary>
    public static string FromAudit(AuditRecord record) => Format(
        AuditFacility, record.Result == "success" ? 5 : 4, record.Time, record.Source, "audit", record.Type, "audit",
        [
            new("category", record.Category), new("eventId", record.EventId.ToString(CultureInfo.InvariantCulture)),
            new("result", record.Result), new("subject", record.Subject),
        ],
        record.Detail);

    /// <summary>The message in an octet-counting frame.</summary>
    public static byte[] Frame(string message)
    {
        var body = Encoding.UTF8.GetBytes(message);
        return [.. Encoding.ASCII.GetBytes(body.Length.ToString(CultureInfo.InvariantCulture)), (byte)' ', .. body];
    }

    /// <summary>Reads one frame: 1 done, 0 more bytes needed, -1 malformed.</summary>
    public static int TryReadFrame(ReadOnlySpan<byte> buffer, out string message, out int consumed)
    {
        message = "";
        consumed = 0;
        var space = buffer.IndexOf((byte)' ');
        if (space < 0)
        {
            return buffer.Length > 4 ? -1 : 0;
        }

        if (!int.TryParse(Encoding.ASCII.GetString(buffer[..space]), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length is <= 0 or > MaxLength)
        {
            return -1;
        }

        if (buffer.Length < space + 1 + length)
        {
            return 0;
        }

        message = Encoding.UTF8.GetString(buffer.Slice(space + 1, length));
        consumed = space + 1 + length;
        return 1;
    }
}
