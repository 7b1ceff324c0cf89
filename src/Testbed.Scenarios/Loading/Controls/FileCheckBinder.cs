namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>file-check</c>.</summary>
internal sealed class FileCheckBinder : ControlBinder<FileCheckConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var keys = MalwareKeys.Read(r);
        var entry = r.Optional("entry", Types.Bool, true, "a file is checked when it is handed in (default true)");
        var exit = r.Optional("exit", Types.Bool, true, "a file is checked again when it is fetched, by the signatures of then (default true)");
        var whole = r.Optional("whole_file", Types.Bool, true, "a file is checked as a whole; false: piece by piece, as it comes (default true)");
        return h => new FileCheckConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            ArchiveDepth = keys.Depth,
            ArchiveFiles = keys.Files,
            ArchiveKib = keys.Kib,
            SignaturesIssued = keys.Issued,
            MaxAge = keys.MaxAge,
            Key = keys.Key,
            Entry = entry,
            Exit = exit,
            WholeFile = whole,
        };
    }
}
