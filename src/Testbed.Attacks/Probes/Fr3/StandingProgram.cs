using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.6: outputs are moved to the middle of their range, then the program stops driving them: it is stopped (<c>stopped</c>), or a released one with an
/// endless loop
/// takes its place and the watchdog ends it (<c>faulted</c>). Breach: an output is not in its declared fail state. Cells: controllers with a program and
/// declared fail states.
/// Outputs that go back to what the master last wrote are not looked at. The choice of each fail state is declared (hazard study).
/// </summary>
public sealed class StandingProgram() : EngineeringProbe("standing-program", "SR 3.6")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) =>
        scenario.Control<FailStateConfig>(asset.Id) is { Outputs.Count: > 0 } ? [("stopped", "-"), ("faulted", "-")] : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        var asset = target.Asset;
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return Closed(target);
        }

        await MoveAsync(target, access, range);
        var before = Declared(range.Scenario, asset).Select(o => (o.Target, o.State, Was: range.Truth.Point(asset.Id, o.Target.Point.Name))).ToList();
        range.Act(variant == "stopped" ? "T0858" : "T0889", $"the program of {asset.Id} is {variant}");
        if (variant == "stopped")
        {
            await access.Client.StopAsync();
        }
        else
        {
            await access.ReplaceAsync(ProgramAlteration.Signed(ProgramAlteration.Endless(present), range.Certificate(CertificateCase.Genuine, target.Signer)));
        }

        await range.WaitAsync(AttackTimes.Settle(asset) + TimeSpan.FromSeconds(5));
        if (range.Truth.Program(asset.Id) is { IsRunning: true })
        {
            return AttackOutcome.Resisted($"The program of {asset.Id} runs on and drives its outputs.");
        }

        foreach (var (output, state, was) in before)
        {
            var (now, expected) = (range.Truth.Point(asset.Id, output.Point.Name) ?? 0, state ?? was ?? 0);
            if (Math.Abs(now - expected) > Math.Max(output.Resolution / 2, 0.02 * Math.Abs(expected)))
            {
                return AttackOutcome.Succeeded(
                    $"{output.Point.Name} of {asset.Id} stands at {Number.Text(now)} instead of {Number.Text(expected)} with its program {variant}.");
            }
        }

        return AttackOutcome.Resisted($"The {Number.Text(before.Count)} outputs of {asset.Id} stand in their declared state with its program {variant}.");
    }

    /// <summary>Moves what can be moved, so that a fail state can be told from where it stood anyway.</summary>
    private static async Task MoveAsync(EngineeringTarget target, EngineeringAccess access, IAttackRange range)
    {
        var outputs = Declared(range.Scenario, target.Asset).Select(o => o.Target.Point).ToList();
        foreach (var variable in (await ProgramVariable.ReadAsync(range, target.Asset, target.Service, access)).Where(v => outputs.Contains(v.Target.Point)))
        {
            var moved = variable.Target.Point is { Type: not PointType.Bool, Min: { } min, Max: { } max }
                ? variable.With(variable.Target.ToRaw((min + max) / 2)) : variable;
            await access.Client.ForceAsync(moved.Path, moved.Literal);
        }

        await range.WaitAsync(AttackTimes.Settle(target.Asset));
    }

    /// <summary>The outputs with a declared value, or null for hold.</summary>
    private static IEnumerable<(WriteTarget Target, double? State)> Declared(Scenario scenario, AssetConfig asset) =>
        from target in WriteTarget.Of(asset, EngineeringAccess.ServiceOf(asset)!)
        let state = scenario.Control<FailStateConfig>(asset.Id)?.Outputs.GetValueOrDefault(target.Point.Name)
        where state is not null and not "last"
        select (target, double.TryParse(state, CultureInfo.InvariantCulture, out var value) ? value : (double?)null);
}
