using Akka.Actor;

namespace Testbed.Devices;

/// <summary>Props from a plain factory: no expression is compiled, which matters when every trial starts a dozen actors.</summary>
public static class ActorFactory
{
    /// <summary>Props of the actor that the factory makes.</summary>
    public static Props Props(Func<ActorBase> make) => Akka.Actor.Props.CreateBy(new Producer(make));

    private sealed class Producer(Func<ActorBase> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ActorBase);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
            // Nothing is held beside the actor itself.
        }
    }
}
