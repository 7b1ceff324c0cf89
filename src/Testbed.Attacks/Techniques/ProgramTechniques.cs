using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0845 Program Upload: reads the program out of a controller.</summary>
public sealed class UploadProgram() : EngineeringTechnique("program-upload", "T0845", "", "reads the program", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service) =>
        await access.UploadAsync() is { } program && context.Range.Truth.Program(context.Target.Id)?.Digest == program.DigestText
            ? new(BreachKind.Read, $"{context.Target.Id} gave its program {program.Name} {program.Version}.")
            : StepOutcome.Nothing($"{context.Target.Id} did not give its program.");
}

/// <summary>T0843 Program Download: the controller's own program, as somebody else would have built it, is downloaded and started.</summary>
public sealed class DownloadProgram() : EngineeringTechnique("program-download", "T0843", "", "downloads a program", Uc, Si)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        if (await access.UploadAsync() is not { } present)
        {
            return StepOutcome.Nothing($"{context.Target.Id} did not give its program.");
        }

        return await RunsAsync(context, access, ProgramAlteration.Marked(present, "built elsewhere"))
            ? new(BreachKind.Write, $"{context.Target.Id} runs a program of the attacker's.")
            : StepOutcome.Nothing($"{context.Target.Id} runs no program of the attacker's.");
    }
}

/// <summary>
/// T0889 Modify Program: the program is read, changed so that it does harm (latches that never latch, limits and set points off by a quarter, or nothing
/// done any more),
/// and put back. What does not compile at the controller gives way to the next change.
/// </summary>
public sealed class ModifyProgram() : EngineeringTechnique("program-modify", "T0889", "", "changes the program", Uc, Si)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        if (await access.UploadAsync() is not { } present)
        {
            return StepOutcome.Nothing($"{context.Target.Id} did not give its program.");
        }

        foreach (var (what, program) in ProgramAlteration.Harmful(present))
        {
            if (await RunsAsync(context, access, program))
            {
                return new(BreachKind.Write, $"{context.Target.Id} runs its program changed: {what}.");
            }
        }

        return StepOutcome.Nothing($"{context.Target.Id} runs no changed program.");
    }
}

/// <summary>T0821 Modify Controller Tasking: the program is put under a task that comes once a day.</summary>
public sealed class ModifyTasking() : EngineeringTechnique("program-retask", "T0821", "", "changes the tasks", Uc, Si)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        if (await access.UploadAsync() is not { } present || ProgramAlteration.Retasked(present) is not { } program)
        {
            return StepOutcome.Nothing($"{context.Target.Id} did not give a program with tasks to change.");
        }

        return await RunsAsync(context, access, program)
            ? new(BreachKind.Write, $"{context.Target.Id} runs its program once a day.")
            : StepOutcome.Nothing($"{context.Target.Id} keeps its tasks.");
    }
}
