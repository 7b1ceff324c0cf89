using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0868 Detect Operating Mode: asks a controller whether its program runs, and which.</summary>
public sealed class DetectMode() : EngineeringTechnique("detect-mode", "T0868", "", "asks for the operating mode", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service) =>
        (await access.Client.StateAsync()).IsDone
            ? new(BreachKind.Read, $"{context.Target.Id} told that it stands in {context.Range.Truth.Program(context.Target.Id)?.State}.")
            : StepOutcome.Nothing($"{context.Target.Id} did not tell its operating mode.");
}

/// <summary>T0877 I/O Image: reads the variables that inputs and outputs have in the program.</summary>
public sealed class ReadImage() : EngineeringTechnique("io-image", "T0877", "", "reads the image of inputs and outputs", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        var variables = await ProgramVariable.ReadAsync(context.Range, context.Target, service, access);
        return variables.Count > 0
            ? new(BreachKind.Read, $"{context.Target.Id} gave {Number.Text(variables.Count)} variables of its image.")
            : StepOutcome.Nothing($"{context.Target.Id} gave no variable of its image.");
    }
}

/// <summary>T0809 Data Destruction: puts a program that does nothing in the place of the controller's own, which is lost with it.</summary>
public sealed class EraseProgram() : EngineeringTechnique("erase-program", "T0809", "", "erases the program", Uc, Si)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        var before = context.Range.Truth.Program(context.Target.Id)?.Digest;
        var empty = ProgramBundle.Create("empty", "0.0", [new ProgramFile("empty.st", "PROGRAM nothing\nVAR unused : BOOL; END_VAR\nunused := FALSE;\nEND_PROGRAM\n")]);
        await access.ReplaceAsync(empty);
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return context.Range.Truth.Program(context.Target.Id) is { } now && now.Digest != before
            ? new(BreachKind.Write, $"The program of {context.Target.Id} is gone.")
            : StepOutcome.Nothing($"{context.Target.Id} kept its program.");
    }
}

/// <summary>T0891 Hardcoded Credentials: logs on to the engineering service with the supplier's account, which is in every unit of the product.</summary>
public sealed class HardcodedAccount() : Technique("hardcoded-account", "T0891", "", [Uc, Rdf], [Iac])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var shipped = context.Target.Accounts.Where(a => a.VendorDefault).ToList();
        if (EngineeringAccess.ServiceOf(context.Target) is null || shipped.Count == 0)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no supplier's account for engineering.");
        }

        Act(context, $"{context.Vantage.From} logs on to the engineering service of {context.Target.Id} with the supplier's account");
        using var link = await context.ModbusAsync();
        if (link is null)
        {
            return StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        }

        using var access = EngineeringAccess.Over(context.Range, link);
        foreach (var account in shipped)
        {
            if (await access.LogOnAsync(account.Name, account.Password))
            {
                context.Reached.Add(context.Target.Id);
                return new(BreachKind.Session, $"The engineering service of {context.Target.Id} took {account.Name}.");
            }
        }

        return StepOutcome.Nothing($"The engineering service of {context.Target.Id} refused the supplier's account.");
    }
}
