using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Tasks and program instances (6.8). Without a configuration every program runs at each scan, as one instance that has the program's name. Programs of a configuration that have no task run at
/// each scan, after all tasks (6.8.2).
/// </summary>
internal sealed class Configuration(Model model)
{
    private const int LowestPriority = 65_535;

    private readonly List<TaskPlan> _tasks = [];
    private readonly List<Instance> _instances = [];
    private readonly List<(int Body, Expression<PouBody> Code)> _bodies = [];
    private readonly List<(Instance Instance, ProgramInstance Syntax)> _connected = [];
    private readonly List<(TaskPlan Task, TaskDeclaration Syntax)> _singles = [];
    private int _bodyCount = model.AllPous.Count;

    public IReadOnlyList<TaskPlan> Tasks => _tasks;

    public IReadOnlyList<Instance> Instances => _instances;

    /// <summary>Bodies that no unit has: they connect a program's variables, or work a task's condition out.</summary>
    public IReadOnlyList<(int Body, Expression<PouBody> Code)> Bodies => _bodies;

    /// <summary>Where variables with incomplete addresses are.</summary>
    public InstanceLocations Locations { get; } = new(model);

    public int BodyCount => _bodyCount;

    /// <summary>Places tasks and instances in memory, before bodies are bound.</summary>
    public void Place()
    {
        // One that runs nothing only holds globals: some tools write one for each device of a controller.
        var running = model.Configurations.Where(c => c.Resources.Any(r => r.Programs.Count > 0)).ToList();
        foreach (var extra in running.Skip(1))
        {
            model.Sink.Error(StCodes.SeveralConfigurations, extra.Name.Span, "a controller has one configuration", "put the resources into one");
        }

        if (running.Count + model.Configurations.Count > 0 && (running.Count > 0 ? running : model.Configurations)[0] is { } configuration)
        {
            foreach (var resource in configuration.Resources)
            {
                Place(resource);
            }

            Locations.Configure(configuration, _instances);
        }
        else
        {
            var task = new TaskPlan("Scan", null, 0, -1, -1);
            foreach (var pou in model.UserPous.Where(p => p.Kind == PouKind.Program).ToList())
            {
                Add(pou.Name, pou.Declaration.Name.Span, pou, null, task);
            }
        }

        model.Instances = _instances;
        Locations.WarnOfIncomplete(_instances);
        if (_instances.Count == 0 && !model.Sink.HasErrors)
        {
            model.Sink.Warning(StCodes.NoProgram, new(LibrarySources.All.Count, 0, 0), "there is no PROGRAM, so nothing runs", "declare a PROGRAM");
        }
    }

    /// <summary>Makes the bodies of connections and conditions.</summary>
    public void Bind()
    {
        foreach (var (instance, syntax) in _connected)
        {
            var site = model.SiteOf(syntax.Span);
            var binder = new ExpressionBinder(model, null) { Site = site };
            var call = new CallExpression(syntax.Span, new NameExpression(syntax.Name.Span, syntax.Name.Text), syntax.Connections);
            if (binder.BindInstance(call, instance.Pou, new Address(null, instance.At)) is { } code)
            {
                _bodies.Add((instance.Body, BodyBuilder.Lambda(syntax.Name.Text, [Calls.Site(site), code])));
            }
        }

        foreach (var (task, syntax) in _singles)
        {
            var site = model.SiteOf(syntax.Span);
            var condition = new ExpressionBinder(model, null) { Site = site }.BindTo(syntax.Single!, ElementaryType.Of(Elementary.Bool));
            if (!condition.IsBad)
            {
                _bodies.Add((task.Single, BodyBuilder.Lambda(task.Name, [Calls.Site(site), Calls.WriteBool(Expression.Constant(task.SingleAt), condition.Code)])));
            }
        }
    }

    private void Place(ResourceDeclaration resource)
    {
        var tasks = new Dictionary<string, TaskPlan>(StringComparer.OrdinalIgnoreCase);
        foreach (var syntax in resource.Tasks)
        {
            if (!tasks.TryAdd(syntax.Name.Text, Task(syntax)))
            {
                model.Sink.Error(StCodes.DuplicateName, syntax.Name.Span, $"'{syntax.Name.Text}' is declared already", "give it another name");
            }
        }

        var free = new TaskPlan("Scan", null, LowestPriority, -1, -1);
        foreach (var syntax in resource.Programs)
        {
            var task = syntax.Task is null ? free : tasks.GetValueOrDefault(syntax.Task.Text);
            if (task is null)
            {
                model.Sink.Error(StCodes.BadTask, syntax.Task!.Span, $"there is no task '{syntax.Task.Text}' in this resource", NearestName.Fix(syntax.Task.Text, tasks.Keys));
            }
            else if (model.FindPou(syntax.Type.Text) is not { Kind: PouKind.Program } pou)
            {
                var programs = model.UserPous.Where(p => p.Kind == PouKind.Program).Select(p => p.Name);
                model.Sink.Error(StCodes.BadProgram, syntax.Type.Span, $"there is no program '{syntax.Type.Text}'", NearestName.Fix(syntax.Type.Text, programs));
            }
            else
            {
                Add(syntax.Name.Text, syntax.Name.Span, pou, syntax, task);
            }
        }

        foreach (var idle in tasks.Values.Where(t => !_tasks.Contains(t)))
        {
            _tasks.Add(idle);
        }
    }

    private void Add(string name, SourceSpan span, Pou pou, ProgramInstance? syntax, TaskPlan task)
    {
        if (_instances.Exists(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) || (syntax is not null && model.FindGlobal(name) is not null))
        {
            model.Sink.Error(StCodes.DuplicateName, span, $"'{name}' is declared already", "give it another name");
            return;
        }

        var at = model.Reserve(pou.Type.Size, 8, span);
        var isConnected = syntax is { Connections.Count: > 0 } || pou.Variables.Exists(v => v.Section == VarSection.InOut);
        var instance = new Instance(name, pou, at, isConnected ? _bodyCount++ : pou.Number, syntax?.IsRetain, task);
        if (isConnected)
        {
            _connected.Add((instance, syntax ?? new ProgramInstance(span, new(span, name), null, new(span, name), null, [])));
        }

        _instances.Add(instance);
        if (!_tasks.Contains(task))
        {
            _tasks.Add(task);
        }
    }

    private TaskPlan Task(TaskDeclaration syntax)
    {
        long? interval = null;
        if (syntax.Interval is not null && Constants.Typed(model, null, syntax.Interval, ElementaryType.Of(Elementary.LTime)) is long nanoseconds)
        {
            interval = nanoseconds == 0 ? null : nanoseconds;
            if (nanoseconds < 0)
            {
                model.Sink.Error(StCodes.BadTask, syntax.Interval.Span, "an interval cannot be negative");
            }
        }

        var priority = syntax.Priority is null ? 0 : (int)(Constants.Integer(model, null, syntax.Priority, 0, LowestPriority) ?? 0);
        if (syntax.Single is null)
        {
            return new(syntax.Name.Text, interval, priority, -1, -1);
        }

        var task = new TaskPlan(syntax.Name.Text, interval, priority, _bodyCount++, model.Reserve(2, 1, syntax.Name.Span));
        _singles.Add((task, syntax));
        return task;
    }
}
