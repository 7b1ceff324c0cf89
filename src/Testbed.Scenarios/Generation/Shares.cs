namespace Testbed.Scenarios;

/// <summary>Divides whole things by weights without losing one (largest remainders).</summary>
internal static class Shares
{
    /// <summary>The shares; they sum to the total.</summary>
    public static int[] Of(int total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => total * w / sum).ToArray();
        int[] shares = [.. exact.Select(e => (int)e)];
        foreach (var i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - shares[i]).ThenBy(i => i).Take(total - shares.Sum()))
        {
            shares[i]++;
        }

        return shares;
    }
}
