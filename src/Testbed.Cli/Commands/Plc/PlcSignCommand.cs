using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;

namespace Testbed.Cli;

/// <summary><c>testbed plc sign PROGRAM --key KEY --cert CERTIFICATE -o BUNDLE</c>: makes a signed bundle.</summary>
internal static class PlcSignCommand
{
    public static Command Create()
    {
        var source = new PlcProgramOptions();
        var certificate = new Option<string>("--cert") { Description = "The signer's certificate (PEM), for code signing: 'testbed pki' writes those of declared signers.", Required = true };
        var key = new Option<string>("--key") { Description = "Its private key (PEM).", Required = true };
        var output = new Option<string>("--out", "-o") { Description = $"The bundle to write (*{PlcProgramOptions.Extension}).", Required = true };
        var command = source.On(new Command("sign", "Signs a program for controllers with 'signed-program'.") { certificate, key, output });
        command.SetAction(parse => Execute(source.Read(parse), parse.GetValue(certificate)!, parse.GetValue(key)!, parse.GetValue(output)!));
        return command;
    }

    private static int Execute(ProgramBundle bundle, string certificateFile, string keyFile, string output)
    {
        if (!output.EndsWith(PlcProgramOptions.Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new UserErrorException($"{output} does not end in {PlcProgramOptions.Extension}, by which bundles are known.");
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            File.WriteAllBytes(output, bundle.Sign(certificate).ToBytes());
            var isForCode = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
                .Any(e => e.EnhancedKeyUsages.Cast<Oid>().Any(o => o.Value == CertificateTrust.CodeSigning));
            if (!isForCode)
            {
                Console.Error.WriteLine($"warning: {certificateFile} is not for code signing; controllers will refuse the bundle.");
            }

            Console.WriteLine($"{output}: {bundle.Name} {bundle.Version} signed by {CertificateTrust.NameOf(certificate)}, digest {bundle.DigestText}");
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"{certificateFile} with {keyFile} cannot be used: {e.Message}");
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(e.Message);
        }
    }
}
