namespace Testbed.StructuredText;

/// <content>Forced variables.</content>
public sealed partial class PlcInstance
{
    /// <summary>What is forced, in the order of forcing.</summary>
    public IReadOnlyCollection<PlcVariable> Forced => [.. _forced.Select(f => f.Variable)];

    /// <summary>Holds a variable at its present value (write it first): it is set before and after each scan, whatever the program does in between.</summary>
    public void Force(PlcVariable v)
    {
        ArgumentNullException.ThrowIfNull(v);
        Unforce(v);
        _forced.Add(new(v, At(v).ToArray(), v.Bit < 0 ? (byte)0xFF : (byte)(1 << v.Bit)));
    }

    /// <summary>Lets go of a variable; its value stays until the program changes it.</summary>
    public void Unforce(PlcVariable v) => _forced.RemoveAll(f => f.Variable == v);

    private void ApplyForces()
    {
        for (var i = 0; i < _forced.Count; i++)
        {
            var (variable, value, mask) = _forced[i];
            if (mask == 0xFF)
            {
                value.CopyTo(_state.Memory.AsSpan(variable.Offset));
            }
            else
            {
                _state.Memory[variable.Offset] = (byte)((_state.Memory[variable.Offset] & ~mask) | (value[0] & mask));
            }
        }
    }

    private Span<byte> At(PlcVariable v) => _state.Memory.AsSpan(v.Offset, v.Type.Size);

    private sealed record Forcing(PlcVariable Variable, byte[] Value, byte Mask);
}
