namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>key-switch</c>.</summary>
internal sealed class KeySwitchBinder : ControlBinder<KeySwitchConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var point = r.Required("point", Types.Text, "the point of the device that is the key");
        var positions = r.Optional("positions", Types.Dictionary(Types.Word<KeyPosition>("position"), Types.Int(0, 65535, "value of the point", DiagnosticCodes.BadRange)),
            KeySwitchConfig.DefaultPositions, "the point's value in each position: run, program, remote (default run: 1, program: 0, remote: 2)");
        var allow = r.Optional("allow", Types.Dictionary(Types.Word<KeyPosition>("position"), Types.List(Types.Word<EngineeringOperation>("operation"))),
            KeySwitchConfig.DefaultAllow,
            "what engineering tools may do in each position: start, stop, download, force, write; a position left out allows nothing (default: in run nothing, elsewhere everything)");
        var (places, at, positionsAt, allowAt) = (r.Places("on"), r.At("point"), r.At("positions"), r.At("allow"));
        if (positions.Values.Distinct().Count() < positions.Count)
        {
            r.Report(DiagnosticCodes.KeyPositions, "positions", "two positions of the key have the same value", "give each position a value of its own");
        }
        else if (r.Has("allow") && allow.Keys.FirstOrDefault(p => !positions.ContainsKey(p), (KeyPosition)(-1)) is var missing && missing >= 0)
        {
            r.Report(DiagnosticCodes.KeyPositions, "allow", $"the key has no position '{missing.ToString().ToLowerInvariant()}'", "name it in 'positions' or leave it out");
        }

        r.Binding.Later(scenario =>
        {
            foreach (var asset in places)
            {
                PointNames.Check(r.Binding, scenario, asset, point, at);
            }
        });
        return h => new KeySwitchConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Point = point,
            Positions = positions,
            Allow = allow,
        };
    }
}
