using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Puts a bound program together: initial memory, bodies that something calls, tasks.</summary>
internal static class ProgramBuilder
{
    public static PlcProgram Build(Model model, Configuration configuration, IReadOnlyDictionary<Pou, Expression<PouBody>> bodies, StOptions options)
    {
        var image = Image(model, configuration);
        var compiled = new PouBody?[configuration.BodyCount];

        // Most of the time of a compilation is the machine code of the bodies, and none of them needs another.
        Parallel.ForEach(Reachable(configuration), pou => compiled[pou.Number] = bodies[pou].Compile());

        foreach (var (number, code) in configuration.Bodies)
        {
            compiled[number] = code.Compile();
        }

        // Functions that only a connection or a task's condition calls.
        foreach (var pou in bodies.Keys.Where(p => p.IsFunction && configuration.Bodies.Count > 0 && compiled[p.Number] is null))
        {
            compiled[pou.Number] = bodies[pou].Compile();
        }

        var sites = model.Sites.Select(s => (model.Sources[s.Source].Name, s.Line)).ToArray();
        var tasks = configuration.Tasks.Select(t => Task(t, configuration)).ToList();
        return new PlcProgram(image, compiled, sites, tasks, new VariableTree(model, configuration), options.MaxSteps);
    }

    private static PlcTask Task(TaskPlan task, Configuration configuration)
    {
        var instances = configuration.Instances.Where(i => i.Task == task).ToList();
        return new(task.Name, task.Interval is { } interval ? TimeSpan.FromTicks(interval / 100) : null, task.Priority, [.. instances.Select(i => i.Name)])
        {
            Single = task.Single, SingleAt = task.SingleAt, Period = task.Interval ?? 0, Runs = [.. instances.Select(i => (i.Body, i.At))],
        };
    }

    private static HashSet<Pou> Reachable(Configuration configuration)
    {
        var reached = configuration.Instances.Select(i => i.Pou).ToHashSet();
        var waiting = new Queue<Pou>(reached);
        while (waiting.TryDequeue(out var pou))
        {
            foreach (var callee in pou.Calls.Keys.Where(reached.Add))
            {
                waiting.Enqueue(callee);
            }
        }

        return reached;
    }

    // Eight bytes more than needed, so that the widest read at the last offset stays inside.
    private static byte[] Image(Model model, Configuration configuration)
    {
        var image = new byte[Layout.Align(model.Memory.Size, 8) + 8];
        foreach (var pou in model.AllPous.Where(p => p.FrameAt >= 0))
        {
            foreach (var variable in pou.Variables.Append(pou.Result).OfType<Variable>().Where(v => v is { Home: Home.Frame, IsReference: false }))
            {
                variable.Initial?.CopyTo(image, pou.FrameAt + variable.Offset);
            }
        }

        foreach (var instance in configuration.Instances)
        {
            instance.Pou.InstanceImage?.CopyTo(image, instance.At);
        }

        var located = configuration.Instances.Select(i => i.Pou).Distinct().SelectMany(p => p.Variables).Where(v => v.Home == Home.Area);
        foreach (var variable in model.Globals.Concat(located).Where(v => v.Initial is not null))
        {
            var at = model.AddressOf(variable, null).Offset;
            if (variable.Bit < 0)
            {
                variable.Initial!.CopyTo(image, at);
            }
            else if (variable.Initial![0] != 0)
            {
                image[at] |= (byte)(1 << variable.Bit);
            }
        }

        configuration.Locations.Write(image, configuration.Instances);
        return image;
    }
}
