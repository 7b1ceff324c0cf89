using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>What every control has, for one of the places that an entry names.</summary>
internal sealed record ControlHead(string Id, string On, string? Product, string? KnownLimits, IReadOnlyList<RequirementId>? Claims, ConduitConfig? Conduit,
    Scenario System);

/// <summary>Builds a control for one place. Runs once the system is bound, because rules may expand to declared flows.</summary>
internal delegate ControlConfig ControlMaker(ControlHead head);

/// <summary>Binds one kind of control. Exactly one sealed class per sealed type of <see cref="ControlConfig"/>.</summary>
internal abstract class ControlBinder
{
    /// <summary>The type it makes.</summary>
    public abstract Type ConfigType { get; }

    /// <summary>The YAML kind.</summary>
    public string Kind => ControlConfig.KindOf(ConfigType);

    /// <summary>True for kinds of conduits.</summary>
    public bool OnConduit => !ConfigType.IsSubclassOf(typeof(AssetControlConfig));

    /// <summary>Reads the keys of this kind and gives what makes the control.</summary>
    public abstract ControlMaker Read(MapReader r);

    /// <summary>Every binder of this assembly by kind.</summary>
    public static IReadOnlyDictionary<string, ControlBinder> All { get; } = typeof(ControlBinder).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(ControlBinder)) && !t.IsAbstract)
        .Select(t => (ControlBinder)Activator.CreateInstance(t)!)
        .OrderBy(b => b.Kind, StringComparer.Ordinal)
        .ToDictionary(b => b.Kind, StringComparer.Ordinal);
}

/// <summary>Binds a kind of control that makes <typeparamref name="T"/>.</summary>
internal abstract class ControlBinder<T> : ControlBinder
    where T : ControlConfig
{
    /// <inheritdoc/>
    public override Type ConfigType => typeof(T);
}
