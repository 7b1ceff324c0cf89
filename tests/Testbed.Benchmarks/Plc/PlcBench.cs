using System.Globalization;
using System.Text;
using Testbed.StructuredText;
using Testbed.TestSupport;

namespace Testbed.Benchmarks.Plc;

/// <summary>
/// <c>plc [ROUNDS]</c>: scans per second of the shipped pressure-control program, driven by its pinned trace, against the same rules written in C#; bytes allocated;
/// the time to compile programs. One core; medians of rounds that take turns.
/// </summary>
internal static class PlcBench
{
    private const int Scans = 1_000_000;
    private const int CompiledLines = 2_000;
    private const string Program = "scenarios/station-lab/programs/city-gate.st";

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        string text = File.ReadAllText(Repository.PathOf(Program));
        var scanner = new CompiledGate(StCompiler.Compile([new(Program, text)]).Program!);
        var native = new NativeGate();
        List<double> compiled = [], written = [];
        for (int round = -2; round < rounds; round++)
        {
            double st = Time(() => scanner.Run(Scans)), reference = Time(() => native.Run(Scans));
            if (round >= 0)
            {
                compiled.Add(st);
                written.Add(reference);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Run(Scans);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine("| program | lines | scans/s, one core | of C# | bytes allocated in 1,000,000 scans |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| city-gate.st | {text.Count(c => c == '\n')} | {Scans / Median(compiled):0} | {Median(written) / Median(compiled):0.00} | {allocated} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the same rules in C# | - | {Scans / Median(written):0} | 1 | - |"));
        Compile(rounds);
        return 0;
    }

    private static void Compile(int rounds)
    {
        string text = Generated();
        double cold = Time(() => Compile(text));
        List<double> warm = [];
        for (int round = 0; round < rounds + 3; round++)
        {
            warm.Add(Time(() => Compile(text)));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Compiling {text.Count(c => c == '\n')} lines: {1000 * Median(warm[3..]):0} ms warm, {1000 * cold:0} ms the first time."));
    }

    private static void Compile(string text)
    {
        StCompilation compilation = StCompiler.Compile([new("generated.st", text)]);
        if (compilation.Program is null)
        {
            throw new InvalidOperationException(compilation.Diagnostics[0].ToString());
        }

        // Code that is compiled at its first use would not be counted otherwise.
        PlcInstance instance = compilation.Program.Create();
        instance.Start(warm: false);
        if (!instance.Scan(TimeSpan.Zero))
        {
            throw new InvalidOperationException(instance.Fault!.ToString());
        }
    }

    /// <summary>Stations of 40 lines each, as one finds them in a project: blocks, timers, arithmetic, branches, loops.</summary>
    private static string Generated()
    {
        var text = new StringBuilder();
        int number = 0;
        while (text.ToString().Count(c => c == '\n') < CompiledLines - 10)
        {
            number++;
            text.Append(CultureInfo.InvariantCulture, $$"""
                FUNCTION_BLOCK Station{{number}}
                VAR_INPUT
                    pressure : REAL;
                    flow     : REAL;
                    enable   : BOOL;
                END_VAR
                VAR_OUTPUT
                    valve : REAL;
                    alarm : BOOL;
                    state : INT;
                END_VAR
                VAR
                    delay   : TON;
                    starts  : CTU;
                    history : ARRAY [0..15] OF REAL;
                    sum     : REAL;
                    i       : INT;
                    index   : INT;
                END_VAR
                history[index] := pressure;
                index := (index + 1) MOD 16;
                sum := 0.0;
                FOR i := 0 TO 15 DO
                    sum := sum + history[i];
                END_FOR;
                delay(IN := pressure > 8.5 + {{number}}.0 * 0.01 AND enable, PT := T#{{number}}s);
                alarm := delay.Q OR (flow < 10.0 AND enable);
                starts(CU := enable, R := alarm, PV := {{number}});
                CASE state OF
                    0: IF enable THEN state := 1; END_IF;
                    1, 2: IF alarm THEN state := 3; ELSIF starts.Q THEN state := 2; END_IF;
                    3..9: state := SEL(alarm, 0, 3);
                ELSE
                    state := 0;
                END_CASE;
                valve := LIMIT(0.0, valve + (8.0 - sum / 16.0) * 0.5 + SQRT(ABS(flow)) * 0.01, 100.0);
                END_FUNCTION_BLOCK

                """);
        }

        text.Append("PROGRAM Main\nVAR\n");
        for (int i = 1; i <= number; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    s{i} : Station{i};\n");
        }

        text.Append("END_VAR\n");
        for (int i = 1; i <= number; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"s{i}(pressure := 8.0, flow := 100.0, enable := TRUE);\n");
        }

        return text.Append("END_PROGRAM\n").ToString();
    }

    private static double Time(Action work)
    {
        long start = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
