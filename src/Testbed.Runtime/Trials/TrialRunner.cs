using Testbed.Attacks;
using Testbed.Conduits;
using Testbed.Core;
using Testbed.Devices;

namespace Testbed.Runtime;

/// <summary>What a trial left behind: the result, its evidence lines, and wall-clock figures that are never hashed.</summary>
public sealed record TrialRecordSet(TrialResult Result, string Evidence, double StartMilliseconds, double WallMilliseconds);

/// <summary>Runs one trial against one fresh twin on a host. Never throws for what happens inside the trial: that is a crashed trial.</summary>
public sealed class TrialRunner(TwinBlueprint blueprint, TwinOptions options)
{
    /// <summary>Runs the trial on the host's thread.</summary>
    /// <param name="spec">The trial.</param>
    /// <param name="host">The worker's host.</param>
    /// <param name="observe">Called with the twin before it starts, for traces.</param>
    public TrialRecordSet Run(TrialSpec spec, TrialHost host, Action<Twin>? observe = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        var arming = Arming.Of(blueprint.Scenario, spec.Twin, spec.Cell?.Requirement);
        using var twin = new Twin(blueprint, host, spec.Id, arming, options);
        observe?.Invoke(twin);
        var run = new RunningTrial(spec, twin, blueprint);
        AttackOutcome outcome;
        var startMs = 0.0;
        try
        {
            twin.Start();
            startMs = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
            outcome = run.Execute();
        }
#pragma warning disable CA1031 // A trial that breaks is a result; the run goes on.
        catch (Exception e)
        {
            outcome = new AttackOutcome(TrialOutcome.Crashed, Describe(e, twin));
        }
#pragma warning restore CA1031

        var result = run.Result(outcome);
        return new TrialRecordSet(result, twin.Record.Text, startMs, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
    }

    private static string Describe(Exception e, Twin twin)
    {
        // Texts of foreign exceptions may hold addresses or differ by platform: only ours are told.
        var text = e is TwinInvariantException or NotQuiescentException ? e.Message : e.GetType().Name;
        return FormattableString.Invariant($"{text} (tick {twin.Record.Tick} ms)");
    }
}

/// <summary>The course of one trial: undisturbed, attack, aftermath.</summary>
internal sealed class RunningTrial(TrialSpec spec, Twin twin, TwinBlueprint blueprint)
{
    private TraceSampler? _trace;

    private double _attackSecond;

    private bool IsWatched => spec.Watch > TimeSpan.Zero;

    public AttackOutcome Execute()
    {
        Advance(spec.Before);
        twin.BeginObservation();
        _attackSecond = twin.SimulatedClock.Elapsed.TotalSeconds;
        if (spec.Attack is null)
        {
            Advance(spec.Watch);
            return Baseline();
        }

        var range = new AttackRange(twin, blueprint.Pki);
        Task<AttackOutcome>? attack = null;
        twin.Attack = AttackPhase.During;
        twin.Act(AttackRange.Participant, () => attack = spec.Attack(range));
        var limit = twin.SimulatedClock.Elapsed + spec.Limit;
        while (!attack!.IsCompleted)
        {
            if (twin.SimulatedClock.Elapsed > limit)
            {
                return new AttackOutcome(TrialOutcome.Crashed, "The attack did not end in its simulated time.");
            }

            Advance(Twin.BaseTick);
        }

        twin.Attack = AttackPhase.After;
        var outcome = attack.GetAwaiter().GetResult();
        var spent = twin.SimulatedClock.Elapsed.TotalSeconds - _attackSecond;
        Advance(outcome.Outcome == TrialOutcome.Succeeded && IsWatched ? spec.Watch - TimeSpan.FromSeconds(Math.Min(spent, spec.Watch.TotalSeconds)) : spec.After);
        return outcome;
    }

