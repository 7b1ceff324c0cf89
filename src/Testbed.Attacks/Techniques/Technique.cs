using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>What a step broke, if anything. Harm to the process is no breach; it is measured apart.</summary>
public enum BreachKind
{
    /// <summary>Nothing that policy forbids happened.</summary>
    None,

    /// <summary>A command or set point was applied that policy does not allow.</summary>
    Write,

    /// <summary>Data was read that policy does not give.</summary>
    Read,

    /// <summary>A session was gained.</summary>
    Session,

    /// <summary>A client took a forged reading for a true one.</summary>
    Reading,

    /// <summary>A device, a poll or a command failed.</summary>
    Availability,

    /// <summary>Bytes arrived over a path that nobody declared.</summary>
    Transfer,

    /// <summary>A record or an alarm that should be there is not.</summary>
    Concealment,
}

/// <summary>The result of one step.</summary>
public sealed record StepOutcome(BreachKind Breach, string Text)
{
    /// <summary>True when the scenario has nothing the step could act on.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>True when what was sent took effect, a breach or not.</summary>
    public bool IsApplied { get; init; }

    /// <summary>A step without a breach.</summary>
    public static StepOutcome Nothing(string text) => new(BreachKind.None, text);

    /// <summary>A step for which the scenario has nothing.</summary>
    public static StepOutcome Absent(string text) => new(BreachKind.None, text) { IsAbsent = true };
}

/// <summary>Where a play acts from, resolved in a scenario: a dialling name, the zone it sits in, the conduit it crosses or sits on.</summary>
internal sealed record Vantage(VantageKind Kind, string From, string Zone, ConduitConfig? Conduit);

/// <summary>Everything a technique needs for one step.</summary>
internal sealed record StepContext(
    IAttackRange Range, Vantage Vantage, AssetConfig Target, IReadOnlyDictionary<string, string> Parameters, Action<IDisposable> Keep)
{
    /// <summary>Assets that the play has got hold of so far: somebody's session, or malware that runs there.</summary>
    public HashSet<string> Reached { get; init; } = [];

    /// <summary>The target's first service of a protocol; for Modbus a plain one, else a secured one.</summary>
    public ServiceConfig? Service(ServiceProtocol protocol) => Target.Services.FirstOrDefault(s => s.Protocol == protocol)
        ?? (protocol == ServiceProtocol.Modbus ? Target.Services.FirstOrDefault(s => s.Protocol.IsModbus()) : null);

    /// <summary>A number among the parameters.</summary>
    public double Number(string name, double otherwise) =>
        double.TryParse(Parameters.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>A whole number among the parameters.</summary>
    public int Count(string name, int otherwise) => (int)Number(name, otherwise);

    /// <summary>True when the scenario's policy lets the vantage make this access: only assets have rights, guests and hosts on a span have none.</summary>
    public bool IsAllowed(ServiceConfig service, ModbusAccess access) =>
        Vantage.Kind == VantageKind.Asset
        && (Vantage.Zone == Target.Zone ? Vantage.From == Target.Master : FlowPolicy.Allows(Range.Scenario, Vantage.From, Target.Id, service.Port, access));

    /// <summary>What happens on the vantage's span; null without a Modbus flow to the target there.</summary>
    public SpanSubject? Subject(bool write) => Vantage.Conduit is null ? null : Range.Scenario.ModbusFlows()
        .Where(f => f.Conduit.Id == Vantage.Conduit.Id && f.To.Id == Target.Id)
        .Select(f => SpanSubject.ForFlow(f, write)).FirstOrDefault(s => s is not null);

    /// <summary>A Modbus connection to the target from the vantage: dialled, or, on a span, as a rogue host that names a declared client.</summary>
    public async Task<ModbusLink?> ModbusAsync()
    {
        if (Service(ServiceProtocol.Modbus) is not { } service)
        {
            return null;
        }

        if (Vantage.Kind != VantageKind.Span)
        {
            return await ModbusLink.OpenAsync(Range, Vantage.From, Target.Id, service);
        }

        if (Subject(write: false) is not { } subject)
        {
            return null;
        }

        var host = new SpanHost(Range, Vantage.Conduit!, subject.View.Flow);
        var stream = await host.PlainAsync(host.Address(subject.View.From.Id));
        return stream is null ? null : ModbusLink.Over(Range, stream, (byte)(service.Unit ?? 1));
    }
}

/// <summary>
/// One real network action. Stateless. <see cref="AttackId"/> is its ATT&amp;CK for ICS id; the guards say which FRs of the conduit crossed and of the target's
/// zone should have stopped it (this project's judgement, not MITRE's).
/// </summary>
public abstract class Technique
{
    /// <summary>Sets what is fixed of a technique.</summary>
    private protected Technique(string id, string attackId, string parameters, FoundationalRequirement[] conduitGuards, FoundationalRequirement[] zoneGuards)
    {
        (Id, AttackId, ConduitGuards, ZoneGuards) = (id, attackId, conduitGuards, zoneGuards);
        Parameters = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The name in profiles, for example <c>modbus-set-point</c>.</summary>
    public string Id { get; }

    /// <summary>For example <c>T0836</c>.</summary>
    public string AttackId { get; }

    /// <summary>The parameters it knows.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>FRs of a crossed conduit that guard against it.</summary>
    public IReadOnlyList<FoundationalRequirement> ConduitGuards { get; }

    /// <summary>FRs of the target's zone that guard against it when the attacker is already inside.</summary>
    public IReadOnlyList<FoundationalRequirement> ZoneGuards { get; }

    /// <summary>Acts. Never throws for what the twin does.</summary>
    internal abstract Task<StepOutcome> RunAsync(StepContext context);

    /// <summary>Notes what is done.</summary>
    private protected void Act(StepContext context, string what) => context.Range.Act(AttackId, what);
}
