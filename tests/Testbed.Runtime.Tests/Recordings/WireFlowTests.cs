using System.Net;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

public sealed class WireFlowTests
{
    private readonly List<string> _packets = [];
    private readonly WireFlow _flow;

    public WireFlowTests() => _flow = new((toServer, sequence, acknowledge, bits, payload) => _packets.Add(
        FormattableString.Invariant($"{(toServer ? '>' : '<')} {sequence} {acknowledge} {bits} {payload.Length}")));

    [Fact]
    public void A_Conversation_Goes_From_Handshake_To_Both_Ends()
    {
        _flow.Open();
        _flow.Answer();
        _flow.Bytes(true, new byte[12]);
        _flow.Bytes(false, new byte[9]);
        _flow.Close(byClient: true);
        _flow.Finish(toServer: true);
        _flow.Close(byClient: false);

        Assert.Equal(
            [
                "> 1000 0 Syn 0", "< 5000 1001 Syn, Ack 0", "> 1001 5001 Ack 0", "> 1001 5001 Push, Ack 12", "< 5001 1013 Push, Ack 9",
                "> 1013 5010 Fin, Ack 0", "< 5010 1014 Fin, Ack 0", "> 1014 5011 Ack 0",
            ],
            _packets);
    }

    [Fact]
    public void A_Dial_That_Nobody_Answers_Is_One_Packet()
    {
        _flow.Open();
        _flow.Close(byClient: false);
        _flow.Finish(toServer: false);
        _flow.Close(byClient: true);

        Assert.Equal(["> 1000 0 Syn 0"], _packets);
    }

    [Fact]
    public void Who_Closes_Last_Ends_What_Nobody_Read_On()
    {
        _flow.Answer();
        _flow.Close(byClient: false);
        _flow.Close(byClient: true);

        Assert.Equal(["< 5001 1001 Fin, Ack 0", "> 1001 5002 Fin, Ack 0", "< 5002 1002 Ack 0"], _packets[3..]);
    }

    [Fact]
    public void Large_Transfers_Are_Cut_And_The_Preamble_Stands_Alone()
    {
        byte[] first = [.. SpanPreamble.Encode(IPAddress.Loopback, IPAddress.Loopback, 1, 2), 0, 1];
        _flow.Bytes(true, first);
        _flow.Bytes(false, new byte[EthernetFrame.LargestPayload + 1]);

        Assert.Equal(["> 1001 5001 Push, Ack 28", "> 1029 5001 Push, Ack 2", "< 5001 1031 Push, Ack 1400", "< 6401 1031 Push, Ack 1"], _packets[3..]);
        Assert.False(_flow.IsSecured);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_Client_That_Begins_With_A_Handshake_Of_Tls_Is_Secured(bool byClient, bool secured)
    {
        _flow.Bytes(byClient, [0x16, 0x03, 0x01, 0x00]);

        Assert.Equal(secured, _flow.IsSecured);
    }
}
