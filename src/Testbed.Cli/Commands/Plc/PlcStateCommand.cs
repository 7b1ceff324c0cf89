using System.CommandLine;
using Testbed.Modbus;

namespace Testbed.Cli;

/// <summary><c>testbed plc state HOST:PORT</c>: what a controller is and does.</summary>
internal static class PlcStateCommand
{
    public static Command Create()
    {
        var target = new PlcTargetOptions();
        var command = target.On(new Command("state", "Shows what a controller is, its state, key switch, program and fault."));
        command.SetAction(parse => PlcLink.Run(target.Read(parse), async client =>
        {
            var identity = (await PlcLink.Need("identify", client.IdentifyAsync())).Identity!;
            var state = (await PlcLink.Need("state", client.StateAsync())).State!;
            Console.WriteLine($"controller  {identity.Product} {identity.ProductVersion}");
            Line("notice", identity.Notice);
            Console.WriteLine($"state       {state.Word}");
            Line("fault", state.Fault);
            Line("key", state.Key == EngineeringKey.None ? "" : state.Key.ToString().ToUpperInvariant());
            Console.WriteLine($"program     {state.Program} {state.ProgramVersion}");
            Console.WriteLine($"digest      {state.Digest}");
            Line("signed by", state.Signer);
        }));
        return command;
    }

    private static void Line(string name, string text)
    {
        if (text.Length > 0)
        {
            Console.WriteLine($"{name,-11} {text}");
        }
    }
}
