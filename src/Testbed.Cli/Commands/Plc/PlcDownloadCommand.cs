using System.CommandLine;

namespace Testbed.Cli;

/// <summary><c>testbed plc download HOST:PORT PROGRAM</c>: puts a program into a controller.</summary>
internal static class PlcDownloadCommand
{
    public static Command Create()
    {
        var (target, source) = (new PlcTargetOptions(), new PlcProgramOptions());
        var start = new Option<bool>("--start") { Description = "Starts it, cold, when it is in (default: the controller stays in STOP)." };
        var command = target.On(source.On(new Command("download", "Puts a program into a controller, which stops for it.") { start }));
        command.SetAction(parse =>
        {
            var bundle = source.Read(parse);
            return PlcLink.Run(target.Read(parse), async client =>
            {
                await PlcLink.Need("download", client.DownloadAsync(bundle.ToBytes()));
                Console.WriteLine(FormattableString.Invariant($"{bundle.Name} {bundle.Version}, {bundle.Files.Count} file(s), digest {bundle.DigestText}"));
                if (parse.GetValue(start))
                {
                    await PlcLink.Need("start", client.StartAsync(warm: false));
                    Console.WriteLine("started");
                }
            });
        });
        return command;
    }
}
