namespace Testbed.Attacks;

/// <summary>Every model check.</summary>
public static class ModelCheckCatalogue
{
    /// <summary>All checks, in the order of their requirements.</summary>
    public static IReadOnlyList<IModelCheck> All { get; } =
    [
        new DuplicateIdentifiers(), new UndeclaredAccess(), new SharedSwitches(), new ServicesFromOutside(), new UndeclaredLinks(), new CoHosting(), new SettingsAsFound(),
        new UndeclaredPorts(),
    ];
}
