using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>One play under way: the guests it has let in, what it keeps up, and the assets it has got hold of. Disposing ends all of it.</summary>
internal sealed class PlayRun(Play play, IAttackRange range) : IDisposable
{
    private const int LastTexts = 4;

    private readonly List<IDisposable> _kept = [];
    private readonly Dictionary<string, IDisposable> _guests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>Runs all steps. Inapplicable: the scenario lacks a target or vantage of some step, or has nothing for any of them.</summary>
    public async Task<AttackOutcome> RunAsync()
    {
        var (breached, absent, applied) = (false, true, false);
        foreach (var step in play.Steps)
        {
            if (PlayScene.Resolve(range.Scenario, play, step) is not { } anyhow)
            {
                return AttackOutcome.Inapplicable($"The scenario has no {PlayScene.TargetOf(play, step)} with the vantage {step.Vantage ?? play.Vantage}.");
            }

            if (step.Failure is { } failure)
            {
                if (!Break(anyhow, failure))
                {
                    return AttackOutcome.Inapplicable($"Nothing at {anyhow.Target.Id} can fail by {failure}.");
                }
            }
            else
            {
                var outcome = await ActAsync(step);
                range.Note("step", outcome.Text);
                _texts.Add(outcome.Text);
                breached |= outcome.Breach == play.Goal;
                absent &= outcome.IsAbsent;
                applied |= outcome.IsApplied || outcome.Breach is not (BreachKind.None or BreachKind.Read);
            }

            await range.WaitAsync(TimeSpan.FromSeconds(step.WaitSeconds));
        }

        // Who gained nothing has no position to hold.
        await range.WaitAsync(TimeSpan.FromSeconds(applied ? play.HoldSeconds : 0));
        var reason = string.Join(' ', _texts.TakeLast(LastTexts));
        return absent ? AttackOutcome.Inapplicable(reason) : breached ? AttackOutcome.Succeeded(reason) : AttackOutcome.Resisted(reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(k => k.Dispose());
        foreach (var guest in _guests.Values)
        {
            guest.Dispose();
        }
    }

    private async Task<StepOutcome> ActAsync(PlayStep step)
    {
        if (PlayScene.Resolve(range.Scenario, play, step, _reached) is not { } scene)
        {
            return StepOutcome.Nothing($"Nobody got hold of {(step.Vantage ?? play.Vantage).Split(':')[1]}.");
        }

        if (scene.Vantage.Kind == VantageKind.Zone && !_guests.ContainsKey(scene.Vantage.From))
        {
            _guests[scene.Vantage.From] = range.Network.Enter(scene.Vantage.Zone, scene.Vantage.From);
        }

        return await step.Technique!.RunAsync(new StepContext(range, scene.Vantage, scene.Target, step.Parameters, _kept.Add) { Reached = _reached });
    }

    private bool Break(PlayScene scene, PlantFailure failure)
    {
        if (PlantPart.Of(range.Scenario, scene.Target, failure) is not { } element)
        {
            return false;
        }

        _kept.Add(range.Faults.BreakPlant(element, failure));
        range.Note("circumstance", $"{element}: {failure}");
        _texts.Add($"{element} had failed: {failure}.");
        return true;
    }
}
