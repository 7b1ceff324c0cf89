using Microsoft.Data.Sqlite;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>What identifies a run: a journal of another run is not continued.</summary>
/// <param name="ModelHash">Hash of the scenario.</param>
/// <param name="ProfilesHash">Hash of the attack profiles.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Selection">What was selected by <c>--only</c> and <c>--profiles</c>.</param>
/// <param name="Build">The build of the product.</param>
public sealed record RunKey(string ModelHash, string ProfilesHash, ulong Seed, string Selection, string Build)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{ModelHash}|{ProfilesHash}|{Seed}|{Selection}|{Build}");
}

/// <summary>
/// The trials of a run as they end, in SQLite, so that a killed run goes on where it was: a trial is either in the journal, whole, or not at all.
/// Thread safe.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();

    private RunJournal(SqliteConnection connection) => _connection = connection;

    /// <summary>The key of the run in the journal, as text; null when there is none.</summary>
    public string? Key => OfRun("SELECT key FROM run");

    /// <summary>The settings a finished or unfinished journal was made with; null when the file holds no run.</summary>
    public string? Settings => OfRun("SELECT settings FROM run");

    /// <summary>True when an unfinished run of the same key was found and goes on.</summary>
    public bool Resumed { get; private init; }

    /// <summary>Opens the journal of a folder. A journal of a finished run, or of another run, is begun anew.</summary>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public static RunJournal Open(string file, RunKey key, string settings)
    {
        var connection = Connect(file);
        try
        {
            var resumed = IsUnfinished(connection, key);
            if (!resumed)
            {
                Execute(connection, "DELETE FROM trials; DELETE FROM run;");
                Execute(connection, "INSERT INTO run(key, complete, settings) VALUES ($key, 0, $settings)", ("$key", key.ToString()), ("$settings", settings));
            }

            return new RunJournal(connection) { Resumed = resumed };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal of a run that was made before, as it is.</summary>
    /// <exception cref="SqliteException">The file is no journal.</exception>
    public static RunJournal OpenExisting(string file) => new(Connect(file)) { Resumed = true };

    /// <summary>The trials that ended, by id.</summary>
    public IReadOnlyDictionary<string, TrialRecordSet> Ended()
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT id, result, evidence, start_ms, wall_ms FROM trials";
            using var reader = command.ExecuteReader();
            var ended = new Dictionary<string, TrialRecordSet>(StringComparer.Ordinal);
            while (reader.Read())
            {
                ended[reader.GetString(0)] = new TrialRecordSet(TrialJson.Read(reader.GetString(1)), reader.GetString(2), reader.GetDouble(3), reader.GetDouble(4));
            }

            return ended;
        }
    }

    /// <summary>Adds a trial. Adding one twice is our bug and throws.</summary>
    public void Add(TrialRecordSet trial)
    {
        lock (_lock)
        {
            Execute(
                _connection, "INSERT INTO trials(id, result, evidence, start_ms, wall_ms) VALUES ($id, $result, $evidence, $start, $wall)",
                ("$id", trial.Result.Id), ("$result", TrialJson.Write(trial.Result)), ("$evidence", trial.Evidence),
                ("$start", trial.StartMilliseconds), ("$wall", trial.WallMilliseconds));
        }
    }

    /// <summary>Marks the run as finished.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            Execute(_connection, "UPDATE run SET complete = 1");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearPool(_connection);
    }

    private string? OfRun(string query)
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = query;
            return command.ExecuteScalar() as string;
        }
    }

    private static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
            Execute(connection,
                """
                CREATE TABLE IF NOT EXISTS run(key TEXT NOT NULL, complete INTEGER NOT NULL, settings TEXT NOT NULL);
                CREATE TABLE IF NOT EXISTS trials(id TEXT PRIMARY KEY, result TEXT NOT NULL, evidence TEXT NOT NULL, start_ms REAL NOT NULL, wall_ms REAL NOT NULL);
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsUnfinished(SqliteConnection connection, RunKey key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, complete FROM run";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetString(0) == key.ToString() && reader.GetInt64(1) == 0;
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this file; values go through parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
