using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0861 Point &amp; Tag Identification: reads every point of a device one by one.</summary>
public sealed class ModbusReadSweep() : Technique("modbus-read-sweep", "T0861", "", [Uc, Rdf], [Iac])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        Act(context, $"{context.Vantage.From} sweeps {context.Target.Id}");
        using var link = await context.ModbusAsync();
        if (link is null)
        {
            return StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        }

        var service = context.Service(ServiceProtocol.Modbus)!;
        var read = 0;
        foreach (var point in context.Target.Points)
        {
            var function = point.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.HoldingRegister => 3, _ => 4 };
            if (await link.ReadAsync(point.Table, point.Address) is not null && !context.IsAllowed(service, new(function, point.Address, null)))
            {
                read++;
            }
        }

        return read > 0
            ? new(BreachKind.Read, $"{context.Vantage.From} read {Number.Text(read)} points of {context.Target.Id} it has no right to.")
            : StepOutcome.Nothing($"{context.Target.Id} gave nothing it should not.");
    }
}
