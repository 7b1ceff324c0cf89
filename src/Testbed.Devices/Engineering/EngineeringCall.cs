using Testbed.Modbus;

namespace Testbed.Devices;

/// <summary>Who makes a request of the engineering service: connection, origin with the account of the session or certificate, the request in words.</summary>
internal readonly record struct EngineeringCall(EngineeringSubfunction Subfunction, long Connection, Origin Origin, ConsoleSession? Session, string Text);

/// <summary>What a request came to, before it is a response.</summary>
internal readonly record struct EngineeringOutcome(EngineeringStatus Status, string Text = "")
{
    public static EngineeringOutcome Done { get; } = new(EngineeringStatus.Done);
}
