using Testbed.Attacks;
using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>A command on the wire: so many minutes after the attack began, one asset writes a point of another, in the point's own unit.</summary>
internal sealed record WireWrite(double Minute, string From, string To, string Point, double Value);

/// <summary>
/// The utility as found, disturbed once, second by second: either the whole twin, attacked over its sockets and conduits, or its gas network alone with the
/// transmitters and actuators of the scenario. Minutes count from the disturbance.
/// </summary>
internal sealed class UtilityCourse
{
    private static readonly Lazy<Scenario> AsFoundOnce =
        new(() => ScenarioLoader.Load(Path.Combine(StationLab.Root, "scenarios", "gas-distribution")).Scenario!);

    private static readonly TimeSpan Undisturbed = TimeSpan.FromMinutes(1);

    private readonly string[] _nodes = [.. AsFound.Process.Nodes.Select(n => n.Id)];
    private readonly List<double> _minutes = [];
    private readonly List<double[]> _bar = [];
    private readonly List<int> _out = [];

    public static Scenario AsFound => AsFoundOnce.Value;

    /// <summary>What the attack came to, as the trial says; null without a twin.</summary>
    public TrialResult? Trial { get; private set; }

    /// <summary>Consequences from the disturbance to the end.</summary>
    public ConsequenceReport Report { get; private set; } = null!;

    /// <summary>What a test wants to see besides pressures and customers, once a second: any figure by name.</summary>
    public Dictionary<string, List<double>> Figures { get; } = [];

