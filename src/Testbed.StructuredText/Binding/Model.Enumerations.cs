namespace Testbed.StructuredText;

/// <content>Enumerations (6.4.4.3).</content>
internal sealed partial class Model
{
    private const int MostEnumerationValues = 65_536;

    private TypeUse Enumeration(EnumType enumeration, Pou? scope, string? name)
    {
        var @base = ElementaryType.Of(Elementary.Int);
        if (enumeration.Base is not null)
        {
            var use = Resolve(enumeration.Base, scope);
            if (use.Type is ElementaryType type && (type.IsInteger || (type.IsBitString && type.Kind != Elementary.Bool)))
            {
                @base = type;
            }
            else if (use.Type is not ErrorType)
            {
                Sink.Error(StCodes.BadDeclaration, enumeration.Base.Span, $"an enumeration cannot be based on {use.Type.Name}", "use an integer type");
            }
        }

        var members = new List<(string Name, object Value)>();
        Int128 next = 0;
        foreach (var member in enumeration.Members.Take(MostEnumerationValues))
        {
            if (member.Value is not null)
            {
                next = Constants.Integer(this, scope, member.Value, long.MinValue, ulong.MaxValue) ?? next;
            }

            if (Folding.FromInteger(next, @base) is { } value)
            {
                members.Add((member.Name.Text, value));
            }
            else
            {
                Sink.Error(StCodes.ValueOutOfRange, member.Span, $"{next} does not fit into {@base.Name}");
            }

            next++;
        }

        foreach (var twice in enumeration.Members.GroupBy(m => m.Name.Text, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            Duplicate(twice.Last().Name);
        }

        var result = new EnumerationType(name ?? $"({string.Join(", ", members.Take(4).Select(m => m.Name))}{(members.Count > 4 ? ", ..." : "")})", @base, members);
        foreach (var member in members.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            (_enumerationValues.TryGetValue(member, out var list) ? list : _enumerationValues[member] = []).Add(result);
        }

        return new(result, result.Image);
    }
}
