using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>What upkeep has to do with a controller's program: it names it among the settings, saves it with a backup, and installs that of a backup.</summary>
internal sealed class DeviceProgram(DeviceControls controls, PointBank bank, IProgramHost host)
{
    /// <summary>Name, version and digest, as the settings tell them; nothing where there is no program.</summary>
    public IReadOnlyList<string> Identity => host.Program is { } program ? ProgramBackup.IdentityOf(program) : [];

    /// <summary>The lines of a backup.</summary>
    public IReadOnlyList<string> Backup => host.Program is { } program
        ? new ProgramBackup(program, controls.SignedProgram.IsAccepted(program), host.SaveRetained()).ToLines()
        : [];

    /// <summary>
    /// Installs the program of a backup if a download of it were accepted, or else changes nothing. The present one, where it is the same, goes on with what the
    /// backup retained; another leaves STOP, and the restart that follows a restore starts it warm. What is wrong, or null.
    /// </summary>
    /// <param name="saved">The program.</param>
    /// <param name="restored">The settings for signatures that the backup brings; null without.</param>
    /// <param name="by">Who restores.</param>
    public string? Install(ProgramBackup saved, SignedProgramConfig? restored, RestoreOrder by)
    {
        var retained = saved.Retained.ToArray();
        if (host.Program?.DigestText == saved.Bundle.DigestText)
        {
            return host.TryRetain(retained) ? null : "what was retained belongs to another program";
        }

        var refusal = controls.KeySwitch.RefusalOf(EngineeringOperation.Download, bank, by.Origin, "restore of a program")
            ?? controls.SignedProgram.RefusalOf(saved, restored, by.IsGenuine, by.Origin)
            ?? host.TryLoad(saved.Bundle, retained);
        if (refusal is not null)
        {
            controls.Audit.Record(AuditCategories.Configuration, "program-restore", false, by.Origin, $"{Describe(saved.Bundle)} {refusal}");
        }

        return refusal;
    }

    /// <summary>All of the backup is in force: another program than before is the accepted one now, and somebody is told.</summary>
    /// <param name="before">The digest of the program before; empty without.</param>
    /// <param name="by">Who restored.</param>
    public void Installed(string before, RestoreOrder by)
    {
        if (host.Program is not { } program || program.DigestText == before)
        {
            return;
        }

        controls.Audit.Record(AuditCategories.Configuration, "program-restore", true, by.Origin, Describe(program));
        controls.Audit.Record(
            AuditCategories.Configuration, "program-digest", true, by.Origin, $"{program.DigestText} was {(before.Length == 0 ? "none" : before)}");
        controls.SignedProgram.Accept(program, before, by.Origin);
    }

    /// <summary>The digest of the present program; empty without.</summary>
    public string Digest => host.Program?.DigestText ?? "";

    private static string Describe(ProgramBundle bundle) => $"{bundle.Name} {bundle.Version} {bundle.DigestText[..8]}";
}

/// <summary>Who has a backup restored, and whether its digest was verified.</summary>
internal readonly record struct RestoreOrder(Origin Origin, bool IsGenuine);
