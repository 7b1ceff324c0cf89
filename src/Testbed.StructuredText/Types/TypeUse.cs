namespace Testbed.StructuredText;

/// <summary>A type where it is used: a declared name may bring another initial value than the type itself (<c>TYPE Speed : REAL := 1.5</c>). <paramref name="Image"/> null for zeros.</summary>
internal sealed record TypeUse(StType Type, byte[]? Image);
