using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>
/// The role of a client in its certificate: extension 1.3.6.1.4.1.50316.802.1, one ASN.1 UTF8String (MODBUS/TCP Security v36, R-21, R-22, R-65). Pure.
/// </summary>
public static class ModbusRole
{
    /// <summary>The extension's object identifier, assigned by Modbus.org.</summary>
    public const string Oid = "1.3.6.1.4.1.50316.802.1";

    /// <summary>The extension that carries a role; not critical, so that others may ignore it.</summary>
    public static X509Extension Extension(string role)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, role);
        return new X509Extension(Oid, writer.Encode(), critical: false);
    }

    /// <summary>
    /// The role of a certificate; null when it has none (R-23: the NULL role), or when the extension is no single UTF8String. Of several extensions the first
    /// counts.
    /// </summary>
    public static string? Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == Oid) is not { } extension)
        {
            return null;
        }

        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
            var role = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
            reader.ThrowIfNotEmpty();
            return role.Length > 0 ? role : null;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return null;
        }
    }
}
