using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Testbed.StructuredText;

/// <summary>Calls of the runtime's functions as expressions.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, MethodInfo> Memory = typeof(PlcMemory).GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(m => m.Name);

    private static readonly Dictionary<Type, (MethodInfo Read, MethodInfo Write)> ByType = new[]
    {
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
        typeof(bool),
    }.ToDictionary(t => t, t => (Unaligned(nameof(Unsafe.ReadUnaligned), t), Unaligned(nameof(Unsafe.WriteUnaligned), t)));

    private static readonly System.Linq.Expressions.MemberExpression Budget = Expression.Field(Place.State, nameof(PlcState.Budget));

    private static readonly FieldInfo BodiesField = typeof(PlcState).GetField(nameof(PlcState.Bodies))!;

    private static readonly FieldInfo SiteField = typeof(PlcState).GetField(nameof(PlcState.Site))!;

    // These have no functions of ours between them and the machine: the just-in-time compiler takes half the time then.
    public static Expression Read(Type type, Expression at) => Expression.Call(ByType[type].Read, Expression.ArrayAccess(Place.Memory, at));

    public static Expression Write(Type type, Expression at, Expression value) => Expression.Call(ByType[type].Write, Expression.ArrayAccess(Place.Memory, at), value);

    public static Expression ReadBool(Expression at) => Expression.NotEqual(Expression.ArrayIndex(Place.Memory, at), Expression.Constant((byte)0));

    public static Expression WriteBool(Expression at, Expression value) => Write(typeof(bool), at, value);

    public static Expression ReadBit(Expression at, int mask) => Of(nameof(PlcMemory.ReadBit), Place.Memory, at, Expression.Constant(mask));

    public static Expression WriteBit(Expression at, int mask, Expression value) => Of(nameof(PlcMemory.WriteBit), Place.Memory, at, Expression.Constant(mask), value);

    public static Expression ReadBoolReference(Expression at) => Of(nameof(PlcMemory.ReadBoolReference), Place.Memory, at);

    public static Expression WriteBoolReference(Expression at, Expression value) => Of(nameof(PlcMemory.WriteBoolReference), Place.Memory, at, value);

    public static Expression ReadText(Expression at, TextType type) =>
        Of(nameof(PlcMemory.ReadText), Place.Memory, at, Expression.Constant(type.MaxLength), Expression.Constant(type.IsWide));

    /// <summary>A text that is read only to be written again is copied in memory, without a string.</summary>
    public static Expression WriteText(Expression at, Expression value, TextType type) =>
        value is MethodCallExpression { Method.Name: nameof(PlcMemory.ReadText) } read && read.Method.DeclaringType == typeof(PlcMemory)
            && read.Arguments[3] is ConstantExpression { Value: bool isWide } && isWide == type.IsWide
            ? Of(nameof(PlcMemory.CopyText), Place.Memory, at, read.Arguments[1], Expression.Constant(type.MaxLength), Expression.Constant(type.IsWide))
            : Of(nameof(PlcMemory.WriteText), Place.Memory, at, value, Expression.Constant(type.MaxLength), Expression.Constant(type.IsWide));

    public static Expression Copy(Expression to, Expression from, int size) => Of(nameof(PlcMemory.Copy), Place.Memory, to, from, Expression.Constant(size));

    /// <summary>Initial values again, for what has a static place.</summary>
    public static Expression Reset(int at, int size) => Of(
        nameof(PlcMemory.Reset), Place.Memory, Expression.Field(Place.State, nameof(PlcState.Image)), Expression.Constant(at), Expression.Constant(size));

    /// <summary>Index less the low bound, checked; <paramref name="index"/> of any integer type.</summary>
    public static Expression Index(Expression index, ArrayBound bound)
    {
        var fits = bound.Low >= int.MinValue / 2 && bound.High <= int.MaxValue / 2;
        var isNarrow = Type.GetTypeCode(index.Type) is not (TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64);
        return fits && isNarrow
            ? Of(nameof(PlcMemory.Index), Widen(index, typeof(int)), Expression.Constant((int)bound.Low), Expression.Constant((int)bound.Count))
            : Of(nameof(PlcMemory.IndexLong), index.Type == typeof(ulong) ? Of(nameof(PlcMemory.Clamp), index) : Widen(index, typeof(long)), Expression.Constant(bound.Low), Expression.Constant((int)bound.Count));
    }

    /// <summary>Index less the low bound, checked against bounds in memory.</summary>
    public static Expression OpenIndex(Address bounds, Expression index) =>
        Of(nameof(PlcMemory.OpenIndex), Place.Memory, bounds.Code, index.Type == typeof(ulong) ? Of(nameof(PlcMemory.Clamp), index) : Widen(index, typeof(long)));

    /// <summary>Elements between bounds in memory.</summary>
    public static Expression OpenCount(Address bounds) => Of(nameof(PlcMemory.OpenCount), Place.Memory, bounds.Code);

    public static Expression InRange(Expression value, RangeType range) => value.Type == typeof(ulong)
        ? Of(nameof(PlcMemory.InRangeUnsigned), value, Expression.Constant((ulong)range.Low), Expression.Constant((ulong)range.High))
        : Expression.Convert(
            Of(nameof(PlcMemory.InRange), Widen(value, typeof(long)), Expression.Constant((long)range.Low), Expression.Constant((long)range.High)), value.Type);

    /// <summary>Counts a loop turn or call down.</summary>
    public static Expression Step() => Expression.IfThen(
        Expression.LessThan(Expression.Assign(Budget, Expression.Subtract(Budget, Expression.Constant(1))), Expression.Constant(0)), Of(nameof(PlcMemory.Runaway)));

    public static Expression LoopStep(Expression step) => Of(nameof(PlcMemory.LoopStep), step);

    /// <summary>A reference, checked to refer to something.</summary>
    public static Expression Follow(Expression reference, int size) => Of(nameof(PlcMemory.Follow), Place.Memory, reference, Expression.Constant(size));

    /// <summary>The same of a reference to a BOOL.</summary>
    public static Expression FollowBool(Expression reference) => Of(nameof(PlcMemory.FollowBool), Place.Memory, reference);

    /// <summary>Notes where in the sources the program is.</summary>
    public static Expression Site(int site) => Expression.Assign(Expression.Field(Place.State, SiteField), Expression.Constant(site));

    /// <summary>Runs a body.</summary>
    public static Expression Invoke(int body, Expression self) => Expression.Invoke(
        Expression.ArrayIndex(Expression.Field(Place.State, BodiesField), Expression.Constant(body)), Place.State, self);

    public static Expression Widen(Expression value, Type to) => value.Type == to ? value : Expression.Convert(value, to);

    /// <summary>A function of <see cref="PlcMath"/> by the types of its arguments.</summary>
    public static Expression Math(string name, params Expression[] arguments) =>
        Expression.Call(typeof(PlcMath).GetMethod(name, [.. arguments.Select(a => a.Type)])!, arguments);

    private static MethodInfo Unaligned(string name, Type type) => typeof(Unsafe).GetMethods().Single(m => m.Name == name && m.GetParameters()[0].ParameterType.IsByRef).MakeGenericMethod(type);

    private static MethodCallExpression Of(string name, params Expression[] arguments) => Expression.Call(Memory[name], arguments);
}
