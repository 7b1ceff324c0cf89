using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Turns the words of a play (<c>point</c>, <c>value</c>) into a point and a raw value, so that plays fit any scenario.</summary>
internal static class PointChoice
{
    /// <summary>
    /// The point: the first existing name of the list in <c>point</c>; a name ending in <c>*</c> matches a beginning; <c>undeclared</c> is the first
    /// the vantage may not write. Without the parameter, the first writable one.
    /// </summary>
    public static WriteTarget? Point(StepContext context, ServiceConfig service)
    {
        var all = WriteTarget.Of(context.Target, service).ToList();
        foreach (var name in context.Parameters.GetValueOrDefault("point", "*").Split(',', StringSplitOptions.TrimEntries))
        {
            var found = name == "undeclared"
                ? FlowPolicy.UndeclaredWrites(context.Range.Scenario, context.Vantage.From, context.Target, service)
                    .Where(w => !w.Multiple).Select(w => w.Target).FirstOrDefault()
                : all.FirstOrDefault(t => name.EndsWith('*') ? t.Point.Name.StartsWith(name[..^1], StringComparison.Ordinal) : t.Point.Name == name);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// The raw value of <c>value</c>: a number in engineering units, <c>x10</c> (that many times the present register), <c>min</c> or <c>max</c> of the
    /// engineering range, <c>allowed-max</c> or <c>allowed-min</c> of the declared flow, <c>on</c>, <c>off</c>, or <c>changed</c> (the default).
    /// </summary>
    public static double Value(StepContext context, WriteTarget target, string key = "value")
    {
        var present = context.Range.Truth.Point(target.Asset.Id, target.Point.Name);
        var word = context.Parameters.GetValueOrDefault(key, "changed");
        if (word.StartsWith('x') && int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var factor))
        {
            return PointCodec.Fit(target.Point.Type, target.ToRaw(present ?? target.Point.Initial ?? 1) * factor);
        }

        return word switch
        {
            "on" => target.ToRaw(1),
            "off" => target.ToRaw(0),
            "min" => target.ToRaw(target.Point.Min ?? 0),
            "max" => target.ToRaw(target.Point.Max ?? 100),
            "allowed-max" or "allowed-min" => Allowed(context, target, word == "allowed-max"),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => target.ToRaw(value),
            _ => target.DifferentInRange(present),
        };
    }

    private static double Allowed(StepContext context, WriteTarget target, bool highest)
    {
        var rule = context.Range.Scenario.Conduits.SelectMany(c => c.Flows).Where(f => f.To == target.Asset.Id)
            .SelectMany(f => f.Access).FirstOrDefault(a => FlowPolicy.Covers(a, new(target.SingleFunction, target.Point.Address, null)));
        var bound = highest ? rule?.MaxValue : rule?.MinValue;
        return bound is { } b ? b : target.ToRaw((highest ? target.Point.Max : target.Point.Min) ?? 0);
    }
}
