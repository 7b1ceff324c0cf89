namespace Testbed.StructuredText;

/// <summary>Stands for a type that could not be found out; what has it causes no further messages.</summary>
internal sealed class ErrorType : StType
{
    public static readonly ErrorType Instance = new();

    private ErrorType()
    {
    }

    public override string Name => "?";

    public override int Size => 8;

    public override Type ClrType => typeof(int);
}
