namespace Testbed.Scenarios.Loading;

/// <summary>References to people by the names of their accounts.</summary>
internal static class People
{
    /// <summary>Reports names that the asset has no account of.</summary>
    public static void Check(Binding binding, AssetConfig asset, IEnumerable<string> names, Mark at)
    {
        foreach (var name in names.Where(n => asset.Accounts.All(a => a.Name != n)))
        {
            binding.Report(DiagnosticCodes.NoSuchPerson, at, $"{asset.Id} has no account '{name}'", Nearest.Fix(name, asset.Accounts.Select(a => a.Name)));
        }
    }
}
