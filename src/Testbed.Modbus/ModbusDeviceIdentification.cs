using System.Text;

namespace Testbed.Modbus;

/// <summary>
/// Objects of FC 43/14 (AP 6.21), in order of their ids. Ids 0 to 2 are basic and mandatory, 3 to 127 regular, 128 to 255 extended. Immutable and thread safe.
/// </summary>
public sealed class ModbusDeviceIdentification
{
    /// <summary>Bytes that one object may have, so that it fits a response alone.</summary>
    public const int MaxObjectLength = ModbusLimits.MaxPduLength - 9;

    private readonly (byte Id, byte[] Value)[] _objects;

    /// <summary>The three basic objects, and others by id (3 to 255).</summary>
    /// <exception cref="ArgumentException">An object is longer than <see cref="MaxObjectLength"/> bytes, not ASCII, or repeats a basic id.</exception>
    public ModbusDeviceIdentification(string vendorName, string productCode, string revision, IReadOnlyDictionary<byte, string>? others = null)
    {
        var objects = new SortedDictionary<byte, byte[]> { [0] = Bytes(vendorName), [1] = Bytes(productCode), [2] = Bytes(revision) };
        foreach ((byte id, string value) in others ?? new Dictionary<byte, string>())
        {
            objects.Add(id, Bytes(value));
        }

        _objects = [.. objects.Select(o => (o.Key, o.Value))];
    }

    /// <summary>01 basic, 02 regular or 03 extended, by the highest object there is.</summary>
    internal byte Category => _objects[^1].Id switch { < 3 => 1, < 128 => 2, _ => 3 };

    /// <summary>Objects, in order of their ids.</summary>
    internal ReadOnlySpan<(byte Id, byte[] Value)> Objects => _objects;

    private static byte[] Bytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ascii.IsValid(text) && text.Length <= MaxObjectLength
            ? Encoding.ASCII.GetBytes(text)
            : throw new ArgumentException($"'{text}' is not ASCII of at most {MaxObjectLength} characters", nameof(text));
    }
}
