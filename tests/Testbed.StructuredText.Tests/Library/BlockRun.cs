using System.Globalization;

namespace Testbed.StructuredText.Tests.Library;

/// <summary>A program made of one body, scanned in simulated time.</summary>
internal sealed class BlockRun
{
    private readonly PlcProgram _program;
    private readonly PlcInstance _plc;
    private TimeSpan _now = TimeSpan.FromHours(1);

    public BlockRun(string variables, string body)
    {
        var compilation = StCompiler.Compile([new StSource("test.st", $"PROGRAM Main\nVAR\n{variables}\nEND_VAR\n{body}\nEND_PROGRAM\n")]);
        Assert.Empty(compilation.Diagnostics);
        _program = compilation.Program!;
        _plc = _program.Create();
        _plc.Start(warm: false);
    }

    public double this[string path]
    {
        get => _plc.ReadNumber(Find(path));
        set => _plc.WriteNumber(Find(path), value);
    }

    public void Scan(double seconds = 1)
    {
        Assert.True(_plc.Scan(_now), _plc.Fault?.ToString());
        _now += TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>Feeds digits to variables, one a scan, and gives the digits of others in the same order; a second passes from scan to scan.</summary>
    public string Trace(string inputs, string outputs)
    {
        var rows = inputs.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(':', StringSplitOptions.TrimEntries)).ToArray();
        var names = outputs.Split(' ');
        var traces = names.Select(_ => new List<string>()).ToArray();
        for (var i = 0; i < rows[0][1].Length; i++)
        {
            foreach (var row in rows)
            {
                this[row[0]] = row[1][i] - '0';
            }

            Scan();
            for (var n = 0; n < names.Length; n++)
            {
                traces[n].Add(this[names[n]].ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join('\n', names.Zip(traces, (n, t) => $"{n}: {string.Concat(t)}"));
    }

    private PlcVariable Find(string path) => _program.Find(path) ?? throw new ArgumentException($"{path} is none of {string.Join(", ", _program.Variables.Select(v => v.Path))}");
}
