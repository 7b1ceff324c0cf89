using Akka.Actor;
using Testbed.Devices;

namespace Testbed.Runtime;

/// <summary>Parent of the trials of one worker. Its children are born on the worker's own thread, unlike top-level actors.</summary>
internal sealed class HostActor : UntypedActor
{
    private readonly TrialLife _life;

    public HostActor(TrialLife life)
    {
        _life = life;
        _life.IsStarted = true;
    }

    public static Props Create(TrialLife life) => ActorFactory.Props(() => new HostActor(life));

    protected override void OnReceive(object message)
    {
        if (message is Start start)
        {
            start.Trial = Context.ActorOf(start.Props, start.Name);
        }
    }

    protected override void PostStop() => _life.IsStopped = true;

    /// <summary>Start a trial's guardian.</summary>
    /// <param name="Props">Of the guardian.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Start(Props Props, string Name)
    {
        /// <summary>The guardian, once the message was handled.</summary>
        public IActorRef? Trial { get; set; }
    }
}
