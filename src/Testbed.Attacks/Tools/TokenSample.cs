namespace Testbed.Attacks;

/// <summary>Collects session tokens of one account, one after another, and judges them.</summary>
internal static class TokenSample
{
    /// <summary>Logs on and off so many times; the tokens in order of issue.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(ConsoleTarget target, int count)
    {
        var tokens = new List<string>();
        ConsoleLink? link = null;
        for (var i = 0; i < count; i++)
        {
            if (link is null or { IsClosed: true })
            {
                link = await target.OpenAsync();
            }

            if (link is not null && await link.LogOnAsync(target.Account) is { Length: > 0 } token)
            {
                tokens.Add(token);
                await link.SendAsync("LOGOFF");
            }
        }

        if (link is not null)
        {
            await link.DisposeAsync();
        }

        return tokens;
    }

    /// <summary>
    /// A lower estimate of the unpredictable bits in a token: over its positions, log2 of the symbols seen there when these vary almost as much as a
    /// uniform source of that many would in such a sample. Running numbers give a few bits at most.
    /// </summary>
    public static double Bits(IReadOnlyList<string> tokens)
    {
        var length = tokens.Min(t => t.Length);
        var bits = 0.0;
        for (var position = 0; position < length; position++)
        {
            var seen = tokens.GroupBy(t => t[position]).Select(g => g.Count()).ToList();
            // A uniform hexadecimal digit shows its most frequent symbol in less than a quarter of 32 samples, save once in thousands of positions.
            bits += seen.Max() * 4 <= tokens.Count ? Math.Log2(Math.Min(seen.Count, 16)) : 0;
        }

        return bits;
    }
}
