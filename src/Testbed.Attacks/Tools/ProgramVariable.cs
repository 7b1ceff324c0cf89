using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A writable point of a controller through the variable of its program that it is joined to, and another value for it.</summary>
/// <param name="Target">The point.</param>
/// <param name="Path">The variable.</param>
/// <param name="Raw">The other value, as the point's registers would carry it.</param>
/// <param name="Literal">The same for the variable.</param>
internal sealed record ProgramVariable(WriteTarget Target, string Path, double Raw, string Literal)
{
    /// <summary>As a sentence has it.</summary>
    public string Text => Target.Text(Raw);

    /// <summary>
    /// Those a controller gives, outputs that are wired to the plant first; none that is the key. A value of a tool is engineering, so its literal is too.
    /// </summary>
    public static async Task<IReadOnlyList<ProgramVariable>> ReadAsync(IAttackRange range, AssetConfig asset, ServiceConfig service, EngineeringAccess access)
    {
        var key = range.Scenario.Control<KeySwitchConfig>(asset.Id)?.Point;
        var found = new List<ProgramVariable>();
        foreach (var target in WriteTarget.Of(asset, service).Where(t => t.Point.Name != key).OrderBy(t => string.IsNullOrEmpty(t.Point.Tag)))
        {
            var path = asset.Controller.Variables.GetValueOrDefault(target.Point.Name) ?? ControllerConfig.VariableOf(target.Point.Name);
            if (await access.Client.ReadAsync(path) is { IsDone: true } read)
            {
                var raw = target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name));
                found.Add(new(target, path, raw, Form(read.Response.Text, target.ToEngineering(raw))));
            }
        }

        return found;
    }

    /// <summary>The same with another value.</summary>
    public ProgramVariable With(double raw) => this with { Raw = raw, Literal = Form(Literal, Target.ToEngineering(raw)) };

    /// <summary>True when the device holds the value now.</summary>
    public bool IsHeld(IAttackRange range) => range.Holds(Target, Raw);

    private static string Form(string like, double value) => like is "TRUE" or "FALSE" ? (value != 0 ? "TRUE" : "FALSE")
        : like.Contains('.', StringComparison.Ordinal) || like.Contains('E', StringComparison.OrdinalIgnoreCase)
            ? value.ToString("0.0######", CultureInfo.InvariantCulture)
            : value.ToString("0", CultureInfo.InvariantCulture);
}
