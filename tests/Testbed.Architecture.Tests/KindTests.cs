using System.Reflection;
using Testbed.Conduits;
using Testbed.Devices;
using Testbed.Scenarios;

namespace Testbed.Architecture.Tests;

/// <summary>What can be written in YAML exists exactly once: one config, one implementation.</summary>
public sealed class KindTests
{
    private static readonly Type[] Configs =
        [.. typeof(ControlConfig).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ControlConfig)) && !t.IsAbstract)];

    private static readonly Type[] ConduitControls =
        [.. typeof(ConduitControl).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ConduitControl)) && !t.IsAbstract)];

    private static readonly Dictionary<Type, List<Type>> AssetControls = typeof(DeviceFactory).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && AssetControlConfig(t) is not null)
        .GroupBy(t => AssetControlConfig(t)!).ToDictionary(g => g.Key, g => g.ToList());

    public static TheoryData<string> Kinds() => [.. Configs.Select(ControlConfig.KindOf)];

    public static TheoryData<AssetKind> Assets() => [.. Enum.GetValues<AssetKind>()];

    [Fact]
    public void Names_Every_Kind_Once()
    {
        Assert.All(Configs, c => Assert.True(c.IsSealed && c.GetCustomAttribute<YamlKindAttribute>() is not null, c.Name));
        Assert.Equal(Configs.Length, Configs.Select(ControlConfig.KindOf).Distinct().Count());
        Assert.True(Configs.Length >= 18, "fewer kinds than the product had: the search is broken");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Implements_Each_Kind_By_One_Sealed_Class(string kind)
    {
        var config = Configs.Single(c => ControlConfig.KindOf(c) == kind);
        var onConduits = ConduitControls.Where(c => TakesConfig(c, config)).ToList();
        var onAssets = AssetControls.GetValueOrDefault(config) ?? [];

        var only = Assert.Single(onConduits.Concat(onAssets));
        Assert.True(only.IsSealed);
        Assert.Equal(IsOnConduit(config), onConduits.Count == 1);
    }

    [Fact]
    public void Implements_Nothing_That_Has_No_Kind()
    {
        Assert.All(ConduitControls, c => Assert.Single(Configs, config => TakesConfig(c, config)));
        Assert.All(AssetControls.Keys, config => Assert.Contains(config, Configs));
    }

    [Theory]
    [MemberData(nameof(Assets))]
    public void Builds_Each_Asset_Kind_By_One_Device(AssetKind kind)
    {
        var factory = Testbed.TestSupport.Repository.Read("src/Testbed.Devices/Hosting/DeviceFactory.cs");
        var name = kind.IsController() ? nameof(Controller) : kind.ToString();
        var devices = typeof(Device).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Device)) && !t.IsAbstract && t.Name == name).ToList();

        var device = Assert.Single(devices);
        Assert.True(device.IsSealed);
        Assert.Contains($"{(kind.IsController() ? "IsController()" : $"AssetKind.{kind}")} => new {device.Name}(", factory, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_No_Device_Without_An_Asset_Kind() =>
        Assert.All(
            typeof(Device).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Device)) && !t.IsAbstract),
            t => Assert.Contains(t.Name, Enum.GetNames<AssetKind>().Append(nameof(Controller))));

    private static bool TakesConfig(Type control, Type config) =>
        control.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Any(c => c.GetParameters().Any(p => p.ParameterType == config));

    private static bool IsOnConduit(Type config) =>
        ((ControlConfig)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(config)).OnConduit;

    private static Type? AssetControlConfig(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition().Name == "AssetControl`1")
            {
                return at.GetGenericArguments()[0];
            }
        }

        return null;
    }
}
