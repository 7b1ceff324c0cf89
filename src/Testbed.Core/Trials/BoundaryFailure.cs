namespace Testbed.Core;

/// <summary>How the mechanism that protects a boundary fails (SR 5.2 RE 3): the gateways of a conduit stand, what decides in them does not.</summary>
public enum BoundaryFailure
{
    /// <summary>Its process ended; connections it carried are gone.</summary>
    Stopped,

    /// <summary>It lost its power; connections it carried are gone. Without a control a relay bridges the line, as in-line devices have it for availability.</summary>
    PowerLost,

    /// <summary>Its tables are full: no further connection or request gets a decision.</summary>
    Exhausted,

    /// <summary>It was given a rule set that it cannot read.</summary>
    CorruptRules,
}
