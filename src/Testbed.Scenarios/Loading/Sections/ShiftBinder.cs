namespace Testbed.Scenarios.Loading;

/// <summary>Binds the parts of <c>traffic:</c> that happen in some trials only: shifts, lost polls, outages.</summary>
internal static class ShiftBinder
{
    /// <summary>An entry of <c>shifts</c>.</summary>
    public static MapType<ShiftConfig> Shift { get; } = Types.Map("shift", BindShift);

    /// <summary>An entry of <c>losses</c>.</summary>
    public static MapType<PollLossConfig> Loss { get; } = Types.Map("loss", BindLoss);

    /// <summary>An entry of <c>outages</c>.</summary>
    public static MapType<OutageConfig> Outage { get; } = Types.Map("outage", r => new OutageConfig(
        r.Required("asset", Types.Ref(Named.Asset), "the asset"),
        r.Required("at", Types.DurationOrZero, "earliest begin, an offset from the scenario's start"),
        r.Optional("within", Types.DurationOrZero, TimeSpan.Zero, "the begin is drawn by the seed from so long after 'at' (default 0s)"),
        r.Required("for", Types.Duration, "how long"),
        Trials(r)));

    private static MapType<ShiftLookConfig> LookType { get; } = Types.Map("look", r => new ShiftLookConfig(
        r.Required("say", Types.Text, "the console command"), r.Required("every", Types.Duration, "after so long without another command")));

    private static ListType<ShiftCommandConfig> Commands { get; } = Types.List(Types.Map("command", r => new ShiftCommandConfig(
        r.Required("at", Types.DurationOrZero, "so long after the begin of the shift"), r.Required("say", Types.Text, "the console command"))));

    private static ShiftConfig BindShift(MapReader r)
    {
        var shift = new ShiftConfig(
            r.Required("id", Types.Text, "the shift's id"),
            r.Required("from", Types.Ref(Named.Asset), "the station where the person sits"),
            r.Required("to", Types.Ref(Named.Asset), "the asset logged on to, such as the SCADA server"),
            r.Required("port", Types.Port, "logical port of its console"),
            r.Required("account", Types.Text, "an account of that asset"),
            r.Required("at", Types.DurationOrZero, "log-on, an offset from the scenario's start"),
            r.Required("until", Types.Duration, "log-off, an offset from the scenario's start"),
            r.Optional("commands", Commands, [], "what the person does meanwhile"))
        {
            Look = r.OptionalObject("look", LookType, "what is looked at again and again meanwhile, so that the session is not taken for unattended"),
            Every = TrafficBinder.Every(r),
            Trials = Trials(r),
        };
        if (r.IsGood("until") && (shift.Until <= shift.At || shift.Commands.Any(c => shift.At + c.At >= shift.Until) || shift.Every < shift.Until - shift.At))
        {
            r.Report(DiagnosticCodes.ShiftTimes, "until", "the shift ends before it began, before what is done in it, or after the next one begins",
                "write 'until' after 'at' and after the last command, and 'every' no shorter than the shift");
        }

        TrafficBinder.CheckSession(r, shift.From, shift.To, shift.Port, shift.Account);
        return shift;
    }

    private static PollLossConfig BindLoss(MapReader r)
    {
        var loss = new PollLossConfig(
            r.Required("from", Types.Ref(Named.Asset), "the polling asset"),
            r.Required("to", Types.List(Types.Ref(Named.Asset), needsOne: true), "the polled assets"),
            r.Required("percent", Types.Percent("share of lost polls", 100), "so many percent of the polls get lost"),
            Trials(r));
        var at = r.At("to");
        r.Binding.Later(scenario =>
        {
            foreach (var to in loss.To.Where(t => scenario.Asset(t) is not null && scenario.Traffic.Polls.All(p => p.From != loss.From || p.To != t)))
            {
                r.Binding.Report(DiagnosticCodes.NothingToLose, at, $"{loss.From} does not poll {to}", "declare the poll, or leave the asset out");
            }
        });
        return loss;
    }

    private static IReadOnlyList<TrafficTrials> Trials(MapReader r) => r.Optional("trials", Types.List(Types.Word<TrafficTrials>("kind of trial"), needsOne: true),
        [TrafficTrials.NegativeControl], "in which trials it happens: negative-control (and the live twin), replay, probes (default: negative-control)");
}
