namespace Testbed.StructuredText;

/// <summary>Which argument goes to which parameter.</summary>
internal sealed partial class ExpressionBinder
{
    /// <summary>Arguments by name of parameter, without case; null after a message.</summary>
    private Dictionary<string, ArgumentSyntax>? Arguments(CallExpression call, Pou callee)
    {
        var bound = new Dictionary<string, ArgumentSyntax>(StringComparer.OrdinalIgnoreCase);
        if (!IsOneShape(call))
        {
            return null;
        }

        var parameters = Parameters(callee).OrderBy(p => p.Span.Source).ThenBy(p => p.Span.Start).ToList();
        if (call.Arguments.Count > 0 && call.Arguments[0].Name is null)
        {
            return Informal(call, callee, parameters, bound) ? bound : null;
        }

        var isGood = true;
        foreach (var argument in call.Arguments)
        {
            isGood &= Formal(argument, callee, parameters) && Once(argument, bound);
        }

        return isGood ? bound : null;
    }

    private bool Informal(CallExpression call, Pou callee, List<Variable> parameters, Dictionary<string, ArgumentSyntax> bound)
    {
        var wanted = parameters.Count(p => p.Section != VarSection.Output);
        if (call.Arguments.Count > parameters.Count || call.Arguments.Count < wanted)
        {
            var how = $"{callee.Name}({string.Join(", ", parameters.Select(p => $"{p.Name} {(p.Section == VarSection.Output ? "=>" : ":=")} {p.Type.Name}"))})";
            Sink.Error(StCodes.ArgumentShape, call.Span, $"'{callee.Name}' takes {wanted} argument{(wanted == 1 ? "" : "s")}, not {call.Arguments.Count}", how);
            return false;
        }

        // With as many as there are inputs, outputs are left out wherever they stand.
        var targets = call.Arguments.Count == wanted ? parameters.Where(p => p.Section != VarSection.Output) : parameters;
        foreach (var (argument, parameter) in call.Arguments.Zip(targets))
        {
            bound.Add(parameter.Name, argument);
        }

        return true;
    }

    private bool Formal(ArgumentSyntax argument, Pou callee, List<Variable> parameters)
    {
        var name = argument.Name!.Text;
        var isEnabling = name.Equals("EN", StringComparison.OrdinalIgnoreCase) || name.Equals("ENO", StringComparison.OrdinalIgnoreCase);
        if (parameters.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } parameter)
        {
            if (argument.IsOutput == (parameter.Section == VarSection.Output))
            {
                return true;
            }

            var isInput = parameter.Section != VarSection.Output;
            Sink.Error(StCodes.ArgumentShape, argument.Span, $"'{name}' of {callee.Name} is an {(isInput ? "input" : "output")}", $"write {name} {(isInput ? ":=" : "=>")} ...");
            return false;
        }

        if (isEnabling && callee.Find(name) is null && argument.IsOutput == (name.Length == 3))
        {
            return true;
        }

        if (callee.HasBase)
        {
            return false;
        }

        Sink.Error(StCodes.UnknownParameter, argument.Name.Span, $"{callee.Name} has no parameter '{name}'", NearestName.Fix(name, parameters.Select(p => p.Name)));
        return false;
    }

    private bool Once(ArgumentSyntax argument, Dictionary<string, ArgumentSyntax> bound)
    {
        if (bound.TryAdd(argument.Name!.Text, argument))
        {
            return true;
        }

        Sink.Error(StCodes.DuplicateParameter, argument.Name.Span, $"'{argument.Name.Text}' is given twice");
        return false;
    }

    private bool IsOneShape(CallExpression call)
    {
        if (call.Arguments.All(a => a.Name is null) || call.Arguments.All(a => a.Name is not null))
        {
            return true;
        }

        Sink.Error(StCodes.ArgumentShape, call.Span, "arguments with and without names are mixed", "name all of them or none");
        return false;
    }
}
