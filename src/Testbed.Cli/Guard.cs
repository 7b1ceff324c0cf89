using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>A mistake of the user that is said in one line.</summary>
internal sealed class UserErrorException(string message) : Exception(message);

/// <summary>Turns what can go wrong around a command into a sentence and an exit code; our own bugs keep their trace.</summary>
internal static class Guard
{
    private const int SqliteFull = 13;

    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            return Explain(e.InnerExceptions[0]);
        }
        catch (Exception e) when (Sentence(e) is not null)
        {
            return Explain(e);
        }
    }

    private static int Explain(Exception e)
    {
        var (text, code) = Sentence(e) ?? ($"an internal error ended the run: {e}", ExitCodes.RunBroke);
        Console.Error.WriteLine($"error: {text}");
        return code;
    }

    private static (string Text, int Code)? Sentence(Exception e) => e switch
    {
        UserErrorException => (e.Message, ExitCodes.UserError),
        TwinInvariantException or RecordingDiffersException => (e.Message, ExitCodes.RunBroke),
        SqliteException { SqliteErrorCode: SqliteFull } => ("the disk is full; finished trials are kept, run the same command again when there is room", ExitCodes.RunBroke),
        SqliteException s => ($"the journal cannot be used ({s.Message}); choose another folder with --out", ExitCodes.UserError),
        UnauthorizedAccessException => ($"{e.Message} Choose a folder that can be written with --out.", ExitCodes.UserError),
        IOException io when io.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) =>
            ("the disk is full; finished trials are kept, run the same command again when there is room", ExitCodes.RunBroke),
        IOException => ($"{e.Message} Choose a folder that can be written with --out.", ExitCodes.UserError),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => ("a port is in use; end the other program, or choose another with --join-port", ExitCodes.UserError),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => ("this user may not open such a port; leave out --real-ports", ExitCodes.UserError),
        _ => null,
    };
}
