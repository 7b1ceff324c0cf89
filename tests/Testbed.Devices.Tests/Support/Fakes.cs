using Testbed.Core;

namespace Testbed.Devices.Tests;

/// <summary>A plant whose transmitters show what the test says and whose actuators remember what they were told.</summary>
internal sealed class FakePlant : IPlantIo
{
    public Dictionary<string, double> Sensors { get; } = [];

    public Dictionary<string, double> Actuators { get; } = [];

    /// <summary>Set to make the next reading throw, as a bug in a device would.</summary>
    public bool IsBroken { get; set; }

    public bool HasSensor(string tag) => Sensors.ContainsKey(tag);

    public bool HasActuator(string tag) => Actuators.ContainsKey(tag);

    public double ReadSensor(string tag) => IsBroken ? throw new InvalidOperationException("broken on purpose") : Sensors[tag];

    public void WriteActuator(string tag, double value)
    {
        Assert.True(Actuators.ContainsKey(tag));
        Actuators[tag] = value;
    }
}

/// <summary>Keeps what is recorded.</summary>
internal sealed class FakeRecorder(ManualClock clock, DateTimeOffset start) : ITrialRecorder
{
    public List<LedgerEntry> Entries { get; } = [];

    public List<(string Participant, string Name, string Value)> Facts { get; } = [];

    public long Tick => (long)(clock.GetUtcNow() - start).TotalMilliseconds;

    public void Ledger(LedgerEntry entry) => Entries.Add(entry);

    public void Fact(string participant, string name, string value) => Facts.Add((participant, name, value));
}

/// <summary>Arms the controls named.</summary>
internal sealed class FakeArming : IControlArming
{
    public HashSet<string> Armed { get; } = [];

    public bool IsArmed(string controlId) => Armed.Contains(controlId);
}
