namespace Testbed.Scenarios.Loading;

/// <summary>Sections of a scenario in files of their own beside <c>scenario.yaml</c>, named by <c>parts</c>: a large one is read section by section.</summary>
internal static class ScenarioParts
{
    private const string Key = "parts";

    /// <summary>The map with the sections of all its parts; null when a part cannot be read. A section stands in one file only.</summary>
    public static YamlMap? Join(YamlMap main, DiagnosticBag bag, List<SourceFile> files)
    {
        if (main.Find(Key)?.Value is not YamlList list)
        {
            return main;
        }

        var entries = main.Entries.ToList();
        var whole = true;
        foreach (var name in list.Items.OfType<YamlScalar>())
        {
            if (ScenarioFiles.ReadBeside(name.Start, name.Value, bag) is not { } file || YamlTreeReader.Read(file, bag) is not { } part)
            {
                whole = false;
                continue;
            }

            files.Add(file);
            foreach (var entry in part.Entries)
            {
                if (entry.Key.Value == Key)
                {
                    bag.Error(DiagnosticCodes.PartNested, entry.Key.Start, "a part cannot have parts of its own", "name all parts in scenario.yaml");
                }
                else if (entries.Find(e => e.Key.Value == entry.Key.Value) is { } other)
                {
                    bag.Error(DiagnosticCodes.PartRepeats, entry.Key.Start, $"'{entry.Key.Value}' stands in {other.Key.Start.File.Name}, too", "a section stands in one file");
                }
                else
                {
                    entries.Add(entry);
                }
            }
        }

        return whole ? new(main.Start, entries) : null;
    }
}
