using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What the process suffered, play by play, worst first, beside the run without attack.</summary>
internal static class ImpactSection
{
    public static XElement Render(AssessmentResult result, AssessmentInput input)
    {
        var watched = result.Replay.Where(t => t.Impact is not null).ToList();
        var harmed = watched.Where(t => !t.Impact!.IsNone).OrderByDescending(t => t.Impact!.CustomersOut)
            .ThenByDescending(t => t.Impact!.UnsafeRepressurisations).ThenByDescending(t => t.Impact!.PeakOverLimitBar)
            .ThenByDescending(t => t.Impact!.VentedKg).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        var quiet = input.Trials.Where(t => t is { Kind: TrialKind.NegativeControl, Impact: not null }).OrderBy(t => t.Id, StringComparer.Ordinal).ToList();
        var unharmed = watched.Except(harmed).ToList();
        return Tag.Section(
            "impact", "Impact on the process",
            Tag.P(
                $"The process was watched in {watched.Count} of {result.Replay.Count} plays and campaigns; {harmed.Count} harmed it. The consequence is the "
                    + "same whoever attacks, so it raises and lowers no level. Monitor regulators, relief valves and slam-shuts act in the twin as they do on site: "
                    + "they are outside the network, limit harm and meet no requirement. A play without harm may still be a breach."),
            harmed.Count + quiet.Count == 0 ? Tag.P("Nothing to show.") : Table([.. harmed, .. quiet], withPlay: true, Anchors.Plays(result.Replay)),
            unharmed.Count == 0 ? null : Tag.P(
                Tag.At("class", "small"), Tag.El("strong", "Watched, without harm: "),
                string.Join(", ", unharmed.Select(t => $"{t.Subject} ({Marks.Words(t.Outcome)})")), "."),
            FalseAlarms(result.FalseAlarms));
    }

    /// <summary>What listening to the monitors costs on a day without attack; null where nothing listens.</summary>
    private static XElement? FalseAlarms(IReadOnlyList<FalseAlarmRate> rates)
    {
        if (rates.Count == 0)
        {
            return null;
        }

        var loud = rates.Where(r => r.Alarms > 0)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Control} ({r.Place}) {r.Alarms}, which is {r.PerDay:0.#} a day")).ToList();
        return Tag.P(
            Tag.At("class", "small"), Tag.El("strong", "False alarms without attack: "),
            loud.Count == 0 ? "none" : string.Join(", ", loud),
            string.Create(
                CultureInfo.InvariantCulture,
                $". {rates.Count} monitors watched {rates[0].Days * 24:0.#} h of ordinary traffic; that excludes only more than {rates.Max(r => r.AtMostPerDay):0.#} alarms a day of each (95 %)."));
    }

    /// <summary>The measures, a line per trial.</summary>
    public static XElement Table(IReadOnlyList<TrialResult> trials, bool withPlay, IReadOnlyDictionary<string, string>? ids = null)
    {
        object[] head =
        [
            "Customers out", "Customer-minutes", "Unsafe relights", "Peak over limit", "at", "Time above limit", "Vented", "Not supplied", "Detected after",
            "Watched",
        ];
        return Tag.Table(
            "impact", withPlay ? ["Play", "Profile", .. head] : head,
            trials.Select(t => (withPlay ? [Name(t, ids), PlaysSection.Level(t)] : Enumerable.Empty<object?>()).Concat(Cells(t.Impact!))));
    }

    private static XElement Name(TrialResult trial, IReadOnlyDictionary<string, string>? ids) =>
        ids is not null && ids.TryGetValue(trial.Id, out var id) ? Tag.Link(id, trial.Subject) : Tag.El("em", "without attack");

    private static IEnumerable<object?> Cells(Impact impact) =>
    [
        Whole(impact.CustomersOut), Whole(impact.CustomerMinutes), Whole(impact.UnsafeRepressurisations), Pressure(impact.PeakOverLimitBar),
        impact.PeakOverLimitBar > 0 ? impact.PeakNode : "-", impact.SecondsAboveLimit > 0 ? Span(impact.SecondsAboveLimit) : "-",
        $"{Whole(impact.VentedKg)} kg", $"{Whole(impact.UnservedKg)} kg",
        impact.TimeToDetectSeconds is { } seconds ? seconds < 1 ? "at once" : Span(seconds) : "not detected", Span(impact.SimulatedSeconds),
    ];

    private static string Pressure(double bar) =>
        bar <= 0 ? "-"
        : bar < 0.2 ? string.Create(CultureInfo.InvariantCulture, $"{bar * 1000:0.#} mbar")
        : string.Create(CultureInfo.InvariantCulture, $"{bar:0.##} bar");

    private static string Span(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
