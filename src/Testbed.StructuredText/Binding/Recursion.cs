namespace Testbed.StructuredText;

/// <summary>
/// Units that call themselves, directly or through others: IEC 61131-3 has no recursion (6.6.1.1), and static places of variables rest on that. And chains of calls so long that the stack of a
/// thread might not hold them.
/// </summary>
internal static class Recursion
{
    /// <summary>Most units of which each calls the next.</summary>
    public const int DeepestChain = 200;

    public static void Check(Model model)
    {
        var done = new Dictionary<Pou, int>();
        foreach (var pou in model.AllPous)
        {
            Visit(pou, [], done, model.Sink);
        }

        if (model.AllPous.FirstOrDefault(p => done[p] > DeepestChain) is { } deep)
        {
            model.Sink.Error(StCodes.CallsTooDeep, deep.Declaration.Name.Span, $"'{deep.Name}' starts a chain of more than {DeepestChain} units of which each calls the next", "call them one after the other");
        }
    }

    // Depth first, with a stack of its own: chains of calls can be long. What is done is kept with the length of its longest chain.
    private static void Visit(Pou start, HashSet<Pou> path, Dictionary<Pou, int> done, DiagnosticSink sink)
    {
        if (done.ContainsKey(start))
        {
            return;
        }

        var stack = new Stack<(Pou Pou, IEnumerator<KeyValuePair<Pou, SourceSpan>> Calls)>();
        Enter(start);
        while (stack.TryPeek(out var top))
        {
            if (!top.Calls.MoveNext())
            {
                stack.Pop();
                path.Remove(top.Pou);
                done[top.Pou] = 1 + top.Pou.Calls.Keys.Select(c => done.GetValueOrDefault(c)).DefaultIfEmpty().Max();
                continue;
            }

            var (callee, at) = top.Calls.Current;
            if (path.Contains(callee))
            {
                var how = callee == top.Pou ? $"'{callee.Name}' calls itself" : $"'{callee.Name}' calls itself through '{top.Pou.Name}'";
                sink.Error(StCodes.Recursion, at, how, "use a loop");
            }
            else if (!done.ContainsKey(callee))
            {
                Enter(callee);
            }
        }

        void Enter(Pou pou)
        {
            path.Add(pou);
            stack.Push((pou, pou.Calls.GetEnumerator()));
        }
    }
}
