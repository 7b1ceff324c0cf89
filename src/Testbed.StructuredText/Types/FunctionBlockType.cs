namespace Testbed.StructuredText;

/// <summary>The type of a block's (or program's) instances: the variables of the unit, inline.</summary>
internal sealed class FunctionBlockType(Pou pou) : StType
{
    public Pou Pou => pou;

    public override string Name => pou.Name;

    public override int Size => Math.Max(1, pou.InstanceSize);

    public override int Alignment => 8;

    public override Type ClrType => typeof(int);

    public override byte[]? Image => pou.InstanceImage;
}
