using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>One Modbus access between two assets: function code, address, and for writes the raw value.</summary>
internal sealed record ModbusAccess(int Function, int Address, double? Value)
{
    /// <summary>True for the function codes that change something.</summary>
    public bool IsWrite => ModbusFunctionCode.Writes(Function);
}

/// <summary>What the scenario declares as allowed: the policy that a breach breaks. It knows nothing of controls.</summary>
internal static class FlowPolicy
{
    /// <summary>True when a declared flow covers the connection.</summary>
    public static bool Declares(Scenario scenario, string from, string to, int port) =>
        scenario.Conduits.SelectMany(c => c.Flows).Any(f => f.From == from && f.To == to && f.Port == port);

    /// <summary>True when a declared flow allows the access. A flow without access rules allows every access on its port.</summary>
    public static bool Allows(Scenario scenario, string from, string to, int port, ModbusAccess access) =>
        scenario.Conduits.SelectMany(c => c.Flows)
            .Where(f => f.From == from && f.To == to && f.Port == port)
            .Any(f => f.Access.Count == 0 || f.Access.Any(a => Covers(a, access)));

    /// <summary>True when one access rule covers the access, value range included.</summary>
    public static bool Covers(ModbusAccessConfig rule, ModbusAccess access) =>
        rule.Functions.Contains(access.Function) && access.Address >= rule.FirstAddress && access.Address <= rule.LastAddress
        && (!access.IsWrite || access.Value is not { } v || (v >= (rule.MinValue ?? 0) && v <= (rule.MaxValue ?? ushort.MaxValue)));

    /// <summary>Every single-value access to a point of the asset that makes sense to the device, whoever asks.</summary>
    public static IEnumerable<(PointConfig Point, int Function)> SingleAccesses(AssetConfig asset)
    {
        foreach (var point in asset.Points.Where(p => p.IsNumeric).OrderBy(p => p.Table).ThenBy(p => p.Address))
        {
            IEnumerable<int> functions = point.Table switch
            {
                Table.Coil => [1, 5, 15],
                Table.DiscreteInput => [2],
                Table.InputRegister => [4],
                _ => point.Words == 1 ? [3, 6, 16] : [3, 16],
            };
            functions = functions.Where(f => f <= 4 ? point.IsReadable : point.IsWritable);
            foreach (var function in functions)
            {
                yield return (point, function);
            }
        }
    }

    /// <summary>The writes an asset may not send to another although the device would take them: points and functions outside every declared access.</summary>
    public static IEnumerable<(WriteTarget Target, bool Multiple)> UndeclaredWrites(Scenario scenario, string from, AssetConfig to, ServiceConfig service)
    {
        foreach (var target in WriteTarget.Of(to, service))
        {
            foreach (var multiple in new[] { false, true })
            {
                var function = multiple ? target.MultipleFunction : target.SingleFunction;
                if (!Allows(scenario, from, to.Id, service.Port, new(function, target.Point.Address, null)))
                {
                    yield return (target, multiple);
                }
            }
        }
    }
}
