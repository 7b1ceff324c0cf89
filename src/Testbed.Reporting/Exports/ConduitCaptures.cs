using System.Globalization;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Captures for Wireshark and tshark: one pcapng file per conduit, in it one section per trial with an interface for each point where the conduit is looked at.
/// Payloads are the bytes that the twin's sockets carried; Ethernet, IPv4 and TCP around them are made here. Every packet has a comment that names the trial.
/// Files appear under their names only with <see cref="Complete"/>.
/// </summary>
public sealed class ConduitCaptures : IRecordingExport
{
    private const int FirstPort = 20000;
    private const int Ports = 40000;

    private readonly string _folder;
    private readonly SortedDictionary<string, CaptureFile> _files = new(StringComparer.Ordinal);

    /// <summary>Makes the folder.</summary>
    public ConduitCaptures(string folder)
    {
        _folder = Path.Combine(folder, ExportFormats.FileOf(ExportFormat.Pcapng));
        Directory.CreateDirectory(_folder);
    }

    /// <inheritdoc/>
    public void Add(TrialRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        foreach (var conduit in recording.Conduits)
        {
            if (!_files.TryGetValue(conduit.Conduit, out var file))
            {
                _files[conduit.Conduit] = file = new CaptureFile(Path.Combine(_folder, conduit.Conduit + ".pcapng"));
            }

            file.Write(recording.Result, conduit);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete() => [.. _files.Values.Select(f => f.Complete())];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>What a packet's comment says: trial, what was tried, what came of it.</summary>
    internal static string CommentOf(TrialResult trial) => $"{trial.Id}; {SubjectOf(trial)}; {trial.Outcome.ToString().ToLowerInvariant()}";

    private static string SubjectOf(TrialResult trial) => trial.Cell is { } cell
        ? $"requirement {cell.Requirement} at {string.Join(' ', new[] { cell.Place, cell.Asset, cell.Interface, cell.Account }.Where(p => p != "-"))}, probe {trial.Subject}"
        : trial.ProfileLevel is { } level
            ? string.Create(CultureInfo.InvariantCulture, $"{trial.Kind.ToString().ToLowerInvariant()} {trial.Subject}, SL {level}, {string.Join(' ', trial.Techniques)}")
            : "no attack";

    private sealed class CaptureFile(string path) : IDisposable
    {
        private readonly AtomicStream _stream = new(path);
        private int _conversations;

        public void Write(TrialResult trial, ConduitCapture conduit)
        {
            var blocks = new PcapngBlocks(_stream.Stream);
            var leftOut = conduit.LeftOut.Values.Sum();
            var comment = CommentOf(trial);
            blocks.Section("testbed", string.Create(
                CultureInfo.InvariantCulture,
                $"{comment}: {trial.Reason}\n{(leftOut > 0 ? $"{leftOut} packets of this trial are left out, see the interfaces' statistics." : "Nothing of this trial is left out.")}\n"
                + $"Payloads are what the twin's sockets carried; Ethernet, IPv4 and TCP around them are synthesised, times are simulated. Evidence SHA-256 {trial.EvidenceHash}."));
            foreach (var point in Enum.GetValues<WirePoint>())
            {
                blocks.Interface($"{conduit.Conduit} {NameOf(point)}", DescriptionOf(point));
            }

            blocks.Names(conduit.Conversations.SelectMany(c => new[] { c.Client, c.Server }).Distinct().Select(p => (p.Address, p.Name)));
            foreach (var packet in conduit.Packets)
            {
                var c = conduit.Conversations[packet.Conversation];
                // A number of its own over the file, so that the trials' conversations are not taken for one.
                var client = new TcpSide(c.Client.Address, (ushort)(FirstPort + ((_conversations + packet.Conversation) % Ports)));
                var server = new TcpSide(c.Server.Address, (ushort)c.Port);
                var segment = new TcpSegment(
                    packet.ToServer ? client : server, packet.ToServer ? server : client, packet.Sequence, packet.Acknowledge, packet.Bits);
                blocks.Packet((int)c.Point, packet.At, EthernetFrame.Of(segment, packet.Payload.Span), comment + Gap(packet.Missing));
            }

            Statistics(blocks, conduit);
            _conversations += conduit.Conversations.Count;
        }

        public string Complete()
        {
            _stream.Complete();
            return path;
        }

        public void Dispose() => _stream.Dispose();

        private static void Statistics(PcapngBlocks blocks, ConduitCapture conduit)
        {
            var end = conduit.Packets.Count > 0 ? conduit.Packets[^1].At : DateTimeOffset.UnixEpoch;
            foreach (var point in Enum.GetValues<WirePoint>())
            {
                var kept = conduit.Packets.LongCount(p => conduit.Conversations[p.Conversation].Point == point);
                var dropped = conduit.LeftOut.GetValueOrDefault(point);
                blocks.Statistics((int)point, end, kept + dropped, dropped, string.Create(
                    CultureInfo.InvariantCulture, $"{kept} packets kept, {dropped} left out by the recording's caps"));
            }
        }

        private static string Gap(int missing) =>
            missing > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {missing} packets of this connection before it are left out") : "";

        private static string NameOf(WirePoint point) => point switch
        {
            WirePoint.CallerSide => "caller's side",
            WirePoint.Span => "span",
            _ => "server's side",
        };

        private static string DescriptionOf(WirePoint point) => point switch
        {
            WirePoint.CallerSide => "between the caller and the gateway end in its zone",
            WirePoint.Span => "between the two gateway ends, as sent: a PROXY protocol v2 header before the payload, TLS where it is armed",
            _ => "between the gateway end in the server's zone and the server",
        };
    }
}
