using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Testbed.Modbus;

namespace Testbed.Cli;

/// <summary>The controller did not do what was asked; the message says why.</summary>
internal sealed class PlcRefusedException(string message, int exitCode) : Exception(message)
{
    public int ExitCode => exitCode;
}

/// <summary>A connection to a controller's engineering service, from log-on to log-off.</summary>
internal static class PlcLink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Connects, logs on where there is a user, does the work, logs off. The exit code: 0 done, 1 the controller refused, 3 it went silent.</summary>
    public static int Run(PlcTarget target, Func<EngineeringClient, Task> work)
    {
        try
        {
            RunAsync(target, work).GetAwaiter().GetResult();
            return ExitCodes.Done;
        }
        catch (PlcRefusedException e)
        {
            // With TLS 1.3 a server refuses a client's certificate after the handshake: all that a client sees of it is the end of the connection.
            var hint = target.Tls is not null && e.ExitCode == ExitCodes.RunBroke ? " (the controller may not accept this certificate)" : "";
            Console.Error.WriteLine($"error: {e.Message}{hint}");
            return e.ExitCode;
        }
    }

    /// <summary>The response of a call that was done.</summary>
    /// <exception cref="PlcRefusedException">It was not.</exception>
    public static async Task<EngineeringResponse> Need(string what, Task<EngineeringResult> call)
    {
        var result = await call;
        return result.IsDone ? result.Response : throw Refusal(what, result);
    }

    /// <summary>Why something was not done, for the user.</summary>
    public static PlcRefusedException Refusal(string what, EngineeringResult result)
    {
        var hint = result switch
        {
            { Response.Status: EngineeringStatus.LogOnRequired } => " (name an account with --user)",
            { Transport.Exception: ModbusExceptionCode.IllegalFunction } => " (it has no engineering service, or refuses this request)",
            _ => "",
        };
        var isAnswered = result.Response is not null || result.Transport.Status == ModbusStatus.Exception;
        return new PlcRefusedException($"{what}: {result}{hint}", isAnswered ? ExitCodes.GateFailed : ExitCodes.RunBroke);
    }

    private static async Task RunAsync(PlcTarget target, Func<EngineeringClient, Task> work)
    {
        using var tcp = await ConnectAsync(target);
        var stream = target.Tls is { } files ? await SecureAsync(tcp.GetStream(), files) : tcp.GetStream();
        using var modbus = new ModbusClient(stream, TimeProvider.System, Patience);
        var client = new EngineeringClient(modbus, target.Unit, TimeProvider.System);
        if (target.User is { } user)
        {
            await Need($"log-on of {user}", LogOn(client, user, target.Password!));
        }

        try
        {
            await work(client);
        }
        finally
        {
            if (client.Session != 0 && modbus.IsOpen)
            {
                await client.LogOffAsync();
            }
        }
    }

    private static Task<EngineeringResult> LogOn(EngineeringClient client, string user, string password)
    {
        try
        {
            return client.LogOnAsync(user, password);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UserErrorException($"A name has at most {EngineeringLimits.MaxAccount} bytes, a password {EngineeringLimits.MaxPassword}.");
        }
    }

    private static async Task<TcpClient> ConnectAsync(PlcTarget target)
    {
        var tcp = new TcpClient();
        try
        {
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            await tcp.ConnectAsync(target.Host, target.Port, patience.Token);
            tcp.NoDelay = true;
            return tcp;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            tcp.Dispose();
            throw new UserErrorException(FormattableString.Invariant(
                $"{target.Host}:{target.Port} cannot be reached. 'testbed up SCENARIO --join ZONE' prints the addresses of controllers."));
        }
    }

    private static async Task<Stream> SecureAsync(Stream raw, PlcTls files)
    {
        try
        {
            var own = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
            var authority = X509CertificateLoader.LoadCertificateFromFile(files.Authority);
            var tls = new SslStream(raw, leaveInnerStreamOpen: false);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "controller",
                ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
                RemoteCertificateValidationCallback = (_, shown, _, _) => IsOf(authority, shown as X509Certificate2),
            });
            return tls;
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"The certificate files cannot be used: {e.Message}");
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new PlcRefusedException($"TLS: {e.Message}", ExitCodes.GateFailed);
        }
    }

    // Times in certificates are those of the scenario, not today's; which controller it is, the forwarder's address says.
    [SuppressMessage("Security", "CA5358", Justification = "The twin's simulated time is unknown here.")]
    private static bool IsOf(X509Certificate2 authority, X509Certificate2? shown)
    {
        if (shown is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(shown);
    }
}
