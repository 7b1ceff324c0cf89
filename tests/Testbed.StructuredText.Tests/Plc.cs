namespace Testbed.StructuredText.Tests;

/// <summary>Compiles and runs programs in tests.</summary>
internal sealed class Plc
{
    private TimeSpan _now;

    private Plc(PlcProgram program) => Instance = (Program = program).Create();

    public PlcProgram Program { get; }

    public PlcInstance Instance { get; }

    public double this[string path]
    {
        get => Instance.ReadNumber(Find(path));
        set => Instance.WriteNumber(Find(path), value);
    }

    public static Plc Of(string source, StOptions? options = null)
    {
        var compilation = StCompiler.Compile([new("test.st", source)], options);
        Assert.True(compilation.Program is not null, string.Join("\n", compilation.Diagnostics));
        return new(compilation.Program);
    }

    /// <summary>A program with variables and statements, after one scan.</summary>
    public static Plc Run(string variables, string body)
    {
        var plc = Of($"PROGRAM Main\nVAR\n{variables}\nEND_VAR\n{body}\nEND_PROGRAM");
        plc.Scan();
        return plc;
    }

    /// <summary>The value of an expression as text, worked out at run time: operands come from variables.</summary>
    public static string Value(string type, string expression, string variables = "") => Run($"{variables} result : {type};", $"result := {expression};").Text("result");

    /// <summary>Codes of the diagnostics of a source, by place.</summary>
    public static string[] Codes(string source) => [.. StCompiler.Compile([new("test.st", source)]).Diagnostics.Select(d => d.Code)];

    /// <summary>Codes of a program with variables and statements.</summary>
    public static string[] Codes(string variables, string body) => Codes($"PROGRAM Main\nVAR\n{variables}\nEND_VAR\n{body}\nEND_PROGRAM");

    public PlcVariable Find(string path) => Program.Find(path) ?? throw new ArgumentException($"no variable {path}");

    public string Text(string path) => Instance.ReadText(Find(path));

    public void Write(string path, string literal) => Assert.True(Instance.TryWriteText(Find(path), literal, out var error), error);

    /// <summary>Scans at the present time, which then goes on by <paramref name="milliseconds"/>; must not fault.</summary>
    public Plc Scan(int milliseconds = 10, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(Instance.Scan(_now), Instance.Fault?.ToString());
            _now += TimeSpan.FromMilliseconds(milliseconds);
        }

        return this;
    }

    /// <summary>Scans, and gives the fault that must come of it.</summary>
    public PlcFault Fault()
    {
        Assert.False(Instance.Scan(_now));
        return Instance.Fault!;
    }
}
