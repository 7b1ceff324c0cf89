namespace Testbed.GasNetwork;

/// <summary>A mass flow and its slopes to both end pressures, as one Newton step needs them.</summary>
/// <param name="FlowKgPerS">Mass flow, kg/s, positive from the first to the second end.</param>
/// <param name="SlopeFrom">d flow / d p_from, kg/(s Pa); not negative.</param>
/// <param name="SlopeTo">d flow / d p_to, kg/(s Pa); not positive.</param>
public readonly record struct FlowLinearisation(double FlowKgPerS, double SlopeFrom, double SlopeTo);
