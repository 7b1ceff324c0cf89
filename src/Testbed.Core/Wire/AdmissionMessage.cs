using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Testbed.Core;

/// <summary>What a checking station says about a portable device.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="At">When it was checked.</param>
/// <param name="IsInOrder">Whether protection and patches were as they should be.</param>
/// <param name="Station">The station's certificate.</param>
/// <param name="Signature">ECDSA P-256 over the statement.</param>
public sealed record PostureStatement(string Device, DateTimeOffset At, bool IsInOrder, X509Certificate2 Station, byte[] Signature)
{
    /// <summary>A signed statement as one word.</summary>
    /// <param name="device">The device's name.</param>
    /// <param name="at">When it was checked.</param>
    /// <param name="isInOrder">What was found.</param>
    /// <param name="station">A certificate with its private key on a curve.</param>
    public static string Sign(string device, DateTimeOffset at, bool isInOrder, X509Certificate2 station)
    {
        var text = Text(device, at, isInOrder);
        return $"{text}|{Convert.ToBase64String(station.RawData)}|{Convert.ToBase64String(AdmissionMessage.Sign(station, text))}";
    }

    /// <summary>Reads a statement; null when it is none. Who signed it is for the reader to judge.</summary>
    public static PostureStatement? Read(string word)
    {
        var parts = word.Split('|');
        return parts.Length == 5 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && AdmissionMessage.Certificate(parts[3]) is { } station && AdmissionMessage.Octets(parts[4]) is { } signature
                ? new(parts[0], new DateTimeOffset(ticks, TimeSpan.Zero), parts[2] == "in-order", station, signature) : null;
    }

    /// <summary>True when the statement is signed with the key of its certificate.</summary>
    public bool IsSigned => AdmissionMessage.IsSigned(Station, Text(Device, At, IsInOrder), Signature);

    private static string Text(string device, DateTimeOffset at, bool isInOrder) =>
        string.Create(CultureInfo.InvariantCulture, $"{device}|{at.UtcTicks}|{(isInOrder ? "in-order" : "not-in-order")}");
}

/// <summary>A portable device that asks to be let in.</summary>
/// <param name="Device">The name it gives.</param>
/// <param name="Certificate">Its certificate.</param>
/// <param name="Signature">Over challenge and name.</param>
/// <param name="Posture">The statement it shows; null for none.</param>
public sealed record AdmissionRequest(string Device, X509Certificate2 Certificate, byte[] Signature, PostureStatement? Posture);

/// <summary>
/// How a portable device is let in at a local port: the port sends a challenge, the device answers with name, certificate, signature and the statement of the station that
/// checked it, the port says <see cref="Admitted"/> or <see cref="Refused"/>. What EAP-TLS (RFC 5216) and a posture assessment (RFC 5793) do, in one exchange of
/// texts in <see cref="LengthFrame"/>s over TCP; neither of them. Peer bytes never throw.
/// </summary>
public static class AdmissionMessage
{
    /// <summary>The usual logical port.</summary>
    public const int DefaultPort = 8021;

    /// <summary>The device is let in.</summary>
    public const string Admitted = "ADMITTED";

    /// <summary>It is not.</summary>
    public const string Refused = "REFUSED";

    /// <summary>How long the port waits for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What a device answers.</summary>
    public static string Answer(string challenge, string device, X509Certificate2 certificate, string? posture) =>
        $"{device} {Convert.ToBase64String(certificate.RawData)} {Convert.ToBase64String(Sign(certificate, $"{challenge} {device}"))} {posture ?? "-"}";

    /// <summary>Reads an answer; null when it is none, or not signed with the key of its certificate for this challenge.</summary>
    public static AdmissionRequest? Read(string answer, string challenge)
    {
        var words = answer.Split(' ');
        return words.Length == 4 && Certificate(words[1]) is { } certificate && Octets(words[2]) is { } signature
            && IsSigned(certificate, $"{challenge} {words[0]}", signature)
                ? new(words[0], certificate, signature, words[3] == "-" ? null : PostureStatement.Read(words[3])) : null;
    }

    /// <summary>The device's side over an open connection; true when it is let in.</summary>
    public static async Task<bool> AskAsync(Stream stream, string device, X509Certificate2 certificate, string? posture, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        await using var onEnd = patience.Token.Register(stream.Dispose);
        try
        {
            if (await IslandOrder.ReadAsync(stream) is { } challenge)
            {
                await IslandOrder.WriteAsync(stream, Answer(challenge, device, certificate, posture));
                return await IslandOrder.ReadAsync(stream) == Admitted;
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The port is silent, or ended it.
        }

        return false;
    }

    internal static byte[] Sign(X509Certificate2 certificate, string text)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("The certificate has no private key on a curve.", nameof(certificate));
        return key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256);
    }

    internal static bool IsSigned(X509Certificate2 certificate, string text, byte[] signature)
    {
        try
        {
            using var key = certificate.GetECDsaPublicKey();
            return key?.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static byte[]? Octets(string base64)
    {
        var octets = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, octets, out var length) ? octets[..length] : null;
    }

    internal static X509Certificate2? Certificate(string base64)
    {
        try
        {
            return Octets(base64) is { Length: > 0 } der ? X509CertificateLoader.LoadCertificate(der) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
