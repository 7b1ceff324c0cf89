using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>The gas of a pandapipes network: normal density, viscosity and a compressibility that is linear in bar absolute.</summary>
internal sealed record PandapipesFluid(string Name, double NormalDensity, double ViscosityPaS, double SlopePerBar, double Offset)
{
    public const double NormalK = 273.15;

    /// <summary>Reads the fluid at a temperature.</summary>
    /// <exception cref="CaseFormatException">There is none, it is no gas, or a property is of a kind that is not known here.</exception>
    public static PandapipesFluid Of(JsonElement net, double temperatureK)
    {
        if (!net.TryGetProperty("fluid", out var wrapper))
        {
            throw new CaseFormatException("the network has no 'fluid'");
        }

        var fluid = PythonJson.Unwrap(wrapper, "the fluid");
        var name = fluid.ValueKind == JsonValueKind.Object ? fluid.Text("name") : throw new CaseFormatException("the network's 'fluid' has no properties");
        if (fluid.TryGetProperty("is_gas", out var isGas) && isGas.ValueKind == JsonValueKind.False)
        {
            throw new CaseFormatException($"the fluid '{name}' is no gas");
        }

        var properties = fluid.Need("all_properties");
        var (slope, offset) = Line(properties);
        return new(name, At(properties, "density", NormalK), At(properties, "viscosity", temperatureK), slope, offset);
    }

    private static (double Slope, double Offset) Line(JsonElement properties)
    {
        var (kind, content) = Property(properties, "compressibility");
        return kind switch
        {
            "FluidPropertyLinear" => (Value(content, "slope"), Value(content, "offset")),
            "FluidPropertyConstant" => (0.0, Value(content, "value")),
            _ => throw new CaseFormatException($"the fluid's compressibility is a {kind}; only constant and linear ones can be read"),
        };
    }

    private static double At(JsonElement properties, string name, double temperature)
    {
        var (kind, content) = Property(properties, name);
        return kind switch
        {
            "FluidPropertyConstant" => Value(content, "value"),
            "FluidPropertyLinear" => (Value(content, "slope") * temperature) + Value(content, "offset"),
            "FluidPropertyInterExtra" => Interpolated(Values(content, "x"), Values(content, "y"), temperature, name),
            _ => throw new CaseFormatException($"the fluid's {name} is a {kind}; only constant, linear and tabulated ones can be read"),
        };
    }

    /// <summary>Straight lines between the points and, on the outermost ones, beyond them.</summary>
    private static double Interpolated(double[] x, double[] y, double at, string name)
    {
        if (x.Length < 2 || x.Length != y.Length)
        {
            throw new CaseFormatException($"the fluid's {name} has {x.Length} temperatures and {y.Length} values");
        }

        var next = Math.Clamp(Array.FindIndex(x, v => v > at) is var found && found < 0 ? x.Length - 1 : found, 1, x.Length - 1);
        return y[next - 1] + ((y[next] - y[next - 1]) * (at - x[next - 1]) / (x[next] - x[next - 1]));
    }

    private static (string Kind, JsonElement Content) Property(JsonElement properties, string name)
    {
        var property = properties.Need(name);
        return (property.Text("_class"), PythonJson.Unwrap(property, $"the fluid's {name}"));
    }

    private static double Value(JsonElement content, string name) => PythonJson.Unwrap(content.Need(name), name) is { ValueKind: JsonValueKind.Number } number
        ? number.GetDouble() : throw new CaseFormatException($"the fluid's '{name}' is no number");

    private static double[] Values(JsonElement content, string name)
    {
        var array = PythonJson.Unwrap(content.Need(name), name);
        return array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select(v => PythonJson.Unwrap(v, name).GetDouble())]
            : throw new CaseFormatException($"the fluid's '{name}' is no list");
    }
}
