namespace Testbed.GasNetwork.Transient;

/// <summary>A network of pipes alone.</summary>
internal sealed class NoPointFlows() : PointFlows([], [], 0)
{
    public override void SetTime(double seconds)
    {
    }

    public override void Evaluate(TransientState state, double[] knownStem, double weight)
    {
    }

    public override void StemRates(TransientState state)
    {
    }

    public override void Sum(TransientState state)
    {
    }
}