    /// <summary>
    /// Runs the whole twin under attack. Ordinary traffic is thinned to the polls of the assets named and of the gate, whose controller holds its outputs when
    /// its master falls silent.
    /// </summary>
    public static UtilityCourse Attacked(
        string at, double minutes, Func<IAttackRange, Task<AttackOutcome>> attack, string[]? polled = null,
        Dictionary<string, Func<Twin, double>>? figures = null)
    {
        var traffic = AsFound.Traffic;
        var polls = traffic.Polls.Where(p => p.To == "PLC-CGS" || polled?.Contains(p.To) == true);
        var scenario = AsFound with
        {
            Start = new DateTimeOffset(AsFound.Start.Date + Time(at).ToTimeSpan(), TimeSpan.Zero) - Undisturbed,
            // The sheet's times are those of a plant that nobody looks after; the dispatcher of the scenario sets a set point right after five minutes.
            Operator = AsFound.Operator! with { Action = TimeSpan.FromDays(1) },
            Traffic = traffic with { Polls = [.. polls], SetPointMoves = [], LogOns = [] },
        };
        var watch = TimeSpan.FromMinutes(minutes);
        var spec = new TrialSpec
        {
            Id = "play/section-7", Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = "section-7", Attack = attack, Before = Undisturbed,
            Watch = watch, After = watch, Limit = TimeSpan.FromHours(5),
        };
        var course = new UtilityCourse();
        Twin? seen = null;
        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 231);
        course.Trial = new TrialRunner(blueprint, new TwinOptions()).Run(spec, host, twin =>
        {
            seen = twin;
            twin.Ticked = () => course.Note(twin, figures);
        }).Result;
        course.Report = seen!.Meter.Report();
        return course;
    }

    /// <summary>The same with commands on the wire, each over a connection of its own.</summary>
    public static UtilityCourse Attacked(
        string at, double minutes, WireWrite[] writes, string[]? polled = null, Dictionary<string, Func<Twin, double>>? figures = null) =>
        Attacked(at, minutes, range => WriteAsync(range, writes), polled, figures);

    /// <summary>
    /// Steps the gas network alone, as the scenario's transmitters and actuators see it.
    /// </summary>
    /// <param name="at">Time of day of the disturbance.</param>
    /// <param name="minutes">How long.</param>
    /// <param name="act">Called before every step with the second since the disturbance.</param>
    /// <param name="homes">Scale of all homes' demand; 1 is a winter day.</param>
    /// <param name="figures">More to note.</param>
    public static UtilityCourse OfGas(
        string at, double minutes, Action<int, GasTwin, PlantIo> act, double homes = 1, Dictionary<string, Func<GasTwin, PlantIo, double>>? figures = null)
    {
        const int Step = 2;
        var model = GasModelFactory.Create(AsFound.Process);
        model = model with { Demands = [.. model.Demands.Select(d => d.Customers > 0 ? d with { PeakNm3PerH = d.PeakNm3PerH * homes } : d)] };
        var gas = new GasTwin(model, Time(at));
        Assert.True(gas.Initialise().Converged);
        var io = new PlantIo(AsFound.Process, gas, path => RandomStream.For(1, path));
        var meter = new ConsequenceMeter(model);
        var course = new UtilityCourse();
        for (var second = 0; second < minutes * 60; second += Step)
        {
            act(second, gas, io);
            var step = gas.Step(Step);
            Assert.True(step.Converged);
            io.Sample(Step);
            meter.Observe(gas, step);
            course.Note((second + Step) / 60.0, gas, meter.CustomersOut);
            foreach (var (name, figure) in figures ?? [])
            {
                course.FigureOf(name).Add(figure(gas, io));
            }
        }

        course.Report = meter.Report();
        return course;
    }

    /// <summary>Pressure at a node at a minute, bar.</summary>
    public double Bar(string node, double minute) => _bar[Index(minute)][Node(node)];

    /// <summary>Highest pressure at a node, bar; those within a step count.</summary>
    public double Peak(string node) => Report.Nodes[Node(node)].PeakPaGauge / 1e5;

    /// <summary>Lowest pressure at a node, bar.</summary>
    public double Lowest(string node) => _bar.Min(b => b[Node(node)]);

    /// <summary>First minute at which a node is below (above) a pressure, bar; never is far away.</summary>
    public double Below(string node, double bar) => First(i => _bar[i][Node(node)] < bar);

    /// <inheritdoc cref="Below"/>
    public double Above(string node, double bar) => First(i => _bar[i][Node(node)] > bar);

    /// <summary>First minute at which so many customers are out.</summary>
    public double Out(int customers) => First(i => _out[i] >= customers);

    /// <summary>First minute at which a figure is below (above) a value.</summary>
    public double Reaches(string figure, Func<double, bool> isThere) => First(i => isThere(Figures[figure][i]));

    /// <summary>A figure at a minute.</summary>
    public double Figure(string name, double minute) => Figures[name][Index(minute)];

    /// <summary>The commands of an attack, in order of time; resisted when one does not arrive or is refused.</summary>
    public static async Task<AttackOutcome> WriteAsync(IAttackRange range, WireWrite[] writes)
    {
        var minute = 0.0;
        foreach (var write in writes)
        {
            if (write.Minute > minute)
            {
                await range.WaitAsync(TimeSpan.FromMinutes(write.Minute - minute));
                minute = write.Minute;
            }

            var asset = range.Scenario.Asset(write.To)!;
            var service = asset.Services.First(s => s.Protocol == ServiceProtocol.Modbus);
            var point = asset.Points.First(p => p.Name == write.Point);
            var dial = await range.Network.DialAsync(write.From, write.To, service.Port);
            if (dial.Stream is null)
            {
                return AttackOutcome.Resisted($"{write.From} could not reach {write.To}: {dial.Outcome}");
            }

            using var client = new ModbusClient(dial.Stream, range.Clock, TimeSpan.FromSeconds(3));
            var (unit, address) = ((byte)service.Unit!.Value, (ushort)point.Address);
            var reply = point.Table == Scenarios.ModbusTable.Coil
                ? await client.WriteSingleCoilAsync(unit, address, write.Value != 0)
                : await client.WriteSingleRegisterAsync(unit, address, (ushort)Math.Round(write.Value * point.Scale));
            if (!reply.IsOk)
            {
                return AttackOutcome.Resisted($"{write.To} refused {write.Point}: {reply}");
            }
        }

        return AttackOutcome.Succeeded("written");
    }

    private void Note(Twin twin, Dictionary<string, Func<Twin, double>>? figures)
    {
        var minute = (twin.SimulatedClock.Elapsed - Undisturbed).TotalMinutes;
        if (minute <= 0)
        {
            return;
        }

        Note(minute, twin.Gas, twin.Meter.CustomersOut);
        foreach (var (name, figure) in figures ?? [])
        {
            FigureOf(name).Add(figure(twin));
        }
    }

    private void Note(double minute, GasTwin gas, int customersOut)
    {
        var pressures = new double[_nodes.Length];
        gas.ReadPressuresPaGauge(pressures);
        _minutes.Add(minute);
        _bar.Add(Array.ConvertAll(pressures, p => p / 1e5));
        _out.Add(customersOut);
    }

    private static TimeOnly Time(string at) => TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

    private List<double> FigureOf(string name) => Figures.TryGetValue(name, out var list) ? list : Figures[name] = [];

    private int Node(string id) => Array.IndexOf(_nodes, id);

    private int Index(double minute) => Math.Min(_minutes.Count - 1, _minutes.FindIndex(m => m >= minute - 1e-6) is >= 0 and var i ? i : _minutes.Count - 1);

    private double First(Func<int, bool> isThere)
    {
        for (var i = 0; i < _minutes.Count; i++)
        {
            if (isThere(i))
            {
                return _minutes[i];
            }
        }

        return 1e6;
    }
}