    public TrialResult Result(AttackOutcome outcome)
    {
        var hash = twin.Record.Finish(outcome.Outcome.ToString(), outcome.Reason);
        return new TrialResult
        {
            Id = spec.Id,
            Kind = spec.Kind,
            Twin = spec.Twin,
            Subject = spec.Subject,
            Cell = spec.Cell,
            ProfileLevel = spec.ProfileLevel,
            Techniques = spec.Techniques,
            Path = spec.Path,
            Outcome = outcome.Outcome,
            Reason = outcome.Reason,
            Reactions = twin.Record.Reactions,
            Impact = IsWatched ? Impact() : null,
            Trace = _trace?.ToTrace(_attackSecond),
            Brief = spec.Brief,
            Steps = spec.Brief is null ? [] : [.. twin.Record.Steps.Select(s => s with { Seconds = Round(s.Seconds - _attackSecond, 1) })],
            Excerpt = twin.Record.Excerpt,
            EvidenceHash = hash,
            SimulatedSeconds = twin.SimulatedClock.Elapsed.TotalSeconds,
            Pdus = twin.Record.Pdus,
        };
    }

    private void Advance(TimeSpan span)
    {
        var until = twin.SimulatedClock.Elapsed + span;
        _trace ??= IsWatched ? new(blueprint.Scenario.Process, twin) : null;
        while (twin.SimulatedClock.Elapsed < until)
        {
            twin.Tick();
            _trace?.Tick();
        }
    }

    /// <summary>The negative control: ordinary traffic alone must show no impact, no alert and no failed poll beyond chance.</summary>
    private AttackOutcome Baseline()
    {
        var impact = Impact();
        if (!impact.IsNone)
        {
            return AttackOutcome.Succeeded(FormattableString.Invariant(
                $"Without attack the process suffers: {impact.CustomersOut} customers out, {impact.VentedKg:F1} kg vented, {impact.PeakOverLimitBar:F3} bar over a limit at {impact.PeakNode}."));
        }

        var reactions = twin.Record.Reactions.Where(r => r.Action is LedgerAction.Alerted or LedgerAction.Blocked).ToList();
        if (reactions.Count > 0)
        {
            return AttackOutcome.Succeeded("Without attack a control acts: " + string.Join(", ", reactions.Select(r => $"{r.Control} {r.Rule}")));
        }

        return twin.Failures.Count > 0
            ? AttackOutcome.Succeeded($"Without attack {twin.Failures[0].Asset} failed.")
            : AttackOutcome.Resisted($"Ordinary traffic alone: no impact, no alert, nothing blocked.{Disturbances()}");
    }

    /// <summary>Where the day has disturbances of its own: how many, and what they made of the operator's alarms.</summary>
    private string Disturbances()
    {
        if (blueprint.Scenario.Traffic is { Losses.Count: 0, Outages.Count: 0 })
        {
            return "";
        }

        var polls = twin.Devices.Values.SelectMany(d => d.PollCounters.Values).ToList();
        var alarms = twin.Devices.Values.OfType<ScadaMaster>().Sum(s => s.AlarmsRaised);
        return FormattableString.Invariant($" Of {polls.Sum(p => p.Good + p.Failed)} polls {polls.Sum(p => p.Failed)} failed; the operator got {alarms} alarms.");
    }

    private Impact Impact()
    {
        var report = twin.Meter.Report();
        var worst = report.Nodes.Where(n => n.PeakAboveLimitPa is not null).MaxBy(n => n.PeakAboveLimitPa!.Value);
        return new Impact(
            Round((worst?.PeakAboveLimitPa ?? 0) / 1e5, 4),
            worst?.NodeId ?? "",
            Round(report.Nodes.Max(n => n.SecondsAboveLimit), 0),
            report.CustomersOut,
            Round(report.CustomerMinutesOut, 1),
            report.UnsafeRepressurisations,
            Round(report.VentedKg, 2),
            Round(report.UnservedKg, 3),
            Detected(),
            Round(report.ObservedSeconds, 0));
    }

    private double? Detected()
    {
        double? alarm = twin.Devices.Values.OfType<ScadaMaster>().Select(s => s.TimeToDetect?.TotalSeconds).Min();
        double? alert = twin.Record.FirstAlertTick / 1000.0;
        var first = alarm is null ? alert : alert is null ? alarm : Math.Min(alarm.Value, alert.Value);
        return first is { } f && f >= _attackSecond ? Round(f - _attackSecond, 1) : null;
    }

    private static double Round(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
