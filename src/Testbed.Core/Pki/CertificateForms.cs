using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>The forms of certificates the authorities here issue: P-256 keys, SHA-256. Serial numbers and keys are random and never reach evidence.</summary>
internal static class CertificateForms
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    /// <summary>The uses of a device that is server here and client there.</summary>
    public static IReadOnlyList<string> BothEnds { get; } = [ServerAuth, ClientAuth];

    /// <summary>A self-signed authority.</summary>
    public static X509Certificate2 Authority(string subject, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(from, to);
    }

    /// <summary>A certificate of an authority. It begins and ends within the authority's own validity, as the platform asks.</summary>
    public static X509Certificate2 Issue(X509Certificate2 authority, CertificateForm form)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> serial = stackalloc byte[12];
        RandomNumberGenerator.Fill(serial);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        var request = Request(key, form);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        DateTimeOffset first = authority.NotBefore.ToUniversalTime(), last = authority.NotAfter.ToUniversalTime();
        var (from, to) = (form.From < first ? first : form.From, form.To > last ? last : form.To);
        using var certificate = request.Create(authority, from < to ? from : first, to, serial);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate signed by its own key.</summary>
    public static X509Certificate2 SelfSigned(CertificateForm form)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(key, form).CreateSelfSigned(form.From, form.To);
    }

    private static CertificateRequest Request(ECDsa key, CertificateForm form)
    {
        var request = new CertificateRequest($"CN={form.Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var oids = new OidCollection();
        foreach (var usage in form.Usages)
        {
            oids.Add(new Oid(usage));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        if (Uri.CheckHostName(form.Name) == UriHostNameType.Dns)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(form.Name);
            request.CertificateExtensions.Add(names.Build());
        }

        if (form.Role is { } role)
        {
            request.CertificateExtensions.Add(ModbusRole.Extension(role));
        }

        return request;
    }
}

/// <summary>What a certificate says of its holder.</summary>
internal sealed record CertificateForm(string Name, string? Role, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Usages);
