namespace Testbed.Runtime.Tests;

public sealed class SimulationClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);

    private readonly SimulationClock _clock = new(Start);
    private readonly List<string> _fired = [];

    [Fact]
    public void Starts_At_The_Scenarios_Start_And_Stands_Still()
    {
        Assert.Equal(Start, _clock.GetUtcNow());
        Assert.Equal(0, _clock.GetTimestamp());
        Assert.False(_clock.FireNext(0));
        Assert.Equal(TimeSpan.Zero, _clock.Elapsed);
    }

    [Fact]
    public void Timers_Fire_In_Order_Of_Due_Time_Then_Of_Creation()
    {
        Once("b", 2);
        Once("a", 1);
        Once("c", 2);
        Once("d", 1);
        RunTo(3);
        Assert.Equal(["a@1", "d@1", "b@2", "c@2"], _fired);
        Assert.Equal(Start.AddSeconds(3), _clock.GetUtcNow());
    }

    [Fact]
    public void A_Timer_Beyond_The_Limit_Waits_For_A_Later_Run()
    {
        Once("a", 5);
        RunTo(4.999);
        Assert.Empty(_fired);
        RunTo(5);
        Assert.Equal(["a@5"], _fired);
    }

    [Fact]
    public void A_Periodic_Timer_Fires_Every_Period()
    {
        using var timer = _clock.CreateTimer(_ => Note("p"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        RunTo(8);
        Assert.Equal(["p@1", "p@3", "p@5", "p@7"], _fired);
    }

    [Fact]
    public void A_Timer_Made_By_A_Timer_For_Now_Fires_Now_After_Those_Already_Due()
    {
        using var first = _clock.CreateTimer(_ => { Note("first"); Once("made", 0); }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Once("second", 1);
        RunTo(1);
        Assert.Equal(["first@1", "second@1", "made@1"], _fired);
    }

    [Fact]
    public void Change_Moves_A_Timer_And_Forgets_Its_Old_Time()
    {
        using var timer = _clock.CreateTimer(_ => Note("t"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Assert.True(timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan));
        RunTo(2);
        Assert.Empty(_fired);
        RunTo(10);
        Assert.Equal(["t@3"], _fired);
    }

    [Fact]
    public void Change_In_The_Own_Callback_Wins_Over_The_Period()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                Note("t");
                timer!.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
            },
            null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        RunTo(30);
        Assert.Equal(["t@1", "t@11", "t@21"], _fired);
    }

    [Fact]
    public void A_Timer_Disposed_While_Due_Does_Not_Fire()
    {
        ITimer? second = null;
        using var first = _clock.CreateTimer(_ => { Note("first"); second!.Dispose(); }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        second = _clock.CreateTimer(_ => Note("second"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        RunTo(5);
        Assert.Equal(["first@1"], _fired);
    }

    [Fact]
    public void A_Timer_Changed_While_Due_Fires_At_Its_New_Time_Only()
    {
        ITimer? second = null;
        using var first = _clock.CreateTimer(
            _ => second!.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        second = _clock.CreateTimer(_ => Note("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        RunTo(5);
        Assert.Equal(["second@3"], _fired);
    }

    [Fact]
    public void A_Periodic_Timer_Disposed_In_Its_Callback_Ends()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(_ => { Note("t"); timer!.Dispose(); }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        RunTo(5);
        Assert.Equal(["t@1"], _fired);
    }

    [Fact]
    public void A_Disposed_Timer_Cannot_Be_Changed_Back_To_Life()
    {
        var timer = _clock.CreateTimer(_ => Note("t"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        RunTo(5);
        Assert.Empty(_fired);
    }

    [Fact]
    public void Infinite_Due_Time_Never_Fires()
    {
        using var timer = _clock.CreateTimer(_ => Note("t"), null, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1));
        RunTo(100);
        Assert.Empty(_fired);
        Assert.True(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        RunTo(100);
        Assert.Equal(["t@100"], _fired);
    }

    [Fact]
    public void Views_Mark_Whose_Timer_Fires_And_Share_Time()
    {
        var attacker = _clock.For("attacker");
        using var theirs = attacker.CreateTimer(_ => _fired.Add(_clock.Participant), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var ours = _clock.CreateTimer(_ => _fired.Add($"[{_clock.Participant}]"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        RunTo(2);
        Assert.Equal(["attacker", "[]"], _fired);
        Assert.Equal("", _clock.Participant);
        Assert.Equal(_clock.GetUtcNow(), attacker.GetUtcNow());
        Assert.Equal(_clock.GetTimestamp(), attacker.GetTimestamp());
        Assert.Equal(TimeSpan.FromSeconds(2), attacker.GetElapsedTime(0));
    }

    [Fact]
    public async Task Task_Delay_Ends_At_Its_Simulated_Time()
    {
        var delay = Task.Delay(TimeSpan.FromHours(8), _clock);
        RunTo((8 * 3600) - 1);
        Assert.False(delay.IsCompleted);
        RunTo(8 * 3600);
        Assert.True(delay.IsCompleted);
        await delay;
    }

    [Fact]
    public async Task A_Cancelled_Delay_Leaves_No_Timer_Behind()
    {
        using var cancel = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromSeconds(5), _clock.For("x"), cancel.Token);
        await cancel.CancelAsync();
        Assert.True(delay.IsCanceled);
        Assert.False(_clock.FireNext(TimeSpan.FromSeconds(10).Ticks));
    }

    [Fact]
    public void A_Cancellation_Source_Cancels_At_Its_Simulated_Time()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), _clock);
        RunTo(2.9);
        Assert.False(source.IsCancellationRequested);
        RunTo(3);
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task Wait_Async_Times_Out_In_Simulated_Time()
    {
        var never = new TaskCompletionSource();
        var wait = never.Task.WaitAsync(TimeSpan.FromSeconds(2), _clock);
        RunTo(2);
        await Assert.ThrowsAsync<TimeoutException>(() => wait);
    }

    private void Once(string name, double seconds) =>
        _clock.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add(FormattableString.Invariant($"{name}@{_clock.Elapsed.TotalSeconds}"));

    private void RunTo(double seconds)
    {
        while (_clock.FireNext(TimeSpan.FromSeconds(seconds).Ticks))
        {
        }
    }
}
