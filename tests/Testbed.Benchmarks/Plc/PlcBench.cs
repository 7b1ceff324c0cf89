using System.Globalization;
using System.Text;
using Testbed.StructuredText;
using Testbed.TestSupport;

namespace Testbed.Benchmarks.Plc;

/// <summary>
/// <c>plc [ROUNDS]</c>: scans per second of the shipped pressure-control program against the same rules written in C#, bytes allocated, and the time to compile
/// programs. One core; medians of rounds that take turns.
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
        var scanner = new Scanner(StCompiler.Compile([new(Program, text)]).Program!);
        List<double> interpreted = [], native = [];
        for (int round = -2; round < rounds; round++)
        {
            double st = Time(scanner.Run), reference = Time(RunNative);
            if (round >= 0)
            {
                interpreted.Add(st);
                native.Add(reference);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Run();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine("| program | lines | scans/s, one core | of C# | bytes allocated in 1,000,000 scans |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| city-gate.st | {text.Count(c => c == '\n')} | {Scans / Median(interpreted):0} | {Median(native) / Median(interpreted):0.00} | {allocated} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the same rules in C# | - | {Scans / Median(native):0} | 1 | - |"));
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

    private static void RunNative()
    {
        double integral = 0, output = 0;
        for (int scan = 0; scan < Scans; scan++)
        {
            double error = 8.0 - Pressure(scan);
            double proportional = 150.0 * error, change = proportional * 0.25 / 300.0;
            bool windsUp = change > 0 && (integral >= 100 || proportional + integral >= 100), windsDown = change < 0 && integral <= 0;
            integral += windsUp || windsDown ? 0 : change;
            output = Math.Clamp(proportional + integral, 0, 100);
        }

        if (!double.IsFinite(output))
        {
            throw new InvalidOperationException("no number");
        }
    }

    private static double Pressure(int scan) => 7.9 + ((scan % 400) * 0.0005);

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

    private sealed class Scanner
    {
        private static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(250);
        private readonly PlcInstance _instance;
        private readonly PlcVariable _pressure;
        private TimeSpan _now;

        public Scanner(PlcProgram program)
        {
            _instance = program.Create();
            _instance.Start(warm: false);
            _pressure = program.Find("feeder_pressure")!;
            _instance.WriteNumber(program.Find("set_point_b")!, 8.0);
            _instance.WriteNumber(program.Find("sys_cycle")!, 0.25);
        }

        public void Run()
        {
            for (int scan = 0; scan < Scans; scan++)
            {
                _instance.WriteNumber(_pressure, Pressure(scan));
                if (!_instance.Scan(_now += Cycle))
                {
                    throw new InvalidOperationException(_instance.Fault!.ToString());
                }
            }
        }
    }
}
