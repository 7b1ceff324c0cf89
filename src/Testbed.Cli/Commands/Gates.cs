using Testbed.Assessment;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary>The gates of a CI run.</summary>
internal sealed record Gates(string? Baseline, string? WriteBaseline, bool RequireTarget)
{
    /// <summary>Reads the baseline before anything is run: a wrong file should not cost a run.</summary>
    public Baseline? ReadBaseline()
    {
        if (Baseline is null)
        {
            return null;
        }

        if (!File.Exists(Baseline))
        {
            throw new UserErrorException($"The baseline {Baseline} does not exist; make one with --write-baseline.");
        }

        try
        {
            return BaselineFile.Read(Baseline);
        }
        catch (FormatException e)
        {
            throw new UserErrorException($"{Baseline}: {e.Message}");
        }
    }

    /// <summary>Judges a result and prints what failed.</summary>
    public int Judge(AssessmentResult result, Baseline? before)
    {
        var code = ExitCodes.Done;
        var now = Testbed.Assessment.Baseline.Of(result);
        if (before is not null)
        {
            var changes = BaselineComparison.Compare(before, now);
            foreach (var change in changes)
            {
                Console.WriteLine(change);
            }

            Console.WriteLine(FormattableString.Invariant($"baseline: {changes.Count(c => c.IsDrop)} drop(s), {changes.Count(c => !c.IsDrop)} rise(s)"));
            code = changes.Any(c => c.IsDrop) ? ExitCodes.GateFailed : code;
        }

        if (RequireTarget)
        {
            var below = result.Places.SelectMany(p => p.Frs.Where(f => !f.MeetsTarget).Select(f => (p.Place.Id, f))).ToList();
            foreach (var (place, f) in below)
            {
                Console.WriteLine($"below target: {place} {Core.FoundationalRequirements.ShortName(f.Fr)}: claim {f.Claim}, SL-T {f.Target}");
            }

            code = below.Count > 0 ? ExitCodes.GateFailed : code;
        }

        if (WriteBaseline is not null)
        {
            BaselineFile.Write(WriteBaseline, now);
            Console.WriteLine($"baseline written: {WriteBaseline}");
        }

        return code;
    }
}
