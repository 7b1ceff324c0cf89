namespace Testbed.Scenarios.Tests;

/// <summary>Says which diagnostic code a test asserts.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CoversAttribute(string code) : Attribute
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
