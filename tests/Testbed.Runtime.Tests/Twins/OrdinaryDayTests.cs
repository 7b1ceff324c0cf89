using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What an ordinary day brings on real sockets: people at stations, commands through the server, an outage.</summary>
public sealed class OrdinaryDayTests
{
    private static readonly Scenario Day = StationLab.Hardened with
    {
        Traffic = StationLab.Hardened.Traffic with
        {
            Shifts =
            [
                new("one", "ENG-1", "SCADA-1", 23, "a.keller", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(100),
                    [new(TimeSpan.FromSeconds(5), "WRITE PLC-CGS.set-point-a 8.65"), new(TimeSpan.FromSeconds(10), "WRITE PLC-CGS.set-point-b 8.05")]),
                new("two", "LOG-1", "SCADA-1", 23, "m.brandt", TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(100),
                    [new(TimeSpan.FromSeconds(20), "CONFIRM WRITE PLC-CGS.set-point-b 8.05")]),
            ],
            Outages = [new("RTU-DRS-3", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), [TrafficTrials.NegativeControl])],
        },
    };

    [Theory]
    [InlineData(null)]
    [InlineData(7UL)]
    public void People_Command_A_Controller_Through_The_Server_And_Two_Where_That_Needs_Two(ulong? noise)
    {
        using var range = new Range(Day, options: new TwinOptions { KeepText = true, DeliveryNoise = noise });
        range.Tick(20);
        Assert.Equal(8.65, range.Device("PLC-CGS").Point("set-point-a")!.Value, 3);
        Assert.Equal(8.0, range.Device("PLC-CGS").Point("set-point-b")!.Value, 3);
        range.Tick(100);
        Assert.Equal(8.05, range.Device("PLC-CGS").Point("set-point-b")!.Value, 3);
        Assert.Equal(["log-on a.keller", "log-on m.brandt", "log-off a.keller", "log-off m.brandt"],
            range.Device("SCADA-1").AuditRecords.Where(r => r.Type is "log-on" or "log-off").Select(r => $"{r.Type} {r.Subject}"));
    }

    [Fact]
    public void An_Outage_Comes_At_A_Moment_Of_The_Seed_And_Ends()
    {
        int Begins(ulong seed)
        {
            using var range = new Range(Day, seed: seed);
            var begin = 0;
            for (var second = 1; second <= 80; second++)
            {
                range.Tick();
                begin = begin == 0 && !range.Device("RTU-DRS-3").IsRunning ? second : begin;
            }

            Assert.True(range.Device("RTU-DRS-3").IsRunning);
            Assert.Empty(range.Twin.Failures);
            return begin;
        }

        int[] begins = [.. Enumerable.Range(1, 4).Select(s => Begins((ulong)s))];
        Assert.All(begins, b => Assert.InRange(b, 20, 32));
        Assert.NotEqual(1, begins.Distinct().Count());
        Assert.Equal(begins[0], Begins(1));
    }
}
