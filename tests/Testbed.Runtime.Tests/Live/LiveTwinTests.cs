namespace Testbed.Runtime.Tests;

/// <summary>In real time scans keep their own period between base ticks.</summary>
public sealed class LiveTwinTests
{
    [Fact]
    public void Scans_Between_Base_Ticks_Without_Doing_Any_Twice()
    {
        using var range = new Range(StationLab.AsFound);
        var (plc, rtu) = (range.Twin.Devices["PLC-CGS"], range.Twin.Devices["RTU-DRS-3"]);
        Assert.Equal((250, 1000), (plc.ScanPeriod!.Value.TotalMilliseconds, rtu.ScanPeriod!.Value.TotalMilliseconds));
        range.Tick(1);
        Assert.Equal((4, 1), (plc.ScansDone, rtu.ScansDone));

        range.Twin.ScanBetween(TimeSpan.FromMilliseconds(1249));
        Assert.Equal((4, 1), (plc.ScansDone, rtu.ScansDone));
        range.Twin.ScanBetween(TimeSpan.FromMilliseconds(1500));
        Assert.Equal((6, 1), (plc.ScansDone, rtu.ScansDone));

        range.Tick(1);
        Assert.Equal((8, 2), (plc.ScansDone, rtu.ScansDone));
        Assert.Equal(2, range.Twin.SimulatedClock.Elapsed.TotalSeconds);
        Assert.Equal(TimeSpan.FromMilliseconds(250), plc.LongestScanGap);
    }

    [Fact]
    public void Keeps_The_Shortest_Period_And_Runs_What_It_Was_Late_With_At_Once()
    {
        using var blueprint = new TwinBlueprint(StationLab.AsFound, 1);
        using var actors = new TrialActorSystem();
        var wall = new Wall();
        var scans = new List<LiveScan>();
        long done = 0;
        var live = new LiveTwin(blueprint, actors, new LiveOptions { Duration = TimeSpan.FromSeconds(4) }, wall)
        {
            Scanned = s =>
            {
                scans.Add(s);
                // Something holds the twin up once, for longer than a second.
                wall.Leap(s.Due == TimeSpan.FromMilliseconds(1250) ? 1600 : 0);
            },
            Ticked = t => done = t.Devices["PLC-CGS"].ScansDone,
        };

        live.Run(CancellationToken.None);

        Assert.Equal(16, done);
        var due = scans.Select(s => s.Due.TotalMilliseconds).ToList();
        Assert.Equal([250, 500, 750, 1000, 1250, 2000, 3000], due.Take(7));
        Assert.Equal(4000, due[^1]);
        Assert.All(scans, s => Assert.True(s.Done >= s.Due));
    }

    /// <summary>A wall clock that goes on by an eighth of a second with every look.</summary>
    private sealed class Wall : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += 125;

        public void Leap(int milliseconds) => _now += milliseconds;
    }
}
