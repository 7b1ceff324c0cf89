using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>What the trials of one probe decided on one cell.</summary>
public enum CellStatus
{
    /// <summary>Exercised and held.</summary>
    MetTested,

    /// <summary>The breach happened with every control armed.</summary>
    Failed,

    /// <summary>The trials decide nothing; the reason says why.</summary>
    NotAssessed,

    /// <summary>The twin has no such target: the cell does not count, its reason is kept.</summary>
    DroppedOut,
}

/// <summary>The verdict on one cell (requirement x place x asset x interface x account) by one probe or model check.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Probe">The probe or model check.</param>
/// <param name="Status">What was decided.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Trials">The trials it rests on: open, armed, probe twin; or the one model check.</param>
/// <param name="Exercised">The claiming controls that were seen to act in the probe twin.</param>
/// <param name="ByModelCheck">True when a check of the model decided, not a stimulus.</param>
/// <param name="GenericModel">True when an exercised control names no product or no known limits: it was tested on a generic model.</param>
public sealed record CellVerdict(
    Cell Cell, string Probe, CellStatus Status, string Reason, IReadOnlyList<TrialResult> Trials, IReadOnlyList<string> Exercised,
    bool ByModelCheck, bool GenericModel);
