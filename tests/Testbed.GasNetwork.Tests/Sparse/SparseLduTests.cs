using CsCheck;
using MathNet.Numerics.LinearAlgebra.Double;
using Testbed.GasNetwork.Sparse;

namespace Testbed.GasNetwork.Tests.Sparse;

public sealed class SparseLduTests
{
    private static readonly Gen<(int Size, (int A, int B)[] Edges, double[] Values)> Systems =
        from size in Gen.Int[1, 40]
        from edges in Gen.Select(Gen.Int[0, size - 1], Gen.Int[0, size - 1]).Array[0, 80]
        from values in Gen.Double[0.01, 10.0].Array[500]
        select (size, edges, values);

    [Fact]
    public void Agrees_With_Dense_Solution_For_Random_Unsymmetric_Networks() => Systems.Sample(Compare(symmetric: false));

    [Fact]
    public void Agrees_With_Dense_Solution_For_Random_Symmetric_Networks() => Systems.Sample(Compare(symmetric: true));

    [Fact]
    public void Trees_Do_Not_Fill_In()
    {
        var edges = Enumerable.Range(1, 9_999).Select(i => (i, (i - 1) / 3)).ToArray();
        Assert.Equal(9_999, new SparseLdu(10_000, edges).FactorEntries);
    }

    [Fact]
    public void Rejects_A_Matrix_With_A_Pivot_That_Is_Not_Positive()
    {
        var ldu = new SparseLdu(2, [(0, 1)]);
        ldu.Diagonal[0] = 1.0;
        Assert.False(ldu.Factorise());
        ldu.Clear();
        ldu.Diagonal[0] = double.NaN;
        ldu.Diagonal[1] = 1.0;
        Assert.False(ldu.Factorise());
    }

    private static Action<(int Size, (int A, int B)[] Edges, double[] Values)> Compare(bool symmetric) => system =>
    {
        var (size, edges, values) = system;
        var ldu = new SparseLdu(size, edges);
        var dense = DenseMatrix.Create(size, size, 0.0);
        // Twice with the same analysis: the pattern is reused, nothing of the first values may remain.
        for (var round = 0; round < 2; round++)
        {
            ldu.Clear();
            dense.Clear();
            Assemble(ldu, dense, edges, values, symmetric, round);
            var right = DenseVector.Create(size, i => values[(i * 7) % 500] - 5.0);
            var expected = dense.Solve(right);
            var actual = new double[size + 1];
            for (var i = 0; i < size; i++)
            {
                actual[ldu.StepOf(i)] = right[i];
            }

            Assert.True(ldu.Factorise());
            ldu.Solve(actual);
            for (var i = 0; i < size; i++)
            {
                Assert.Equal(expected[i], actual[ldu.StepOf(i)], 1e-9 * (1.0 + Math.Abs(expected[i])));
            }
        }
    };

    private static void Assemble(SparseLdu ldu, DenseMatrix dense, (int A, int B)[] edges, double[] values, bool symmetric, int round)
    {
        for (var i = 0; i < ldu.Size; i++)
        {
            dense[i, i] += 0.1;
            ldu.Diagonal[ldu.StepOf(i)] += 0.1;
        }

        var next = round * 200;
        foreach (var (a, b) in edges.Where(e => e.A != e.B))
        {
            var alongA = values[next++];
            var alongB = symmetric ? alongA : values[next++];
            dense[a, a] += alongA;
            dense[b, a] -= alongA;
            dense[b, b] += alongB;
            dense[a, b] -= alongB;
            var (stepA, stepB) = (ldu.StepOf(a), ldu.StepOf(b));
            var slot = ldu.SlotOf(stepA, stepB);
            ldu.Diagonal[stepA] += alongA;
            ldu.Diagonal[stepB] += alongB;
            (stepA > stepB ? ldu.Upper : ldu.Lower)[slot] -= alongA;
            (stepA > stepB ? ldu.Lower : ldu.Upper)[slot] -= alongB;
        }
    }
}
