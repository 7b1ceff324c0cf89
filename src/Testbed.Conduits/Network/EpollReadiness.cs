using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Testbed.Conduits;

/// <summary>
/// By epoll(7), edge-triggered for streams (each says once that bytes came; the stream remembers it until a read finds nothing more) and level-triggered for
/// listeners. .NET offers no readiness of many sockets but select; its asynchronous sockets would complete on threads of its own.
/// </summary>
internal sealed class EpollReadiness : Readiness
{
    private const int MaxEvents = 256;
    private const uint In = 0x001, Error = 0x008, HangUp = 0x010, ReadHangUp = 0x2000, Edge = 0x8000_0000;
    private const int OpAdd = 1, OpDelete = 2, CloseOnExec = 0x80000, Interrupted = 4;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + 8;

    private readonly int _epoll;
    private readonly byte[] _events = new byte[MaxEvents * EventSize];
    private readonly byte[] _event = new byte[EventSize];
    private readonly Dictionary<long, object> _owners = [];
    private readonly Dictionary<object, long> _ids = new(ReferenceEqualityComparer.Instance);
    private long _lastId;

    /// <summary>Opens an epoll descriptor.</summary>
    public EpollReadiness() => _epoll = Checked(epoll_create1(CloseOnExec));

    public override void Add(CountedListener listener) => Add(listener, listener.Socket, In);

    public override void Add(CountedStream stream) => Add(stream, stream.Socket, In | ReadHangUp | Edge);

    public override void Remove(object owner, Socket socket)
    {
        if (_ids.Remove(owner, out var id))
        {
            _owners.Remove(id);
            _ = epoll_ctl(_epoll, OpDelete, Descriptor(socket), _event);
        }
    }

    public override void Wait(int microseconds, List<object> ready)
    {
        var count = epoll_wait(_epoll, _events, MaxEvents, (microseconds + 999) / 1000);
        if (count < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            return;
        }

        Checked(count);
        for (var i = 0; i < count; i++)
        {
            var at = _events.AsSpan(i * EventSize, EventSize);
            if (!_owners.TryGetValue(BinaryPrimitives.ReadInt64LittleEndian(at[DataOffset..]), out var owner))
            {
                continue;
            }

            (owner as CountedStream)?.MarkReadable((BinaryPrimitives.ReadUInt32LittleEndian(at) & (Error | HangUp | ReadHangUp)) != 0);
            ready.Add(owner);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _ = close(_epoll);
        base.Dispose(disposing);
    }

    private static int Descriptor(Socket socket) => (int)socket.SafeHandle.DangerousGetHandle();

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    private void Add(object owner, Socket socket, uint events)
    {
        var id = ++_lastId;
        BinaryPrimitives.WriteUInt32LittleEndian(_event, events);
        BinaryPrimitives.WriteInt64LittleEndian(_event.AsSpan(DataOffset), id);
        Checked(epoll_ctl(_epoll, OpAdd, Descriptor(socket), _event));
        _owners[id] = owner;
        _ids[owner] = id;
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006, SA1300 // Source-generated imports need unsafe code, which the product has none of; the names are libc's.
    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_ctl(int epoll, int operation, int descriptor, byte[] data);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_wait(int epoll, byte[] events, int maxEvents, int timeoutMs);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
#pragma warning restore SYSLIB1054, CA5392, IDE1006, SA1300
}
