using System.Text;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0888 Remote System Information Discovery: asks a device for maker, product and version by FC 43/14. Breach: the answer names the product, and no flow gives the
/// vantage that function.
/// </summary>
public sealed class DeviceIdentification() : Technique("device-identification", "T0888", "", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service)
        {
            return StepOutcome.Absent($"{context.Target.Id} speaks no Modbus.");
        }

        Act(context, $"{context.Vantage.From} asks {context.Target.Id} what it is");
        using var link = await context.ModbusAsync();
        if (link is null)
        {
            return StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        }

        var answer = await link.SendAsync([ModbusFunctionCode.EncapsulatedInterface, 14, 1, 0]);
        var isTold = answer.IsOk && Encoding.ASCII.GetString(answer.Value).Contains(context.Target.Product.Split(' ')[0], StringComparison.Ordinal);
        return isTold && !context.IsAllowed(service, new(ModbusFunctionCode.EncapsulatedInterface, 0, null))
            ? new(BreachKind.Read, $"{context.Target.Id} told {context.Vantage.From} its maker, product and version.")
            : StepOutcome.Nothing($"{context.Target.Id} did not say what it is.");
    }
}

/// <summary>
/// T0802 Automated Collection: a script reads every point <c>times</c> times, <c>every-s</c> simulated seconds apart. Breach: a whole series of something the vantage
/// has no right to.
/// </summary>
public sealed class AutomatedCollection() : Technique("automated-collection", "T0802", "times every-s", [Uc, Rdf], [Iac])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var service = context.Service(ServiceProtocol.Modbus);
        var points = context.Target.Points.Where(p => p is { IsReadable: true, IsNumeric: true }).ToList();
        if (service is null || points.Count == 0)
        {
            return StepOutcome.Absent($"{context.Target.Id} has nothing to collect.");
        }

        Act(context, $"{context.Vantage.From} collects from {context.Target.Id}");
        using var link = await context.ModbusAsync();
        var series = points.ToDictionary(p => p, _ => 0);
        var times = Math.Max(1, context.Count("times", 5));
        for (var i = 0; link is not null && i < times; i++)
        {
            foreach (var point in points)
            {
                series[point] += await link.ReadAsync(point.Table, point.Address, point.Words) is null ? 0 : 1;
            }

            await context.Range.WaitAsync(TimeSpan.FromSeconds(context.Number("every-s", 2)));
        }

        var whole = series.Count(s => s.Value == times && !context.IsAllowed(service, new(ReadFunction(s.Key), s.Key.Address, null)));
        return whole > 0
            ? new(BreachKind.Read, $"{context.Vantage.From} has {Number.Text(whole)} series of {context.Target.Id} it has no right to.")
            : StepOutcome.Nothing($"{context.Vantage.From} collected nothing of {context.Target.Id} that it may not.");
    }

    private static int ReadFunction(PointConfig point) =>
        point.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.HoldingRegister => 3, _ => 4 };
}
