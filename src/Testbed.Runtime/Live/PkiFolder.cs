using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// A scenario's authority, certificates and revocation list as PEM files: <c>ca.pem</c>, <c>ca.key</c>, <c>crl.pem</c>, and <c>certificates/NAME.pem</c> with
/// <c>NAME.key</c> (PKCS #8). Files with keys are readable by their owner only.
/// </summary>
public static class PkiFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes everything a plan declares into a folder, over what is there; the certificates in the order of the plan.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(ScenarioPki pki, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "certificates"));
        WritePair(pki.Authority("scenario"), Path.Combine(folder, "ca"));
        foreach (var identity in pki.Plan.Identities)
        {
            WritePair(pki.Certificate(identity.Name), Path.Combine(folder, "certificates", identity.Name));
        }

        File.WriteAllText(Path.Combine(folder, "crl.pem"), pki.Revocations.Pem + "\n");
    }

    /// <summary>Reads a folder and checks it against what a scenario needs.</summary>
    /// <exception cref="PkiFolderException">A file is missing or wrong, or the authority is not valid at the scenario's start: the message says which.</exception>
    public static PkiMaterial Load(string folder, PkiPlan plan)
    {
        var authority = ReadPair(Path.Combine(folder, "ca"));
        if (plan.Start < authority.NotBefore || plan.Start > authority.NotAfter)
        {
            throw new PkiFolderException(FormattableString.Invariant(
                $"{folder}/ca.pem is valid from {authority.NotBefore.ToUniversalTime():yyyy-MM-dd} to {authority.NotAfter.ToUniversalTime():yyyy-MM-dd}, the scenario begins on {plan.Start:yyyy-MM-dd}"));
        }

        var certificates = new SortedDictionary<string, X509Certificate2>(StringComparer.Ordinal);
        foreach (var identity in plan.Identities)
        {
            var certificate = ReadPair(Path.Combine(folder, "certificates", identity.Name));
            if (ModbusRole.Of(certificate) != identity.Role)
            {
                throw new PkiFolderException(
                    $"{folder}/certificates/{identity.Name}.pem carries {Role(ModbusRole.Of(certificate))}, the scenario declares {Role(identity.Role)}");
            }

            certificates[identity.Name] = certificate;
        }

        var list = Path.Combine(folder, "crl.pem");
        try
        {
            return new PkiMaterial(authority, RevocationList.ParsePem(File.ReadAllText(list), authority), certificates);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or FormatException)
        {
            throw new PkiFolderException($"{list}: {e.Message}");
        }
    }

    private static string Role(string? role) => role is null ? "no role" : $"the role '{role}'";

    private static void WritePair(X509Certificate2 certificate, string path)
    {
        File.WriteAllText(path + ".pem", certificate.ExportCertificatePem() + "\n");
        using var key = certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException($"{certificate.Subject} has no key");
        File.Delete(path + ".key");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path + ".key", options);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
    }

    private static X509Certificate2 ReadPair(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(path + ".pem", path + ".key");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new PkiFolderException($"{path}.pem with {Path.GetFileName(path)}.key cannot be used: {e.Message}");
        }
    }
}

/// <summary>A folder of certificates that does not serve; the message names the file.</summary>
public sealed class PkiFolderException(string message) : Exception(message);
