using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>How callers come to speak Modbus with a <c>modbus-security</c> service.</summary>
internal static class SecuredModbus
{
    /// <summary>
    /// As the caller can: a machine of the plant as it is set up, with TLS and its own certificate where the service is; a stranger tries TLS without a
    /// certificate, then the clear.
    /// </summary>
    public static async Task<ModbusLink?> OpenAsync(IAttackRange range, string from, string to, ServiceConfig service)
    {
        if (range.Scenario.Asset(from) is null)
        {
            return await WithAsync(range, from, to, service, null);
        }

        if (await range.OpenAsync(from, to, service.Port) is not { } stream)
        {
            return null;
        }

        var unit = (byte)(service.Unit ?? 1);
        if (!range.IsSecured(to, service.Port))
        {
            return ModbusLink.Over(range, stream, unit);
        }

        return await AttackTls.OpenAsync(range, stream, to, range.Certificate(CertificateCase.Genuine, from)) is { } tls
            ? ModbusLink.Over(range, tls, unit)
            : null;
    }

    /// <summary>With a certificate or none: TLS first, and where that gives no lasting connection, in the clear. Null when nothing opens.</summary>
    public static async Task<ModbusLink?> WithAsync(IAttackRange range, string from, string to, ServiceConfig service, X509Certificate2? certificate)
    {
        if (await range.OpenAsync(from, to, service.Port) is not { } stream)
        {
            return null;
        }

        var unit = (byte)(service.Unit ?? 1);
        if (service.Protocol == ServiceProtocol.Modbus)
        {
            return ModbusLink.Over(range, stream, unit);
        }

        if (await AttackTls.OpenAsync(range, stream, to, certificate) is { } tls)
        {
            var secured = ModbusLink.Over(range, tls, unit);

            // In TLS 1.3 the server judges the certificate after the client is done: it may be closing now.
            await range.WaitAsync(TimeSpan.FromMilliseconds(1));
            if (secured.Client.IsOpen)
            {
                return secured;
            }

            secured.Dispose();
            range.Note("tls", $"{to}: refused");
        }

        return await range.OpenAsync(from, to, service.Port) is { } plain ? ModbusLink.Over(range, plain, unit) : null;
    }
}
