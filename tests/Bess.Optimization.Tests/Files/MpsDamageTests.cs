using System.Text;
using Bess.Optimization.Files;

namespace Bess.Optimization.Tests.Files;

public sealed class MpsDamageTests
{
    private const string Letters = "\n\r\t ABXYZ019.-+eE*'\0é";

    /// <summary>Whatever is done to a text, there is a model or there are located faults, never an exception.</summary>
    [Theory]
    [InlineData(1, MpsForm.Detected)]
    [InlineData(2, MpsForm.Free)]
    [InlineData(3, MpsForm.Fixed)]
    public void Read_RandomDamage_ModelOrLocatedFaults(int seed, MpsForm form)
    {
        var random = new Random(seed);
        int models = 0;
        for (int k = 0; k < 3000; k++)
        {
            string text = Damaged(form == MpsForm.Fixed || k % 2 == 0 && form == MpsForm.Detected ? MpsText.Fixed : MpsText.Whole, random);
            MpsReadResult result = MpsText.Read(text, form);
            Assert.Equal(result.Model is null, result.Faults.Count > 0);
            int lines = text.Count(c => c == '\n') + 1;
            Assert.All(result.Faults, fault => Assert.InRange(fault.Line, 0, lines));
            Assert.All(result.Faults, fault => Assert.DoesNotContain(fault.ToString(), char.IsControl));
            if (result.Model is null) continue;
            models++;
            Assert.Equal(result.Model.ColumnNames.Count, result.Model.Problem.VariableCount);
            Assert.Equal(result.Model.RowNames.Count, result.Model.Problem.RowCount);
            Valid(result.Model);
        }

        Assert.InRange(models, 1, 2999);
    }

    private static string Damaged(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        for (int hits = 1 + random.Next(4); hits > 0; hits--)
        {
            int at = random.Next(damaged.Length);
            switch (random.Next(5))
            {
                case 0:
                    damaged.Remove(at, 1);
                    break;
                case 1:
                    damaged.Insert(at, Letters[random.Next(Letters.Length)]);
                    break;
                case 2:
                    damaged[at] = Letters[random.Next(Letters.Length)];
                    break;
                case 3:
                    damaged.Length = Math.Max(1, at);
                    break;
                default:
                    SwapLines(damaged, random);
                    break;
            }
        }

        return damaged.ToString();
    }

    private static void SwapLines(StringBuilder text, Random random)
    {
        string[] lines = text.ToString().Split('\n');
        int one = random.Next(lines.Length);
        int other = random.Next(lines.Length);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        text.Clear().AppendJoin('\n', lines);
    }

    /// <summary>The matrices hold what their own public constructor demands.</summary>
    private static void Valid(MpsModel model)
    {
        foreach (var matrix in new[] { model.Problem.Constraints, model.Problem.Quadratic })
        {
            if (matrix is null) continue;
            _ = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(
                matrix.RowCount, matrix.ColumnCount, matrix.ColumnPointers, matrix.RowIndices, matrix.Values);
        }
    }
}
