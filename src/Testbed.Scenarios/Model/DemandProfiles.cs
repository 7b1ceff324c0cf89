namespace Testbed.Scenarios;

/// <summary>The demand profiles of the format: 24 hourly factors of the winter peak hour, from midnight.</summary>
public static class DemandProfiles
{
    private static readonly double[] Household =
    [
        .34, .31, .30, .31, .36, .50, .82, 1.0, .95, .80, .70, .65, .65, .62, .60, .62, .70, .85, .92, .88, .78, .65, .50, .40,
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["household", "large-user", "constant"];

    /// <summary>The factors of a profile: households on a winter day, large users at 0.85 + 0.15 of that, or constant.</summary>
    /// <exception cref="KeyNotFoundException">There is no such profile: a scenario that passed its checks never asks for one.</exception>
    public static IReadOnlyList<double> HourlyFactors(string profile) => profile switch
    {
        "household" => Household,
        "large-user" => [.. Household.Select(f => 0.85 + (0.15 * f))],
        "constant" => [.. Household.Select(_ => 1.0)],
        _ => throw new KeyNotFoundException($"No demand profile '{profile}'."),
    };
}
