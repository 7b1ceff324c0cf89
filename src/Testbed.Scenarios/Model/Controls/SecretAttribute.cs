namespace Testbed.Scenarios;

/// <summary>A setting that no report may show, such as a shared key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
