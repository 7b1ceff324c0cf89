using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>
/// The certificates of one run: the scenario's authority with the certificates of its assets and gateways and its revocation list, and a foreign authority.
/// Keys are made when first needed, once per run, and shared by its trials. Thread safe.
/// </summary>
public sealed class ScenarioPki : IDisposable
{
    private readonly X509Certificate2 _scenarioCa;
    private readonly X509Certificate2 _foreignCa;
    private readonly ConcurrentDictionary<string, X509Certificate2> _issued = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> _contexts = new(StringComparer.Ordinal);
    private readonly List<byte[]> _revoked = [];
    private readonly Lock _lock = new();
    private RevocationList? _revocations;
    private int _listNumber;

    /// <summary>Makes the authorities; the scenario's is valid ten years around the simulated start and has no declared certificates.</summary>
    public ScenarioPki(DateTimeOffset start)
        : this(PkiPlan.Around(start))
    {
    }

    /// <summary>Makes the authorities, or takes the scenario's and its certificates as given.</summary>
    public ScenarioPki(PkiPlan plan, PkiMaterial? given = null)
    {
        Plan = plan;
        _scenarioCa = given?.Authority ?? CertificateForms.Authority("CN=Testbed scenario CA", plan.ValidFrom, plan.ValidTo);
        _foreignCa = CertificateForms.Authority("CN=Foreign CA", plan.Start.AddYears(-5), plan.Start.AddYears(5));
        _revocations = given?.Revocations;
        foreach (var (name, certificate) in given?.Certificates ?? new Dictionary<string, X509Certificate2>())
        {
            _issued[name] = certificate;
        }
    }

    /// <summary>What the authority issues.</summary>
    public PkiPlan Plan { get; }

    /// <summary>What chain building found, by certificate, use, trust and simulated day: the same for all trials of the run.</summary>
    internal ConcurrentDictionary<string, string> ChainVerdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>The revocation list as of now; certificates that are revoked later make a new one.</summary>
    public RevocationList Revocations
    {
        get
        {
            lock (_lock)
            {
                return _revocations ??= MakeList();
            }
        }
    }

    /// <summary>The certificate of an authority that a control names: <c>scenario</c> or <c>foreign</c>.</summary>
    public X509Certificate2 Authority(string name) => name == "foreign" ? _foreignCa : _scenarioCa;

    /// <summary>The genuine certificate of an asset, gateway end or other holder, with its key and its declared role.</summary>
    public X509Certificate2 Certificate(string name) => Once(name, () => Issue(name, Plan.RoleOf(name)));

    /// <summary>The same, ready for both directions of authentication.</summary>
    public SslStreamCertificateContext Identity(string name) => _contexts.GetOrAdd(
        name, n => SslStreamCertificateContext.Create(Certificate(n), additionalCertificates: null, offline: true));

    /// <summary>A genuine certificate under any name with another role than declared, or with none.</summary>
    public X509Certificate2 WithRole(string name, string? role) => Once($"{name}|role|{role}", () => Issue(name, role));

    /// <summary>A genuine certificate that was revoked since.</summary>
    public X509Certificate2 Revoked(string name) => Once($"{name}|revoked", () =>
    {
        var certificate = Issue(name, Plan.RoleOf(name));
        Revoke(certificate);
        return certificate;
    });

    /// <summary>A certificate of the foreign authority under any name.</summary>
    public X509Certificate2 Foreign(string name) => Once($"{name}|foreign", () => CertificateForms.Issue(_foreignCa, Form(name, Plan.RoleOf(name))));

    /// <summary>A genuine certificate outside its validity: days relative to the simulated start.</summary>
    public X509Certificate2 Genuine(string name, int fromDay, int toDay) => Once(
        FormattableString.Invariant($"{name}|{fromDay}|{toDay}"),
        () => CertificateForms.Issue(
            _scenarioCa, Form(name, Plan.RoleOf(name)) with { From = Plan.Start.AddDays(fromDay), To = Plan.Start.AddDays(toDay) }));

    /// <summary>A genuine certificate for code signing, not for connections.</summary>
    public X509Certificate2 WrongUsage(string name) => Once(
        $"{name}|usage", () => CertificateForms.Issue(_scenarioCa, Form(name, Plan.RoleOf(name)) with { Usages = [CertificateForms.CodeSigning] }));

    /// <summary>A self-signed certificate.</summary>
    public X509Certificate2 SelfSigned(string name) => Once($"{name}|self", () => CertificateForms.SelfSigned(Form(name, Plan.RoleOf(name))));

    /// <summary>A certificate that carries the names of a genuine one and its issuer but was made with the forger's own keys, as one who never had the genuine key can.</summary>
    public X509Certificate2 Forged(string name) => Once($"{name}|forged", () =>
    {
        using var forger = CertificateForms.Authority(_scenarioCa.Subject, Plan.ValidFrom, Plan.ValidTo);
        return CertificateForms.Issue(forger, Form(name, Plan.RoleOf(name)));
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _scenarioCa.Dispose();
        _foreignCa.Dispose();
        foreach (var certificate in _issued.Values)
        {
            certificate.Dispose();
        }
    }

    private CertificateForm Form(string name, string? role) =>
        new(name, role, Plan.Start.AddDays(-365), Plan.Start.AddDays(365), Plan.IsSigner(name) ? [CertificateForms.CodeSigning] : CertificateForms.BothEnds);

    private X509Certificate2 Issue(string name, string? role) => CertificateForms.Issue(_scenarioCa, Form(name, role));

    private X509Certificate2 Once(string key, Func<X509Certificate2> make)
    {
        lock (_lock)
        {
            return _issued.TryGetValue(key, out var known) ? known : _issued[key] = make();
        }
    }

    private void Revoke(X509Certificate2 certificate)
    {
        _revocations ??= MakeList();
        _revoked.Add(certificate.SerialNumberBytes.ToArray());
        _revocations = MakeList();
    }

    /// <summary>Called under the lock; issues the declared revoked certificates, whose serial numbers must stand on the list.</summary>
    private RevocationList MakeList()
    {
        if (_listNumber == 0)
        {
            _revoked.AddRange(Plan.Identities.Where(i => i.Revoked).Select(i => Certificate(i.Name).SerialNumberBytes.ToArray()));
        }

        var builder = new CertificateRevocationListBuilder();
        foreach (var serial in _revoked)
        {
            builder.AddEntry(serial, Plan.Start.AddDays(-2), X509RevocationReason.KeyCompromise);
        }

        // An authority past its own validity still signs here, so that its certificates are refused for that reason and no other.
        var der = builder.Build(_scenarioCa, ++_listNumber, Plan.Start.AddDays(365), HashAlgorithmName.SHA256, null, Plan.Start.AddDays(-1));
        return RevocationList.Parse(der, _scenarioCa);
    }
}

/// <summary>An authority, its verified revocation list and certificates by name, made before and each with its key.</summary>
public sealed record PkiMaterial(
    X509Certificate2 Authority, RevocationList Revocations, IReadOnlyDictionary<string, X509Certificate2> Certificates);
