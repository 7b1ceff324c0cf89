namespace Testbed.StructuredText;

/// <summary>Units that call themselves, directly or through others: IEC 61131-3 has no recursion (6.6.1.1), and static places of variables rest on that.</summary>
internal static class Recursion
{
    public static void Check(Model model)
    {
        var done = new HashSet<Pou>();
        foreach (var pou in model.AllPous)
        {
            Visit(pou, [], done, model.Sink);
        }
    }

    // Depth first, with a stack of its own: chains of calls can be long.
    private static void Visit(Pou start, HashSet<Pou> path, HashSet<Pou> done, DiagnosticSink sink)
    {
        if (done.Contains(start))
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
                done.Add(top.Pou);
                continue;
            }

            var (callee, at) = top.Calls.Current;
            if (path.Contains(callee))
            {
                var how = callee == top.Pou ? $"'{callee.Name}' calls itself" : $"'{callee.Name}' calls itself through '{top.Pou.Name}'";
                sink.Error(StCodes.Recursion, at, how, "use a loop");
            }
            else if (!done.Contains(callee))
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
