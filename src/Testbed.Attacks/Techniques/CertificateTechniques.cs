using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0859 Valid Accounts: writes over Modbus/TCP Security with a stolen certificate of the plant's own authority: <c>certificate: without-role</c> (the default), or
/// <c>reader</c> for the certificate of somebody whose role may not write this point.
/// </summary>
public sealed class StolenCertificateWrite() : Technique("stolen-certificate-write", "T0859", "certificate point value", [Iac, Uc], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (Secured(context) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point behind Modbus/TCP Security.");
        }

        var word = context.Parameters.GetValueOrDefault("certificate", "without-role");
        if (Certificate(context, target, word) is not { } certificate)
        {
            return StepOutcome.Absent($"No role of {context.Target.Id} is without the right to write {target.Point.Name}.");
        }

        var raw = PointChoice.Value(context, target);
        Act(context, $"{context.Vantage.From} writes {target.Point.Name} of {context.Target.Id} with a stolen certificate ({word})");
        using var link = await SecuredModbus.WithAsync(context.Range, context.Vantage.From, context.Target.Id, service, certificate);
        if (link is not null)
        {
            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        return await Written.JudgeAsync(context, service, target, raw, link is not null);
    }

    /// <summary>The target's first secured service.</summary>
    internal static ServiceConfig? Secured(StepContext context) => context.Target.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.ModbusSecurity);

    private static X509Certificate2? Certificate(StepContext context, WriteTarget target, string word)
    {
        if (word != "reader")
        {
            return context.Range.Certificate(CertificateCase.WithoutRole, "stolen");
        }

        var control = context.Range.Scenario.Control<ModbusSecurityConfig>(context.Target.Id);
        var role = control?.Roles?.Keys.Order(StringComparer.Ordinal).FirstOrDefault(r => !control.Allows(r, target.SingleFunction, target.Point.Address, 1));
        return role is null ? null : context.Range.CertificateWithRole("stolen", role);
    }
}

/// <summary>
/// T0855 Unauthorized Command Message, by downgrade: what Modbus/TCP Security refuses a stranger is sent to the plain Modbus service of the same device.
/// </summary>
public sealed class DowngradeWrite() : Technique("downgrade-write", "T0855", "point value", [Iac, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var plain = context.Target.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Modbus);
        if (StolenCertificateWrite.Secured(context) is not { } secured || plain is null || PointChoice.Point(context, secured) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has not both services.");
        }

        var raw = PointChoice.Value(context, target);
        foreach (var service in new[] { secured, plain })
        {
            Act(context, $"{context.Vantage.From} writes {target.Point.Name} of {context.Target.Id} over {service.Id}");
            using var link = await ModbusLink.OpenAsync(context.Range, context.Vantage.From, context.Target.Id, service);
            if (link is null)
            {
                continue;
            }

            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
            if (context.Range.Holds(target, raw))
            {
                return await Written.JudgeAsync(context, service, target, raw, connected: true);
            }
        }

        return StepOutcome.Nothing($"{target.Text(raw)} at {context.Target.Id} was applied over neither service.");
    }
}
