namespace Testbed.GasNetwork;

/// <summary>One reason why a model cannot be simulated.</summary>
/// <param name="ElementId">Id of the element at fault; "gas" for the gas itself, "model" for the whole.</param>
/// <param name="Property">Name of the property at fault, as in the model's records.</param>
/// <param name="Message">One plain sentence with the value and what would be right.</param>
public sealed record ModelProblem(string ElementId, string Property, string Message);
