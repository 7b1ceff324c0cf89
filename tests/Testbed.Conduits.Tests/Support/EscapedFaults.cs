using System.Collections.Concurrent;

namespace Testbed.Conduits.Tests;

/// <summary>
/// Catches what a gateway's own tasks threw and nobody awaited: such a task ends without closing its connection and without a word. Sees only faults
/// that name the gateway, since other tests run at the same time.
/// </summary>
internal sealed class EscapedFaults : IDisposable
{
    private readonly ConcurrentQueue<Exception> _escaped = new();

    public EscapedFaults() => TaskScheduler.UnobservedTaskException += OnEscaped;

    /// <summary>Asserts that nothing escaped up to now.</summary>
    public void AssertNone()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Empty(_escaped);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnEscaped;

    private void OnEscaped(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        if (e.Exception.ToString().Contains("Testbed.Conduits.ConduitGateway", StringComparison.Ordinal)
            || e.Exception.ToString().Contains("Testbed.Conduits.SpanRelay", StringComparison.Ordinal))
        {
            _escaped.Enqueue(e.Exception);
        }
    }
}
