namespace Testbed.Scenarios;

/// <summary>A plan that no network of the usual pipes can carry; the message says where.</summary>
internal sealed class InfeasiblePlanException(string message) : Exception(message);
