using System.CommandLine;
using System.Globalization;

namespace Testbed.Cli;

/// <summary>Certificate, key and authority files for a service of Modbus/TCP Security.</summary>
internal sealed record PlcTls(string Certificate, string Key, string Authority);

/// <summary>The controller a command is about, and as whom.</summary>
internal sealed record PlcTarget(string Host, int Port, byte Unit, string? User, string? Password, PlcTls? Tls);

/// <summary>The arguments that every command to a controller has.</summary>
internal sealed class PlcTargetOptions
{
    private const int DefaultPort = 502;
    private readonly Argument<string> _at = new("host:port") { Description = "Where the controller's Modbus service is: 'testbed up --join ZONE' prints it. Without a port 502." };
    private readonly Option<int> _unit = new("--unit") { Description = "Modbus unit id (default 1).", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _user = new("--user") { Description = "Account to log on with (default: none, for controllers that ask for none)." };
    private readonly Option<bool> _stdin = new("--password-stdin") { Description = "Reads the password from the first line of standard input." };
    private readonly Option<string?> _env = new("--password-env") { Description = "Reads the password from this environment variable." };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Certificate (PEM) for Modbus/TCP Security, with --key and --ca." };
    private readonly Option<string?> _key = new("--key") { Description = "Its private key (PEM)." };
    private readonly Option<string?> _authority = new("--ca") { Description = "Certificate (PEM) of the authority that the controller's must come from." };

    /// <summary>A command with these arguments first, then its own.</summary>
    public Command On(Command command)
    {
        command.Arguments.Insert(0, _at);
        foreach (var option in (Option[])[_unit, _user, _stdin, _env, _certificate, _key, _authority])
        {
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>What the user wrote.</summary>
    /// <exception cref="UserErrorException">It does not go together.</exception>
    public PlcTarget Read(ParseResult parse)
    {
        var (host, port) = Endpoint(parse.GetValue(_at)!);
        var unit = parse.GetValue(_unit);
        if (unit is < 0 or > 255)
        {
            throw new UserErrorException($"{unit} is no unit id: 0 to 255.");
        }

        var (user, stdin, env) = (parse.GetValue(_user), parse.GetValue(_stdin), parse.GetValue(_env));
        if ((user is not null) != (stdin || env is not null) || (stdin && env is not null))
        {
            throw new UserErrorException("A log-on needs --user and its password from one place: --password-stdin or --password-env VARIABLE.");
        }

        return new PlcTarget(host, port, (byte)unit, user, user is null ? null : Password(env), Tls(parse));
    }

    /// <summary>Host and port of a text.</summary>
    /// <exception cref="UserErrorException">It is neither HOST nor HOST:PORT.</exception>
    public static (string Host, int Port) Endpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        var isBare = colon < 0 || text.EndsWith(']');
        var host = (isBare ? text : text[..colon]).Trim('[', ']');
        var port = DefaultPort;
        if (host.Length == 0 || (!isBare && (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)))
        {
            throw new UserErrorException($"'{text}' is not HOST:PORT, such as 127.0.0.1:15000.");
        }

        return (host, port);
    }

    private static string Password(string? variable) => variable is null
        ? Console.In.ReadLine() ?? throw new UserErrorException("There is no password on standard input.")
        : Environment.GetEnvironmentVariable(variable) ?? throw new UserErrorException($"The environment variable {variable} is not set.");

    private PlcTls? Tls(ParseResult parse)
    {
        string?[] files = [parse.GetValue(_certificate), parse.GetValue(_key), parse.GetValue(_authority)];
        return files switch
        {
            [null, null, null] => null,
            [{ } certificate, { } key, { } authority] => new PlcTls(certificate, key, authority),
            _ => throw new UserErrorException("Modbus/TCP Security needs --cert, --key and --ca together."),
        };
    }
}
