using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>Progress as plain lines: a percentage for the scenario as declared, then one line per ten judged and every bad one at once.</summary>
internal sealed class MutationLines(string things) : IMutationProgress
{
    private int _total;
    private int _ended;

    public void BaselineBegins(int trials)
    {
        (_total, _ended) = (Math.Max(1, trials), 0);
        Console.WriteLine(FormattableString.Invariant($"{trials} trials at most of the scenario as declared"));
    }

    public void BaselineTrialsEnded(int trials)
    {
        var ended = Interlocked.Add(ref _ended, trials);
        if (ended * 4 / _total != (ended - trials) * 4 / _total)
        {
            Console.WriteLine(FormattableString.Invariant($"  {ended * 100 / _total} %"));
        }
    }

    public void MutantsBegin(int mutants)
    {
        (_total, _ended) = (mutants, 0);
        Console.WriteLine(FormattableString.Invariant($"{mutants} {things}"));
    }

    public void Judged(MutantResult result)
    {
        var ended = Interlocked.Increment(ref _ended);
        if (result.IsBad || ended % 10 == 0 || ended == _total)
        {
            Console.WriteLine(FormattableString.Invariant($"  {ended}/{_total} {result.Mutant.Id}: {result.Verdict.Words()}"));
        }
    }
}
