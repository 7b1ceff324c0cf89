namespace Testbed.Cli;

/// <summary>The journal holds trials, not the scenario: what they are assessed against must be what they were run on.</summary>
internal static class JournalCheck
{
    /// <summary>Refuses the journal of another scenario or of other profiles; warns when only the build is another.</summary>
    public static void SameRun(string folder, string? recorded, string now)
    {
        if (recorded == now)
        {
            return;
        }

        // The key ends with the build.
        static string WithoutBuild(string key) => key[..(key.LastIndexOf('|') + 1)];
        if (recorded is null || WithoutBuild(recorded) != WithoutBuild(now))
        {
            throw new UserErrorException($"The scenario or the attack profiles changed since the run in {folder}; run it again.");
        }

        Console.Error.WriteLine($"warning: the run in {folder} was made by another build; its evidence is assessed by this one.");
    }
}
