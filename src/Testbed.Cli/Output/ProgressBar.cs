using Spectre.Console;
using Testbed.Core;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>A progress bar on a terminal, a few plain lines elsewhere.</summary>
internal static class ProgressBar
{
    public static RunOutcome Run(Func<IRunProgress, RunOutcome> run)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return run(new Lines());
        }

        RunOutcome? outcome = null;
        AnsiConsole.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => outcome = run(new Bar(context)));
        return outcome!;
    }

    private sealed class Bar(ProgressContext context) : IRunProgress
    {
        private ProgressTask? _task;

        public void Begin(int trials, int alreadyEnded)
        {
            _task = context.AddTask($"{trials} trials at most", maxValue: Math.Max(1, trials));
            _task.Increment(alreadyEnded);
        }

        public void NotNeeded(int trials) => _task?.Increment(trials);

        public void Ended(TrialResult trial) => _task?.Increment(1);
    }

    private sealed class Lines : IRunProgress
    {
        private int _trials;
        private int _ended;

        public void Begin(int trials, int alreadyEnded)
        {
            _trials = trials;
            _ended = alreadyEnded;
            Console.WriteLine(alreadyEnded > 0
                ? FormattableString.Invariant($"going on with an unfinished run: {alreadyEnded} trials are there")
                : FormattableString.Invariant($"{trials} trials at most"));
        }

        public void NotNeeded(int trials) => Count(trials);

        public void Ended(TrialResult trial) => Count(1);

        private void Count(int trials)
        {
            var ended = Interlocked.Add(ref _ended, trials);
            if (trials > 0 && (ended == _trials || ended * 10 / _trials != (ended - trials) * 10 / _trials))
            {
                Console.WriteLine(FormattableString.Invariant($"  {ended * 10 / _trials * 10} %"));
            }
        }
    }
}
