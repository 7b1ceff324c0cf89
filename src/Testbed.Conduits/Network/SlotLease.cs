using System.Net;
using System.Net.Sockets;

namespace Testbed.Conduits;

/// <summary>
/// A slot of the loopback address plan, 127.(64+zone).slot.host, held by one trial at a time across processes and user ids. The lease is a listening socket:
/// the kernel gives it back however the holder ends, which a lock file shared by several users does not.
/// </summary>
public sealed class SlotLease : IDisposable
{
    private const int LeasePort = 9;
    private readonly Socket _socket;

    private SlotLease(int slot, Socket socket) => (Slot, _socket) = (slot, socket);

    /// <summary>1..254.</summary>
    public int Slot { get; }

    /// <summary>Takes a free slot, the first at or after <paramref name="preferred"/>.</summary>
    /// <exception cref="InvalidOperationException">All 254 are taken.</exception>
    public static SlotLease Acquire(int preferred = 1)
    {
        for (var i = 0; i < 254; i++)
        {
            var slot = ((preferred - 1 + i) % 254) + 1;
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(new IPAddress([127, 64, (byte)slot, 254]), 10000 + LeasePort));
                socket.Listen(1);
                return new SlotLease(slot, socket);
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new InvalidOperationException("All 254 address slots are in use; end other runs on this machine.");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
