using BenchmarkDotNet.Running;
using Testbed.Benchmarks.Modbus;

if (args is ["serve", ..])
{
    return ServeCommand.Run(args[1..]);
}

// In this process: a generated project per benchmark would build the whole product once more for each.
string[] inProcess = args.Any(a => a.Equals("--inProcess", StringComparison.OrdinalIgnoreCase)) ? args : [.. args, "--inProcess"];
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(inProcess);
return 0;
