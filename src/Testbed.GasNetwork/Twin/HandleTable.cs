using System.Collections.Frozen;

namespace Testbed.GasNetwork;

/// <summary>Ids to handles of one model.</summary>
internal sealed class HandleTable
{
    private readonly FrozenDictionary<string, NodeHandle> _nodes;
    private readonly FrozenDictionary<string, ElementHandle> _elements;

    public HandleTable(GasNetworkModel model)
    {
        _nodes = model.Nodes.Select((n, i) => (n.Id, Handle: new NodeHandle(i))).ToFrozenDictionary(p => p.Id, p => p.Handle, StringComparer.Ordinal);
        var elements = new Dictionary<string, ElementHandle>(StringComparer.Ordinal);
        Add(elements, model.Pipes.Select(p => p.Id), ElementKind.Pipe);
        Add(elements, model.Runs.Select(r => r.Id), ElementKind.Run);
        Add(elements, model.Runs.Select(r => r.Worker.Id), ElementKind.Worker);
        Add(elements, model.Runs.Select(r => r.Monitor?.Id), ElementKind.Monitor);
        Add(elements, model.Runs.Select(r => r.SlamShut?.Id), ElementKind.SlamShut);
        Add(elements, model.ControlValves.Select(v => v.Id), ElementKind.ControlValve);
        Add(elements, model.ShutOffValves.Select(v => v.Id), ElementKind.ShutOffValve);
        Add(elements, model.ReliefValves.Select(v => v.Id), ElementKind.ReliefValve);
        Add(elements, model.Leaks.Select(l => l.Id), ElementKind.Leak);
        Add(elements, model.Compressors.Select(c => c.Id), ElementKind.Compressor);
        Add(elements, model.Injections.Select(i => i.Id), ElementKind.Injection);
        Add(elements, model.Orifices.Select(o => o.Id), ElementKind.Orifice);
        Add(elements, model.Odorisers.Select(o => o.Id), ElementKind.Odoriser);
        Add(elements, model.Sources.Select(s => s.Id), ElementKind.Source);
        Add(elements, model.Demands.Select(d => d.Id), ElementKind.Demand);
        _elements = elements.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public NodeHandle Node(string id) =>
        _nodes.TryGetValue(id, out var handle) ? handle : throw new KeyNotFoundException($"The gas network has no node '{id}'.");

    public ElementHandle Element(string id) =>
        _elements.TryGetValue(id, out var handle) ? handle : throw new KeyNotFoundException($"The gas network has no element '{id}'.");

    public bool TryNode(string id, out NodeHandle handle) => _nodes.TryGetValue(id, out handle);

    public bool TryElement(string id, out ElementHandle handle) => _elements.TryGetValue(id, out handle);

    private static void Add(Dictionary<string, ElementHandle> elements, IEnumerable<string?> ids, ElementKind kind)
    {
        var index = 0;
        foreach (var id in ids)
        {
            if (id is not null)
            {
                elements.Add(id, new ElementHandle(kind, index));
            }

            index++;
        }
    }
}
