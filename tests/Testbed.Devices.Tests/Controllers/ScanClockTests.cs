using CsCheck;

namespace Testbed.Devices.Tests;

public sealed class ScanClockTests
{
    [Fact]
    public void Scans_Cover_The_Time_And_The_Longest_Gap_Is_Theirs() =>
        Gen.Select(Gen.Int[50, 3000], Gen.Int[0, 900].Array[1, 40]).Sample((periodMs, load) =>
        {
            var clock = new ScanClock(TimeSpan.FromMilliseconds(periodMs));
            clock.Start(0);
            double sum = 0;
            double longest = 0;
            for (var tick = 0; tick < load.Length; tick++)
            {
                for (var i = 0; i < load[tick]; i++)
                {
                    clock.CountPdu();
                }

                foreach (var gap in clock.Advance((tick + 1) * 1000))
                {
                    Assert.True(gap * 1000 >= periodMs - 1e-6);
                    sum += gap;
                    longest = Math.Max(longest, gap);
                }

                // A gap that still runs counts too: time since the start less the time that scans have covered.
                longest = Math.Max(longest, tick + 1 - sum);
            }

            Assert.True(sum <= load.Length + 1e-6);
            Assert.Equal(longest, clock.LongestGap.TotalSeconds, 0.002);
            if (load.All(l => l <= ScanClock.PdusPerSecond))
            {
                Assert.Equal(load.Length * 1000 / periodMs * periodMs / 1000.0, sum, 1e-6);
            }
        });
}
