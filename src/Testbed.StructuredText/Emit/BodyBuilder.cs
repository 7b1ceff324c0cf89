using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Makes the function of a unit's body.</summary>
internal static class BodyBuilder
{
    /// <summary>Static variables up to so many are set one by one, more by a copy.</summary>
    private const int MostSetOneByOne = 8;

    /// <summary>Binds a body; mistakes are in the model's sink.</summary>
    public static Expression<PouBody> Build(Model model, Pou pou)
    {
        var statements = new StatementBinder(model, pou);
        var body = statements.Bind(pou.Declaration.Body);
        return Lambda(pou.Name, [.. Edges(pou), .. Reset(model, pou), body, Expression.Label(statements.Return)]);
    }

    /// <summary>A body of its own, outside of any unit.</summary>
    public static Expression<PouBody> Lambda(string name, IReadOnlyList<Expression> code) => Expression.Lambda<PouBody>(
        Expression.Block(
            typeof(void),
            [Place.Memory],
            [Expression.Assign(Place.Memory, Expression.Field(Place.State, nameof(PlcState.Memory))), .. code, Expression.Empty()]),
        name,
        [Place.State, Place.Self]);

    // Inputs with R_EDGE or F_EDGE: the body sees the edge, the byte behind keeps the level.
    private static IEnumerable<Expression> Edges(Pou pou)
    {
        foreach (var input in pou.Variables.Where(v => v is { Edge: not EdgeKind.None, Home: Home.Instance } && v.Type.ClrType == typeof(bool)))
        {
            var self = new Address(Place.Self, 0);
            var (level, edge, before) = (Calls.ReadBool((self + input.Offset).Code), (self + input.EdgeOffset).Code, (self + (input.EdgeOffset + 1)).Code);
            var isEdge = input.Edge == EdgeKind.Rising
                ? Expression.AndAlso(level, Expression.Not(Calls.ReadBool(before)))
                : Expression.AndAlso(Expression.Not(level), Calls.ReadBool(before));
            yield return Calls.WriteBool(edge, isEdge);
            yield return Calls.WriteBool(before, level);
        }
    }

    private static IEnumerable<Expression> Reset(Model model, Pou pou)
    {
        var size = pou.Frame.Size - pou.ResetFrom;
        if (size == 0)
        {
            return [];
        }

        var at = model.FrameOf(pou);
        var variables = pou.Variables.Append(pou.Result).OfType<Variable>().Where(v => v.Home == Home.Frame && v.Offset >= pou.ResetFrom).ToList();
        if (variables.Count > MostSetOneByOne || variables.Exists(v => v.Type.IsComposite || v.Type is TextType))
        {
            return [Calls.Reset(at + pou.ResetFrom, size)];
        }

        return variables.Select(v => new Place(v.Type, new Address(null, at + v.Offset)).Write(
            Expression.Constant(ConstantBytes.Read(v.Initial ?? new byte[v.Type.Size], v.Type.Base))));
    }
}
