using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The plots of all watched trials of a run, beside the same twin without attack. Drawn once, by one thread; read by any.</summary>
public sealed class ProcessPlots
{
    private readonly Dictionary<string, IReadOnlyList<PlotImage>> _plots = new(StringComparer.Ordinal);

    private ProcessPlots(ProcessTrace? quiet) => HasQuiet = quiet is not null;

    /// <summary>True when there was a run without attack to compare with.</summary>
    public bool HasQuiet { get; }

    /// <summary>The plots of a trial; none when its process was not watched.</summary>
    public IReadOnlyList<PlotImage> this[string trial] => _plots.GetValueOrDefault(trial, []);

    /// <summary>Draws them.</summary>
    public static ProcessPlots Of(AssessmentInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var quiet = input.Trials.FirstOrDefault(t => t is { Kind: TrialKind.NegativeControl, Trace: not null })?.Trace;
        var all = new ProcessPlots(quiet);
        foreach (var trial in input.Trials.Where(t => t is { Kind: TrialKind.Play or TrialKind.Campaign, Trace: not null }))
        {
            all._plots[trial.Id] = PressurePlot.Draw(trial.Trace!, quiet);
        }

        return all;
    }
}
