using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>What to record of a run.</summary>
/// <param name="Wire">How much of the conduits; null for nothing.</param>
/// <param name="Process">Whether to record the process.</param>
public sealed record RecordingOptions(WireCap? Wire, bool Process);

/// <summary>
/// Plays trials of a run again with recorders on, so that a run itself spends nothing on them. A trial that does not come out as in the run, to the hash of its
/// evidence, is no recording of it and stops everything.
/// </summary>
public sealed class RecordingRun(RunRequest request, RunPlan plan, RecordingOptions options)
{
    /// <summary>How long the conduits are recorded after an attack ended.</summary>
    public static readonly TimeSpan Tail = TimeSpan.FromSeconds(60);

    /// <summary>How long they are recorded where there is no attack.</summary>
    public static readonly TimeSpan Unattacked = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The trials whose recording is worth something, in id order: plays, campaigns and the run without attack; for the conduits also each probe's trial in the
    /// scenario as declared.
    /// </summary>
    public IReadOnlyList<TrialSpec> Chosen(IReadOnlyDictionary<string, TrialResult> ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        return [.. plan.Trials.Where(t => t.Id != ReachabilityTrial.Id && ended.TryGetValue(t.Id, out var result) && IsChosen(t, result))];
    }

    /// <summary>Records; <paramref name="take"/> gets one trial at a time, in id order, from any thread.</summary>
    /// <exception cref="RecordingDiffersException">A trial did not come out as in the run.</exception>
    public void Execute(IReadOnlyDictionary<string, TrialResult> ended, Action<TrialRecording> take, CancellationToken cancellation = default)
    {
        var chosen = Chosen(ended);
        var order = chosen.Select((t, i) => (t.Id, i)).ToDictionary(t => t.Id, t => t.i, StringComparer.Ordinal);
        var waiting = new Dictionary<int, TrialRecording>();
        var sync = new Lock();
        var next = 0;
        using var blueprint = new TwinBlueprint(request.Scenario, request.Seed);
        using var actors = new TrialActorSystem();
        var runner = new TrialRunner(blueprint, new TwinOptions());
        try
        {
            new WorkerPool(actors, "recordings", request.Workers, request.PreferredSlot).Run(
                chosen,
                (spec, host) =>
                {
                    var recording = Record(runner, spec, host, ended[spec.Id]);
                    lock (sync)
                    {
                        waiting[order[spec.Id]] = recording;
                        while (waiting.Remove(next, out var due))
                        {
                            take(due);
                            next++;
                        }
                    }

                    return [];
                },
                cancellation);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<RecordingDiffersException>().FirstOrDefault() is { } differs)
        {
            throw new RecordingDiffersException(differs.Message, e);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private bool IsChosen(TrialSpec spec, TrialResult result) =>
        result.Outcome is TrialOutcome.Resisted or TrialOutcome.Succeeded
        && spec.Twin == TwinKind.Armed
        && (spec.Kind is TrialKind.Play or TrialKind.Campaign or TrialKind.NegativeControl || (options.Wire is not null && spec.Kind == TrialKind.Probe));

    private TrialRecording Record(TrialRunner runner, TrialSpec spec, TrialHost host, TrialResult expected)
    {
        WireRecorder? wire = null;
        ProcessRecorder? process = null;
        TimeSpan? ended = null;
        var again = runner.Run(spec, host, twin =>
        {
            if (options.Wire is { } cap)
            {
                twin.Transport.Observer = wire = new WireRecorder(twin.SimulatedClock, twin.ZoneNetwork.PlantAddressOf, cap);
            }

            process = options.Process && spec.Kind != TrialKind.Probe ? new ProcessRecorder(twin) : null;
            twin.Ticked = () =>
            {
                process?.Tick();
                var now = twin.SimulatedClock.Elapsed;
                ended ??= twin.Attack == AttackPhase.After ? now : null;
                wire?.IsPaused = spec.Attack is null ? now > Unattacked : now > ended + Tail;
            };
        });
        if (again.Result.EvidenceHash != expected.EvidenceHash)
        {
            throw new RecordingDiffersException(
                $"{spec.Id} did not come out as in the run (evidence {again.Result.EvidenceHash}, the run's {expected.EvidenceHash}); run the scenario again with this build.");
        }

        var conduits = wire is null ? [] : request.Scenario.Conduits.Select(c => wire.Of(c.Id)).OfType<ConduitCapture>().ToList();
        return new(expected, conduits, process?.ToSeries());
    }
}
