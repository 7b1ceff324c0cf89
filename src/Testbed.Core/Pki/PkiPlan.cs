namespace Testbed.Core;

/// <summary>A certificate to be issued: its common name and, for clients of Modbus/TCP Security, its role.</summary>
/// <param name="Name">An asset, a gateway end, or any other holder.</param>
/// <param name="Kind"><c>asset</c>, <c>gateway</c>, <c>holder</c>, or <see cref="Signer"/>, whose certificate is for code signing and no connection.</param>
/// <param name="Role">The role in its extension; null for none.</param>
/// <param name="Revoked">True when it stands on the revocation list.</param>
public sealed record PkiIdentity(string Name, string Kind, string? Role, bool Revoked)
{
    /// <summary>The kind of who signs programs.</summary>
    public const string Signer = "signer";
}

/// <summary>What a scenario's authority issues. Times are simulated.</summary>
/// <param name="Start">The simulated start: certificates are valid a year before and after it.</param>
/// <param name="ValidFrom">Begin of the authority's own validity.</param>
/// <param name="ValidTo">Its end.</param>
/// <param name="Identities">The declared certificates.</param>
public sealed record PkiPlan(DateTimeOffset Start, DateTimeOffset ValidFrom, DateTimeOffset ValidTo, IReadOnlyList<PkiIdentity> Identities)
{
    /// <summary>A plan without declared certificates, the authority valid ten years around the start.</summary>
    public static PkiPlan Around(DateTimeOffset start) => new(start, Shifted(start, -5), Shifted(start, 5), []);

    // A scenario whose start could not be read has the least of all dates.
    private static DateTimeOffset Shifted(DateTimeOffset start, int years) => start.Year + years is >= 1 and <= 9999 ? start.AddYears(years) : start;

    /// <summary>True for a name whose certificate signs programs.</summary>
    public bool IsSigner(string name) => Identities.Any(i => i.Name == name && i.Kind == PkiIdentity.Signer);

    /// <summary>The declared role of a name.</summary>
    public string? RoleOf(string name) => Identities.FirstOrDefault(i => i.Name == name)?.Role;
}
