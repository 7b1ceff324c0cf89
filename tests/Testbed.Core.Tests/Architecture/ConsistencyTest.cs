using System.Reflection;
using System.Runtime.CompilerServices;

namespace Testbed.Core.Tests.Architecture;

/// <summary>Rules that hold for every type of Core, found by reflection so that new types obey them too.</summary>
public sealed class ConsistencyTest
{
    private static readonly Assembly Core = typeof(RequirementCatalogue).Assembly;

    private static readonly Type[] Structs = [.. Core.GetExportedTypes().Where(t => t.IsValueType && !t.IsEnum)];

    public static TheoryData<Type> PublicStructs() => [.. Structs];

    [Theory]
    [MemberData(nameof(PublicStructs))]
    public void Compares_Structs_By_Value(Type type)
    {
        Assert.Contains(typeof(IEquatable<>).MakeGenericType(type), type.GetInterfaces());
        Assert.NotNull(type.GetMethod("op_Equality", [type, type]));
        Assert.NotNull(type.GetMethod("op_Inequality", [type, type]));
        Assert.NotNull(type.GetMethod(nameof(GetHashCode), BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, []));
    }

    [Theory]
    [MemberData(nameof(PublicStructs))]
    public void Orders_Comparable_Structs_With_Operators(Type type)
    {
        var comparable = type.GetInterfaces().Contains(typeof(IComparable<>).MakeGenericType(type));

        Assert.All(
            ["op_LessThan", "op_GreaterThan", "op_LessThanOrEqual", "op_GreaterThanOrEqual"],
            name => Assert.Equal(comparable, type.GetMethod(name, [type, type]) is not null));
    }

    [Theory]
    [MemberData(nameof(PublicStructs))]
    public void Freezes_Structs(Type type) =>
        Assert.NotNull(type.GetCustomAttribute<IsReadOnlyAttribute>());

    [Fact]
    public void Offers_No_Setter_After_Construction()
    {
        var open = Core.GetExportedTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");

        Assert.Empty(open);
    }

    [Fact]
    public void Seals_Public_Classes() =>
        Assert.Empty(Core.GetExportedTypes().Where(t => t.IsClass && !t.IsSealed).Select(t => t.Name));

    [Fact]
    public void Loads_Every_Static_Initialiser()
    {
        var types = Core.GetTypes().Where(t => !t.ContainsGenericParameters).ToArray();

        Assert.Contains(typeof(RequirementCatalogue), types);
        Assert.All(types, t => RuntimeHelpers.RunClassConstructor(t.TypeHandle));
    }

    [Fact]
    public void Finds_The_Structs_It_Checks() =>
        Assert.Superset(new HashSet<Type> { typeof(SecurityLevel), typeof(RequirementId) }, Structs.ToHashSet());
}
