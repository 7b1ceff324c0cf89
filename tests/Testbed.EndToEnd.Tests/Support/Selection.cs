using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>What a finished <c>testbed run</c> printed, and its folder.</summary>
internal sealed partial record Finished(ToolResult Process, string Folder)
{
    /// <summary>The evidence hash as printed.</summary>
    public string EvidenceHash => Evidence().Match(Process.Output) is { Success: true } m
        ? m.Groups[1].Value
        : throw new InvalidOperationException($"no evidence hash was printed: {Process}");

    /// <summary>The number of trials as printed.</summary>
    public int Trials => int.Parse(TrialCount().Match(Process.Output).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>SHA-256 of the evidence file.</summary>
    public string EvidenceFileHash => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf("evidence.jsonl"))));

    /// <summary>Path of a result file.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    [GeneratedRegex("evidence ([0-9a-f]{64})")]
    private static partial Regex Evidence();

    [GeneratedRegex(@"^(\d+) trials in ", RegexOptions.Multiline)]
    private static partial Regex TrialCount();
}

/// <summary>Small selections of trials that end in seconds, for what does not need a whole assessment.</summary>
internal static class Selection
{
    public const string AsFound = "scenarios/station-lab";
    public const string Hardened = "scenarios/station-lab-hardened";
    public const string LargeName = "large-utility";
    public const string Large = "scenarios/" + LargeName;

    /// <summary>Devices' interfaces of three zones and a conduit: consoles, Modbus across a span, controls that block.</summary>
    public static readonly string[] Inputs = ["--only", "SR 3.5", "--profiles", "0"];

    /// <summary>One device, three trials of a kind: the least that is a run.</summary>
    public static readonly string[] Least = ["--only", "SR 3.5/Z-OPP", "--profiles", "0"];

    /// <summary>Some hundred network trials, one at a time: time enough to interrupt.</summary>
    public static readonly string[] Many = ["--only", "probe/SR 2", "--profiles", "0", "--workers", "1"];

    /// <summary>One station of the large utility.</summary>
    public static readonly string[] OneStation = ["--only", "SR 3.5/Z-LRS-045", "--profiles", "0"];

    /// <summary>Runs a selection into a folder.</summary>
    public static Finished Run(string scenario, string folder, params IEnumerable<string> options) =>
        new(TestbedCli.Run(["run", scenario, "--out", folder, "--as-of", "2026-11-23", .. options]), folder);

    /// <summary>The ids of the trials that a journal holds, read without the product.</summary>
    public static IReadOnlyList<string> Journalled(string folder)
    {
        var file = Path.Combine(folder, "journal.sqlite");
        if (!File.Exists(file))
        {
            return [];
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        using var exists = connection.CreateCommand();
        exists.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'trials'";
        if ((long)exists.ExecuteScalar()! == 0)
        {
            return [];
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM trials ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
