using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Conduits;

/// <summary>
/// The certificates of one run: the scenario's authority and its gateway certificates, and a foreign authority. P-256 keys, made once per run and shared by
/// its trials; serial numbers and keys are random and never reach evidence. Thread safe after construction.
/// </summary>
public sealed class ScenarioPki : IDisposable
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private readonly DateTimeOffset _start;
    private readonly X509Certificate2 _scenarioCa;
    private readonly X509Certificate2 _foreignCa;
    private readonly Dictionary<string, SslStreamCertificateContext> _gateways = [];
    private readonly Lock _lock = new();

    /// <summary>What chain building found, by certificate, use, trust and simulated day: the same for all trials of the run.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, string> ChainVerdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the authorities, valid ten years around the simulated start.</summary>
    public ScenarioPki(DateTimeOffset start)
    {
        _start = start;
        _scenarioCa = MakeAuthority("CN=Testbed scenario CA");
        _foreignCa = MakeAuthority("CN=Foreign CA");
    }

    /// <summary>The authority certificate named in a <c>mutual-tls</c> control: <c>scenario</c> or <c>foreign</c>.</summary>
    public X509Certificate2 Authority(string name) => name == "foreign" ? _foreignCa : _scenarioCa;

    /// <summary>The certificate of a gateway end, for both directions of authentication.</summary>
    public SslStreamCertificateContext Gateway(string name)
    {
        lock (_lock)
        {
            if (!_gateways.TryGetValue(name, out var context))
            {
                context = Context(Issue(_scenarioCa, name, -365, 365, [ServerAuth, ClientAuth]));
                _gateways[name] = context;
            }

            return context;
        }
    }

    /// <summary>A certificate of the foreign authority under any name.</summary>
    public X509Certificate2 Foreign(string name) => Issue(_foreignCa, name, -365, 365, [ServerAuth, ClientAuth]);

    /// <summary>A genuine certificate outside its validity: days relative to the simulated start.</summary>
    public X509Certificate2 Genuine(string name, int fromDay, int toDay) => Issue(_scenarioCa, name, fromDay, toDay, [ServerAuth, ClientAuth]);

    /// <summary>A genuine certificate for code signing, not for connections.</summary>
    public X509Certificate2 WrongUsage(string name) => Issue(_scenarioCa, name, -365, 365, [CodeSigning]);

    /// <summary>A self-signed certificate.</summary>
    public X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, [ServerAuth, ClientAuth]);
        return request.CreateSelfSigned(_start.AddDays(-365), _start.AddDays(365));
    }

    /// <summary>A certificate that carries the names of a genuine one and its issuer but was made with the forger's own keys, as one who never had the genuine key can.</summary>
    public X509Certificate2 Forged(string name)
    {
        using var forger = MakeAuthority(_scenarioCa.Subject);
        return Issue(forger, name, -365, 365, [ServerAuth, ClientAuth]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scenarioCa.Dispose();
        _foreignCa.Dispose();
    }

    private static SslStreamCertificateContext Context(X509Certificate2 certificate) =>
        SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);

    private static CertificateRequest Request(string name, ECDsa key, string[] usages)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var oids = new OidCollection();
        foreach (var usage in usages)
        {
            oids.Add(new Oid(usage));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        return request;
    }

    private X509Certificate2 MakeAuthority(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(_start.AddYears(-5), _start.AddYears(5));
    }

    private X509Certificate2 Issue(X509Certificate2 authority, string name, int fromDay, int toDay, string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> serial = stackalloc byte[12];
        RandomNumberGenerator.Fill(serial);
        serial[0] &= 0x7F;
        using var certificate = Request(name, key, usages).Create(authority, _start.AddDays(fromDay), _start.AddDays(toDay), serial);
        return certificate.CopyWithPrivateKey(key);
    }
}
