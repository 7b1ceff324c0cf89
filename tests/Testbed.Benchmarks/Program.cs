using BenchmarkDotNet.Running;
using Testbed.Benchmarks;

if (await FleetBench.TryRunAsync(args))
{
    return;
}

// In this process: a generated project per benchmark would build the whole product once more for each.
string[] inProcess = args.Any(a => a.Equals("--inProcess", StringComparison.OrdinalIgnoreCase)) ? args : [.. args, "--inProcess"];
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(inProcess);
