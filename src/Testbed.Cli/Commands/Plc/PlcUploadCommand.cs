using System.CommandLine;
using Testbed.Core;

namespace Testbed.Cli;

/// <summary><c>testbed plc upload HOST:PORT -o PLACE</c>: reads a controller's program.</summary>
internal static class PlcUploadCommand
{
    public static Command Create()
    {
        var target = new PlcTargetOptions();
        var output = new Option<string>("--out", "-o")
        {
            Description = $"Where to put it: a file that ends in {PlcProgramOptions.Extension}, or a folder for its source files.", Required = true,
        };
        var command = target.On(new Command("upload", "Reads the program of a controller.") { output });
        command.SetAction(parse => PlcLink.Run(target.Read(parse), async client =>
        {
            var (end, bytes) = await client.UploadAsync();
            if (bytes is null)
            {
                throw PlcLink.Refusal("upload", end);
            }

            if (!ProgramBundle.TryParse(bytes, out var bundle, out var problem))
            {
                throw new PlcRefusedException($"upload: {problem}", ExitCodes.RunBroke);
            }

            Write(bundle!, bytes, parse.GetValue(output)!);
        }));
        return command;
    }

    private static void Write(ProgramBundle bundle, byte[] bytes, string place)
    {
        if (place.EndsWith(PlcProgramOptions.Extension, StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllBytes(place, bytes);
        }
        else
        {
            Directory.CreateDirectory(place);
            foreach (var file in bundle.Files)
            {
                File.WriteAllText(Path.Combine(place, file.Name), file.Text);
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{place}: {bundle.Name} {bundle.Version}, {bundle.Files.Count} file(s), digest {bundle.DigestText}"));
    }
}
