namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>dual-approval</c>.</summary>
internal sealed class DualApprovalBinder : ControlBinder<DualApprovalConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var points = r.Optional("points", Types.List(Types.Text), [],
            "points that two people write: the asset's own, and at a SCADA server ASSET.point of what it is the master of");
        var operations = r.Optional("operations", Types.List(Types.Word<ApprovedOperation>("operation")), [],
            "other commands that need two people: island, program-download, override");
        var approvers = r.Required("approvers", Types.List(Types.Text, needsOne: true), "accounts of the asset that may confirm what somebody else asked for");
        var within = r.Optional("within", Types.Duration, TimeSpan.FromMinutes(5), "how long a command waits for the second person (default 5min)");
        var other = r.Optional("other_station", Types.Bool, true, "whether he has to sit at another station than the first (default true)");
        var (pointsAt, operationsAt, approversAt) = (r.At("points"), r.At("operations"), r.At("approvers"));
        if (points.Count == 0 && operations.Count == 0)
        {
            r.Report(DiagnosticCodes.NothingToApprove, "approvers", "no command needs two people here", "name some under 'points' or 'operations'");
        }

        var places = r.Places("on");
        r.Binding.Later(scenario =>
        {
            foreach (var asset in places.Select(scenario.Asset).OfType<AssetConfig>())
            {
                Check(r.Binding, scenario, asset, points, pointsAt);
                People.Check(r.Binding, asset, approvers, approversAt);
                foreach (var operation in operations.Where(o => !Exists(scenario, asset, o)))
                {
                    r.Binding.Report(DiagnosticCodes.NoSuchOperation, operationsAt, $"{asset.Id} knows no command '{Types.Kebab(operation)}'", Needs(operation));
                }
            }
        });
        return h => new DualApprovalConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Points = points,
            Operations = operations,
            Approvers = approvers,
            Within = within,
            OtherStation = other,
        };
    }

    private static void Check(Binding binding, Scenario scenario, AssetConfig asset, IReadOnlyList<string> points, Mark at)
    {
        foreach (var point in points.Where(p => CommandPoints.Find(scenario, asset, p) is null))
        {
            var known = asset.Points.Where(p => p.IsWritable).Select(p => p.Name).Concat(CommandPoints.Mastered(scenario, asset).Select(p => p.Name));
            binding.Report(DiagnosticCodes.NoSuchCommandPoint, at, $"nobody can write '{point}' at the console of {asset.Id}", Nearest.Fix(point, known));
        }
    }

    private static bool Exists(Scenario scenario, AssetConfig asset, ApprovedOperation operation) => operation switch
    {
        ApprovedOperation.Island => scenario.Controls.OfType<IslandModeConfig>().Any(i => i.OrderedFrom.Contains(asset.Id)),
        ApprovedOperation.ProgramDownload => asset.Controller.Program.Count > 0,
        _ => scenario.ControlsOn(asset.Id).OfType<SupervisorOverrideConfig>().Any(),
    };

    private static string Needs(ApprovedOperation operation) => operation switch
    {
        ApprovedOperation.Island => "name the asset under 'ordered_from' of an island-mode control",
        ApprovedOperation.ProgramDownload => "give the controller a program",
        _ => "give the asset a supervisor-override control",
    };
}
