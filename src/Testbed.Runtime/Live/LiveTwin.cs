using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A listening service of the live twin, for people.</summary>
public sealed record LiveEndpoint(string Zone, string Asset, string PlantAddress, string HostAddress, int HostPort, string Protocol, int LogicalPort, int? Unit);

/// <summary>Settings of a live twin.</summary>
public sealed record LiveOptions
{
    /// <summary>Ends by itself after this simulated (= wall) time.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Opens 127.0.0.1 forwarders into this zone.</summary>
    public string? Join { get; init; }

    /// <summary>The guest's name.</summary>
    public string Guest { get; init; } = "guest-1";

    /// <summary>First forwarder port; 0 for free ones.</summary>
    public int JoinPort { get; init; }

    /// <summary>Logical ports are used as they are.</summary>
    public bool RealPorts { get; init; }

    /// <summary>Arms nothing: the plant as if no control existed.</summary>
    public bool Open { get; init; }
}

/// <summary>Scans that a live twin ran: those of all devices due at one instant. Times since the start.</summary>
/// <param name="Due">When they were due.</param>
/// <param name="Done">Wall time when the last of them was done.</param>
public readonly record struct LiveScan(TimeSpan Due, TimeSpan Done);

/// <summary>The same twin paced by the wall clock; outsiders may connect. Runs on the calling thread until cancelled.</summary>
public sealed class LiveTwin(TwinBlueprint blueprint, TrialActorSystem actors, LiveOptions options, TimeProvider wall)
{
    private static readonly TimeSpan FinestScan = TimeSpan.FromMilliseconds(10);

    /// <summary>Called once when everything listens.</summary>
    public Action<IReadOnlyList<LiveEndpoint>, IReadOnlyList<ForwardedService>>? Ready { get; set; }

    /// <summary>One line per connection, alert or alarm.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Called after each simulated second.</summary>
    public Action<Twin>? Ticked { get; set; }

    /// <summary>Called after each group of scans, in a base tick or between two.</summary>
    public Action<LiveScan>? Scanned { get; set; }

    /// <summary>Runs until cancelled or the duration is over.</summary>
    public void Run(CancellationToken cancellation)
    {
        var scenario = blueprint.Scenario;
        using var host = new TrialHost(actors);
        using var twin = new Twin(
            blueprint, host, "live", Arming.Of(scenario, options.Open ? TwinKind.Open : TwinKind.Armed), new TwinOptions { RealPorts = options.RealPorts });
        twin.ZoneNetwork.OnAccepted = (asset, port, peer) => Say(twin, $"{asset}:{port} <- {peer}");
        twin.Record.OnLedger = e =>
        {
            if (e.Control.Length > 0 && e.Action is LedgerAction.Blocked or LedgerAction.Alerted)
            {
                Say(twin, $"{e.Where} {e.Control} {e.Action.ToString().ToLowerInvariant()} {e.Rule}: {e.From} -> {e.To}:{e.Port} {e.Pdu}");
            }
        };
        twin.Start();
        using var forwarder = options.Join is { } zone ? new Forwarder(twin, zone, options.Guest, options.JoinPort, m => Say(twin, m)) : null;
        Ready?.Invoke(Endpoints(scenario, twin), forwarder?.Services ?? []);
        Pace(twin, cancellation);
    }

    private static List<LiveEndpoint> Endpoints(Scenario scenario, Twin twin) =>
    [
        .. from asset in scenario.Assets
           from service in asset.Services
           let at = twin.ZoneNetwork.EndPointOf(asset.Id, service.Port)
           select new LiveEndpoint(
               asset.Zone, asset.Id, asset.Address, at.Address.ToString(), at.Port, service.Protocol.Word(), service.Port, service.Unit),
    ];

    /// <summary>Scans keep their own period between base ticks; a twin that is late leaves no scan out, but runs several at once.</summary>
    private void Pace(Twin twin, CancellationToken cancellation)
    {
        var began = wall.GetTimestamp();
        var period = ShortestScan(twin);
        var (tick, scan) = (Twin.BaseTick, period);
        while (!cancellation.IsCancellationRequested && (options.Duration is not { } d || tick <= d))
        {
            var now = wall.GetElapsedTime(began);
            var due = scan < tick ? scan : tick;
            if (now < due)
            {
                twin.Transport.PumpReady((int)Math.Min((due - now).TotalMicroseconds + 1, 50_000));
                continue;
            }

            if (now >= tick)
            {
                due = tick;
                twin.Tick();
                tick += Twin.BaseTick;
                Ticked?.Invoke(twin);
            }
            else
            {
                due = period * Math.Floor(now / period);
                twin.ScanBetween(due);
            }

            scan = due + period;
            Scanned?.Invoke(new LiveScan(due, wall.GetElapsedTime(began)));
            twin.Transport.PumpReady(0);
        }
    }

    private static TimeSpan ShortestScan(Twin twin)
    {
        var shortest = twin.Devices.Values.Select(d => d.ScanPeriod ?? Twin.BaseTick).Append(Twin.BaseTick).Min();
        return shortest < FinestScan ? FinestScan : shortest;
    }

    private void Say(Twin twin, string text) =>
        Log?.Invoke(FormattableString.Invariant($"{twin.SimulatedClock.GetUtcNow():HH:mm:ss} {text}"));
}
