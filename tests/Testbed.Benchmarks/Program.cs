using BenchmarkDotNet.Running;
using Testbed.Benchmarks;
using Testbed.Benchmarks.Modbus;
using Testbed.Benchmarks.Plc;

switch (args)
{
    case ["serve", ..]:
        return ServeCommand.Run(args[1..]);
    case ["modbus", ..]:
        return LoadCommand.Run(args[1..]);
    case ["gateway", ..]:
        return GatewayCommand.Run(args[1..]);
    case ["plc", ..]:
        return PlcBench.Run(args[1..]);
    case ["trips", ..]:
        return GatewayCommand.RunTrips(args[1..]);
    default:
        break;
}

if (await FleetBench.TryRunAsync(args))
{
    return 0;
}

// In this process: a generated project per benchmark would build the whole product once more for each.
string[] inProcess = args.Any(a => a.Equals("--inProcess", StringComparison.OrdinalIgnoreCase)) ? args : [.. args, "--inProcess"];
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(inProcess);
return 0;
