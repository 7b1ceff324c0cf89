namespace Testbed.Scenarios;

/// <summary>The technique ids of MITRE ATT&amp;CK for ICS, version 18.1. Ids only.</summary>
public static class AttackTechniques
{
    /// <summary>All ids.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "T0800", "T0801", "T0802", "T0803", "T0804", "T0805", "T0806", "T0807", "T0809", "T0811", "T0812", "T0813", "T0814", "T0815",
        "T0816", "T0817", "T0819", "T0820", "T0821", "T0822", "T0823", "T0826", "T0827", "T0828", "T0829", "T0830", "T0831", "T0832",
        "T0834", "T0835", "T0836", "T0837", "T0838", "T0839", "T0840", "T0842", "T0843", "T0845", "T0846", "T0847", "T0848", "T0849",
        "T0851", "T0852", "T0853", "T0855", "T0856", "T0857", "T0858", "T0859", "T0860", "T0861", "T0862", "T0863", "T0864", "T0865",
        "T0866", "T0867", "T0868", "T0869", "T0871", "T0872", "T0873", "T0874", "T0877", "T0878", "T0879", "T0880", "T0881", "T0882",
        "T0883", "T0884", "T0885", "T0886", "T0887", "T0888", "T0889", "T0890", "T0891", "T0892", "T0893", "T0894", "T0895",
    };
}
