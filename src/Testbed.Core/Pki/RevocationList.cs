using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>
/// A certificate revocation list (RFC 5280 section 5) with its signature verified. The platform looks lists up in a store of the host or on the network;
/// neither may decide a trial, so it is read here. Immutable.
/// </summary>
public sealed class RevocationList
{
    private readonly HashSet<string> _serials = new(StringComparer.Ordinal);
    private readonly byte[] _issuer;
    private readonly byte[] _der;

    private RevocationList(byte[] der, byte[] issuer, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate) =>
        (_der, _issuer, ThisUpdate, NextUpdate) = (der, issuer, thisUpdate, nextUpdate);

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When a newer one is due; a list past it is not believed.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Revoked serial numbers.</summary>
    public int Count => _serials.Count;

    /// <summary>The list in PEM.</summary>
    public string Pem => PemEncoding.WriteString("X509 CRL", _der);

    /// <summary>Reads a DER list and verifies that <paramref name="issuer"/> signed it (ECDSA with SHA-256).</summary>
    /// <exception cref="CryptographicException">It is malformed, of another issuer, or its signature is wrong.</exception>
    public static RevocationList Parse(byte[] der, X509Certificate2 issuer)
    {
        try
        {
            var list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            var signed = list.PeekEncodedValue();
            var body = list.ReadSequence();
            var algorithm = list.ReadEncodedValue();
            var signature = list.ReadBitString(out var unused);
            list.ThrowIfNotEmpty();
            using var key = issuer.GetECDsaPublicKey();
            if (unused != 0 || key?.VerifyData(signed.Span, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) != true)
            {
                throw new CryptographicException("the revocation list is not signed by this authority");
            }

            return Read(der, body, algorithm, issuer);
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("this is no revocation list", e);
        }
    }

    /// <summary>Reads a PEM list.</summary>
    /// <exception cref="CryptographicException">See <see cref="Parse"/>.</exception>
    public static RevocationList ParsePem(string pem, X509Certificate2 issuer)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "X509 CRL")
        {
            throw new CryptographicException("this is no revocation list in PEM");
        }

        return Parse(Convert.FromBase64String(pem[fields.Base64Data]), issuer);
    }

    /// <summary>Why a certificate of this list's issuer is not to be trusted at a time: <c>revoked</c>, <c>revocation-list-expired</c>; null when it is.</summary>
    public string? Refusal(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(_issuer))
        {
            return null;
        }

        return _serials.Contains(Hex(certificate.SerialNumberBytes.Span)) ? "revoked" : now > NextUpdate ? "revocation-list-expired" : null;
    }

    private static RevocationList Read(byte[] der, AsnReader body, ReadOnlyMemory<byte> algorithm, X509Certificate2 issuer)
    {
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            body.ReadInteger();
        }

        if (!body.ReadEncodedValue().Span.SequenceEqual(algorithm.Span))
        {
            throw new CryptographicException("the revocation list names two signature algorithms");
        }

        var name = body.ReadEncodedValue().ToArray();
        if (!name.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
        {
            throw new CryptographicException("the revocation list is of another authority");
        }

        var thisUpdate = Time(body);
        DateTimeOffset? nextUpdate = body.HasData && IsTime(body.PeekTag()) ? Time(body) : null;
        var result = new RevocationList(der, name, thisUpdate, nextUpdate);
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = body.ReadSequence();
            while (entries.HasData)
            {
                result._serials.Add(Hex(entries.ReadSequence().ReadIntegerBytes().Span));
            }
        }

        return result;
    }

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static string Hex(ReadOnlySpan<byte> serial) => Convert.ToHexString(serial.TrimStart((byte)0));
}
