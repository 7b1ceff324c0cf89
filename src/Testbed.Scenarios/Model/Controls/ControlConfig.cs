using System.Collections.Concurrent;
using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>The YAML <c>kind</c> of a control or asset type.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class YamlKindAttribute(string kind) : Attribute
{
    /// <summary>The kind as written in YAML.</summary>
    public string Kind { get; } = kind;
}

/// <summary>
/// One security measure on a conduit or an asset, as configured. Exactly one sealed type per YAML kind and exactly one implementation of each.
/// </summary>
public abstract record ControlConfig
{
    // Reading attributes is slow and kinds are asked for in loops over all controls.
    private static readonly ConcurrentDictionary<Type, string> Kinds = new();

    /// <summary>The id, for example <c>C4-inspection</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The conduit or asset that carries it.</summary>
    public required string On { get; init; }

    /// <summary>The product that implements it in the plant; without one the verdict reads "tested on a generic model".</summary>
    public string? Product { get; init; }

    /// <summary>Known limits of that product.</summary>
    public string? KnownLimits { get; init; }

    /// <summary>Narrows <see cref="DefaultClaims"/> when set.</summary>
    public IReadOnlyList<RequirementId>? ClaimsOverride { get; init; }

    /// <summary>The YAML kind.</summary>
    public string Kind => KindOf(GetType());

    /// <summary>The requirements that this kind of control claims to meet where it stands.</summary>
    public abstract IReadOnlyList<RequirementId> DefaultClaims { get; }

    /// <summary>The requirements this control claims.</summary>
    public IReadOnlyList<RequirementId> Claims => ClaimsOverride ?? DefaultClaims;

    /// <summary>True for kinds that stand on conduits, false for kinds that stand on assets.</summary>
    public abstract bool OnConduit { get; }

    /// <summary>The YAML kind of a config type.</summary>
    public static string KindOf(Type type) =>
        Kinds.GetOrAdd(type, t => ((YamlKindAttribute)Attribute.GetCustomAttribute(t, typeof(YamlKindAttribute))!).Kind);

    /// <summary>Makes a claims list from ids.</summary>
    protected static IReadOnlyList<RequirementId> Ids(params string[] ids) => [.. ids.Select(RequirementId.Parse)];
}
