using BenchmarkDotNet.Attributes;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks;

/// <summary>A Modbus poll and its answer: within a zone, and through both gateways and the span of a conduit with more and more controls armed.</summary>
[MemoryDiagnoser]
public class GatewayBenchmarks
{
    private GatewayBench? _bench;

    [GlobalSetup(Target = nameof(DirectInZone))]
    public void Direct() => _bench = New(direct: true);

    [GlobalSetup(Target = nameof(ThroughGateways))]
    public void Bare() => _bench = New(direct: false, "allow-list");

    [GlobalSetup(Target = nameof(ThroughGatewaysWithInspection))]
    public void Inspected() => _bench = New(direct: false, "allow-list", "modbus-inspection");

    [GlobalSetup(Target = nameof(ThroughGatewaysWithInspectionAndMutualTls))]
    public void Encrypted() => _bench = New(direct: false, "allow-list", "modbus-inspection", "mutual-tls");

    [Benchmark(Baseline = true)]
    public int DirectInZone() => _bench!.RoundTrip();

    [Benchmark]
    public int ThroughGateways() => _bench!.RoundTrip();

    [Benchmark]
    public int ThroughGatewaysWithInspection() => _bench!.RoundTrip();

    [Benchmark]
    public int ThroughGatewaysWithInspectionAndMutualTls() => _bench!.RoundTrip();

    [GlobalCleanup]
    public void Stop() => _bench?.Dispose();

    private static GatewayBench New(bool direct, params string[] kinds) =>
        new(ScenarioLoader.Load(Repository.PathOf("scenarios/station-lab-hardened")).Scenario!, direct, kinds);
}
