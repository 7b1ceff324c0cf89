using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Testbed.Core;

/// <summary>A source file of a controller's program.</summary>
/// <param name="Name">Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, the first no dot; at most 60.</param>
/// <param name="Text">Structured Text.</param>
public sealed record ProgramFile(string Name, string Text);

/// <summary>A detached signature: the signer's certificate (DER) and ECDSA P-256 over the program's digest (64 bytes, r and s as IEEE P1363 has them).</summary>
public sealed record ProgramSignature(ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte> Value);

/// <summary>
/// A program as it travels to a controller and back: name, version, source files in order of their names, and perhaps a signature. One program has exactly one
/// serialisation, so that its SHA-256 names it. Immutable and thread safe. Layout: the README beside it.
/// </summary>
public sealed partial class ProgramBundle
{
    /// <summary>Largest serialisation in bytes, signature included.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Most files.</summary>
    public const int MaxFiles = 256;

    /// <summary>Longest name of a program or file.</summary>
    public const int MaxName = 60;

    /// <summary>Longest certificate of a signer in bytes.</summary>
    public const int MaxCertificate = 4096;

    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 32;

    private const int SignatureLength = 64;
    private const byte FormatVersion = 1;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] _content;
    private readonly byte[] _digest;

    private ProgramBundle(string name, string version, IReadOnlyList<ProgramFile> files, byte[] content, ProgramSignature? signature)
    {
        (Name, Version, Files, Signature) = (name, version, files, signature);
        _content = content;
        _digest = SHA256.HashData(content);
    }

    /// <summary>What the program is called.</summary>
    public string Name { get; }

    /// <summary>One to four numbers with dots between them, such as <c>1.4.2</c>.</summary>
    public string Version { get; }

    /// <summary>The files, in ordinal order of their names.</summary>
    public IReadOnlyList<ProgramFile> Files { get; }

    /// <summary>The signature as it came, verified by nobody yet; null without one.</summary>
    public ProgramSignature? Signature { get; }

    /// <summary>SHA-256 of the canonical serialisation without the signature.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The digest in lower-case hex.</summary>
    public string DigestText => Convert.ToHexStringLower(_digest);

    /// <summary>A bundle without signature.</summary>
    /// <exception cref="ArgumentException">Something is not as a bundle needs it; the message is a sentence for the user.</exception>
    public static ProgramBundle Create(string name, string version, IEnumerable<ProgramFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        ProgramFile[] sorted = [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)];
        if (Problem(name, version, sorted) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        var content = Write(name, version, sorted);
        return content.Length < MaxLength
            ? new ProgramBundle(name, version, sorted, content, null)
            : throw new ArgumentException($"The program has {content.Length} bytes, a controller takes less than {MaxLength}.");
    }

    /// <summary>The same program, signed. Signatures of ECDSA differ from one time to the next; the digest does not.</summary>
    /// <param name="signer">A certificate with its private key on P-256.</param>
    /// <exception cref="ArgumentException">The certificate has no such key, or is too long.</exception>
    public ProgramBundle Sign(X509Certificate2 signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        using var key = signer.GetECDsaPrivateKey();
        if (key is not { KeySize: 256 } || signer.RawDataMemory.Length > MaxCertificate)
        {
            throw new ArgumentException("A program is signed with an ECDSA key on P-256 and its certificate.");
        }

        return With(new ProgramSignature(signer.RawData, key.SignHash(_digest)));
    }

    /// <summary>The same program with another signature, or with none.</summary>
    public ProgramBundle With(ProgramSignature? signature) => new(Name, Version, Files, _content, signature);

    /// <summary>True when the signature was made over this program with the key of this certificate, whoever that is.</summary>
    public bool IsSignedBy(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var key = certificate.GetECDsaPublicKey();
        return Signature is { Value.Length: SignatureLength } signature && key is { KeySize: 256 } && key.VerifyHash(_digest, signature.Value.Span);
    }

    /// <summary>Below zero when the first version is older than the second. Parts that are left out are 0.</summary>
    public static int CompareVersions(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (Parts(first), Parts(second));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var difference = a.ElementAtOrDefault(i).CompareTo(b.ElementAtOrDefault(i));
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private static long[] Parts(string version) => [.. version.Split('.').Select(p => long.TryParse(p, out var number) ? number : 0)];

    private static string? Problem(string name, string version, IReadOnlyList<ProgramFile> files)
    {
        if (!IsName(name))
        {
            return $"'{name}' is no name of a program: letters, digits, '.', '_' and '-', at most {MaxName}, the first no dot.";
        }

        if (!IsVersion(version))
        {
            return $"'{version}' is no version: one to four numbers with dots between them, such as 1.4.2.";
        }

        if (files.Count is 0 or > MaxFiles)
        {
            return $"A program has 1 to {MaxFiles} files, not {files.Count}.";
        }

        foreach (var file in files)
        {
            if (!IsName(file.Name) || !IsText(file.Text))
            {
                return $"'{file.Name}' cannot be part of a program: its name has letters, digits, '.', '_' and '-' only, its text is Unicode.";
            }
        }

        return files.Zip(files.Skip(1)).FirstOrDefault(p => p.First.Name == p.Second.Name).First is { } twice
            ? $"There are two files called '{twice.Name}'." : null;
    }

    private static bool IsName(string name) => name is { Length: > 0 and <= MaxName } && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsVersion(string version) =>
        version is { Length: > 0 } && version.Split('.') is { Length: <= 4 } parts
        && parts.All(p => p.Length is > 0 and <= 9 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));

    private static bool IsText(string text)
    {
        try
        {
            return Utf8.GetByteCount(text) < MaxLength;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
