namespace Testbed.StructuredText;

/// <summary>
/// A reference (6.4.4.10): the offset of what it refers to, 0 for NULL, with the bit of a BOOL in the upper eight bits as in a VAR_IN_OUT. Its target is looked up when first asked for, because a
/// structure may hold references to its own kind.
/// </summary>
internal sealed class ReferenceType(Lazy<StType>? target) : StType
{
    /// <summary>The type of NULL.</summary>
    public static readonly ReferenceType Null = new(null);

    /// <summary>What it refers to; an error's type for NULL.</summary>
    public StType Target => target?.Value ?? ErrorType.Instance;

    public bool IsNull => target is null;

    public override string Name => IsNull ? "NULL" : $"REF_TO {Target.Name}";

    public override int Size => sizeof(int);

    public override Type ClrType => typeof(int);

    public static ReferenceType To(StType type) => new(new Lazy<StType>(type));
}
