using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Which controls are armed in a twin.</summary>
public sealed class Arming : IControlArming
{
    private readonly HashSet<string> _armed;

    private Arming(IEnumerable<string> armed) => _armed = [.. armed];

    /// <summary>The arming of a kind of twin; the probe twin arms the controls that claim the requirement.</summary>
    public static Arming Of(Scenario scenario, TwinKind kind, RequirementId? requirement = null) => kind switch
    {
        TwinKind.Open => new([]),
        TwinKind.Armed => new(scenario.Controls.Select(c => c.Id)),
        _ => new(scenario.Controls.Where(c => requirement is { } r && c.Claims.Contains(r)).Select(c => c.Id)),
    };

    /// <inheritdoc/>
    public bool IsArmed(string controlId) => _armed.Contains(controlId);
}
