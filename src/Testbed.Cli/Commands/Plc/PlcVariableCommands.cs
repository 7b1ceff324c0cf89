using System.CommandLine;
using Testbed.Modbus;

namespace Testbed.Cli;

/// <summary><c>testbed plc list</c>, <c>read</c>, <c>write</c>, <c>force</c>, <c>unforce</c>.</summary>
internal static class PlcVariableCommands
{
    public static Command List()
    {
        var target = new PlcTargetOptions();
        var command = target.On(new Command("list", "Lists the variables of a controller's program."));
        command.SetAction(parse => PlcLink.Run(target.Read(parse), async client =>
        {
            var first = 0;
            while (true)
            {
                var page = await PlcLink.Need("list", client.ListAsync(first));
                foreach (var path in page.Paths)
                {
                    Console.WriteLine(path);
                }

                first += page.Paths.Count;
                if (page.Paths.Count == 0 || first >= page.Number || first > ushort.MaxValue)
                {
                    return;
                }
            }
        }));
        return command;
    }

    public static Command Read() => OfPaths("read", "Reads variables.", async (client, path) =>
    {
        var response = await PlcLink.Need($"read {path}", client.ReadAsync(path));
        Console.WriteLine($"{path} = {response.Text}");
    });

    public static Command Unforce() => OfPaths("unforce", "Lets forced variables go.", async (client, path) =>
    {
        await PlcLink.Need($"unforce {path}", client.UnforceAsync(path));
        Console.WriteLine($"{path} free");
    });

    public static Command Write() => OfAssignments("write", "Writes variables once.", (client, path, value) => client.WriteAsync(path, value));

    public static Command Force() =>
        OfAssignments("force", "Writes variables and holds them there, whatever the program does.", (client, path, value) => client.ForceAsync(path, value));

    /// <summary>Path and literal of <c>VARIABLE=VALUE</c>.</summary>
    /// <exception cref="UserErrorException">It is not of that form, or too long for a request.</exception>
    public static (string Path, string Value) Assignment(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || equals == text.Length - 1)
        {
            throw new UserErrorException($"'{text}' is not VARIABLE=VALUE, such as Main.level=3.5.");
        }

        var (path, value) = (text[..equals].TrimEnd(':', ' '), text[(equals + 1)..].Trim());
        Check(value, EngineeringLimits.MaxLiteral);
        return (Check(path, EngineeringLimits.MaxPath), value);
    }

    private static string Check(string text, int max) => text.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(text) <= max && !text.Any(char.IsControl) ? text
        : throw new UserErrorException($"'{text}' cannot be sent: 1 to {max} bytes without control characters.");

    private static Command OfPaths(string name, string description, Func<EngineeringClient, string, Task> work)
    {
        var target = new PlcTargetOptions();
        var paths = new Argument<string[]>("variable") { Description = "Variables, such as Main.level.", Arity = ArgumentArity.OneOrMore };
        var command = target.On(new Command(name, description) { paths });
        command.SetAction(parse =>
        {
            string[] checkedPaths = [.. parse.GetValue(paths)!.Select(p => Check(p, EngineeringLimits.MaxPath))];
            return PlcLink.Run(target.Read(parse), async client =>
            {
                foreach (var path in checkedPaths)
                {
                    await work(client, path);
                }
            });
        });
        return command;
    }

    private static Command OfAssignments(string name, string description, Func<EngineeringClient, string, string, Task<EngineeringResult>> work)
    {
        var target = new PlcTargetOptions();
        var pairs = new Argument<string[]>("variable=value") { Description = "Variables and their values as IEC literals: Main.pump=TRUE.", Arity = ArgumentArity.OneOrMore };
        var command = target.On(new Command(name, description) { pairs });
        command.SetAction(parse =>
        {
            (string Path, string Value)[] assignments = [.. parse.GetValue(pairs)!.Select(Assignment)];
            return PlcLink.Run(target.Read(parse), async client =>
            {
                foreach (var (path, value) in assignments)
                {
                    await PlcLink.Need($"{name} {path}", work(client, path, value));
                    Console.WriteLine($"{path} := {value}");
                }
            });
        });
        return command;
    }
}
