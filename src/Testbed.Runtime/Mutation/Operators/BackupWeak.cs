using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Backups are not fetched, not whole, or not looked at before they are restored.</summary>
public sealed class BackupWeak() : MutationOperator<BackupConfig>("backup-weak", "backups are not what was declared")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, BackupConfig control)
    {
        if (control.Server is not null)
        {
            yield return new("schedule", control with { Server = null }, Rows("SR 7.3 RE 2"), "nobody fetches backups by himself");
        }

        yield return new("verify", control with { Verify = false }, Rows("SR 7.3 RE 1"), "a damaged backup is taken");
        var runsProgram = scenario.Asset(control.On) is { Controller.Program.Count: > 0 };
        foreach (var section in control.Sections.Where(s => s is "accounts" or "roles" || (s == "program" && runsProgram)))
        {
            yield return new(
                section, control with { Sections = [.. control.Sections.Where(s => s != section)] }, Rows("SR 7.3", "SR 7.3 RE 1", "SR 7.4"),
                $"backups lack {section}");
        }
    }
}
