using System.Net;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

/// <summary>Recordings of trials that never were.</summary>
internal static class RecordingSample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 5, 0, 0, TimeSpan.Zero);

    private static readonly WireParty Scada = new("SCADA", IPAddress.Parse("10.4.0.11")), Plc = new("PLC", IPAddress.Parse("10.5.0.11"));

    /// <summary>A read of two registers, asked and answered, past the server's side of C4.</summary>
    public static TrialRecording Play(string id = "play/sl2/toggle", long leftOut = 0) => new(
        new TrialResult
        {
            Id = id, Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = id[(id.LastIndexOf('/') + 1)..], ProfileLevel = 2, Techniques = ["T0855", "T0836"],
            Outcome = TrialOutcome.Succeeded, Reason = "The valve moved.", EvidenceHash = "ab12",
        },
        [new("C4", [new(WirePoint.ServerSide, Scada, Plc, 502)], Exchange(), leftOut > 0 ? new Dictionary<WirePoint, long> { [WirePoint.ServerSide] = leftOut } : [])],
        Series());

    /// <summary>A probe's trial; it has no series.</summary>
    public static TrialRecording Probe() => Play("probe/x") with
    {
        Result = Play("probe/x").Result with
        {
            Kind = TrialKind.Probe, Subject = "unnoticed-step", ProfileLevel = null, Techniques = [], Outcome = TrialOutcome.Resisted,
            Cell = new(RequirementId.Parse("SR 6.2"), "C4", "-", "-", "-"),
        },
        Series = null,
    };

    private static ProcessSeries Series() => new(
        [10, 13, 20], [AttackPhase.Before, AttackPhase.During, AttackPhase.After], [false, true, true], [0, 0, 41],
        [new("pressure_bar:N1", [8.5f, 8.25f, -0.5f]), new("screen:SCADA:PLC.p", [float.NaN, 8.5f, 8.5f])]);

    private static List<WirePacket> Exchange()
    {
        byte[] request = [0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2], answer = [0, 1, 0, 0, 0, 7, 1, 3, 4, 0, 9, 1, 4];
        var data = TcpBits.Push | TcpBits.Ack;
        return
        [
            new(0, Start, true, 1000, 0, TcpBits.Syn, default),
            new(0, Start, false, 5000, 1001, TcpBits.Syn | TcpBits.Ack, default),
            new(0, Start, true, 1001, 5001, TcpBits.Ack, default),
            new(0, Start.AddSeconds(1.5), true, 1001, 5001, data, request),
            new(0, Start.AddSeconds(1.5), false, 5001, 1013, data, answer),
            new(0, Start.AddSeconds(90), true, 1213, 5201, TcpBits.Fin | TcpBits.Ack, default) { Missing = 7 },
        ];
    }
}
