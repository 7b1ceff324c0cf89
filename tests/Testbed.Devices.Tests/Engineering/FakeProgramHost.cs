using Testbed.Core;

namespace Testbed.Devices.Tests;

/// <summary>A program host that keeps what it is told: three variables, and programs that load unless their text says otherwise.</summary>
internal sealed class FakeProgramHost : IProgramHost
{
    public const string KeyVariable = "Main.key_run";

    public SortedDictionary<string, string> Values { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Main.level"] = "3.5", ["Main.pump"] = "FALSE", [KeyVariable] = "TRUE",
    };

    public HashSet<string> Forced { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ControllerState State { get; set; } = ControllerState.Run;

    public string FaultText { get; set; } = "";

    public ProgramBundle Program { get; set; } = Bundle("1.0", "commissioned");

    ProgramBundle? IProgramHost.Program => Program;

    public List<string> Starts { get; } = [];

    public IReadOnlyList<string> Variables => [.. Values.Keys];

    public static ProgramBundle Bundle(string version, string text) => ProgramBundle.Create("gate", version, [new("main.st", text)]);

    public byte[] SaveRetained() => [];

    public bool TryRetain(byte[] retained) => retained.Length == 0;

    public string? TryLoad(ProgramBundle bundle, byte[]? retained = null)
    {
        if (bundle.Files.Any(f => f.Text.Contains("BROKEN", StringComparison.Ordinal)))
        {
            return "main.st:1:1: error TB1001: BROKEN is unexpected here";
        }

        (Program, State, FaultText) = (bundle, ControllerState.Stop, "");
        return null;
    }

    public bool Start(bool warm)
    {
        if (Program.Files[0].Text.Contains("STUCK", StringComparison.Ordinal))
        {
            (State, FaultText) = (ControllerState.Fault, "watchdog");
            return false;
        }

        Starts.Add(warm ? "warm" : "cold");
        State = ControllerState.Run;
        return true;
    }

    public void Stop() => State = ControllerState.Stop;

    public string? Read(string path) => Values.GetValueOrDefault(path);

    public string? Write(string path, string literal)
    {
        if (literal == "nonsense")
        {
            return "nonsense is no REAL";
        }

        Values[path] = literal;
        return null;
    }

    public string? Force(string path, string literal)
    {
        var refusal = Write(path, literal);
        if (refusal is null)
        {
            Forced.Add(path);
        }

        return refusal;
    }

    public bool Unforce(string path) => Forced.Remove(path);
}
