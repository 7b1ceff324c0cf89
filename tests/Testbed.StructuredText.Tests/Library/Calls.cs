using System.Linq.Expressions;

namespace Testbed.StructuredText.Tests.Library;

/// <summary>Calls standard functions as compiled code does: overload, implicit conversions, expression.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, StType> Texts = new(StringComparer.OrdinalIgnoreCase) { ["STRING"] = new TextType(false, 254), ["WSTRING"] = new TextType(true, 254) };

    public static StType Type(string name) => Texts.TryGetValue(name, out var text) ? text : ElementaryType.Find(name) ?? throw new ArgumentException(name);

    /// <summary>Types by name; a name in front of ' is an untyped literal's.</summary>
    public static FunctionMatch? Resolve(string function, params string[] types) =>
        StandardFunctions.Find(function)!.Resolve([.. types.Select(t => new ArgumentType(Type(t.TrimEnd('\'')), t.EndsWith('\'')))]);

    /// <summary>The names of the parameters' types and of the result's, or "none".</summary>
    public static string Overload(string function, params string[] types) =>
        Resolve(function, types) is { } match ? $"{string.Join(' ', match.Parameters.Select(p => p.Name))} -> {match.Result.Name}" : "none";

    /// <summary>Calls with typed values such as ("INT", 5); values are converted to the CLR type of their type.</summary>
    public static object Call(string function, params (string Type, object Value)[] arguments)
    {
        var match = Resolve(function, [.. arguments.Select(a => a.Type)]) ?? throw new InvalidOperationException($"{function} takes no {string.Join(", ", arguments.Select(a => a.Type))}");
        var values = arguments.Zip(match.Parameters, (a, p) =>
        {
            var from = Type(a.Type.TrimEnd('\''));
            var to = a.Type.EndsWith('\'') ? p : from;
            return ImplicitConversion.Emit(Expression.Constant(Value(a.Value, to.ClrType)), to, p);
        });
        var body = match.Emit([.. values]);
        Assert.Equal(match.Result.ClrType, body.Type);
        return Expression.Lambda<Func<object>>(Expression.Convert(body, typeof(object))).Compile()();
    }

    /// <summary>A function of one typed value.</summary>
    public static object Call(string function, string type, object value) => Call(function, (type, value));

    /// <summary>Values of one type.</summary>
    public static object CallAll(string function, string type, params object[] values) => Call(function, [.. values.Select(v => (type, v))]);

    /// <summary>The fault of a call.</summary>
    public static PlcFaultCode Fault(string function, params (string Type, object Value)[] arguments) => Assert.Throws<PlcFaultException>(() => Call(function, arguments)).Code;

    private static object Value(object value, Type type) => value.GetType() == type ? value : Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
}
