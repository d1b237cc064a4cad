using System.Globalization;
using Bess.Optimization.Problems;

namespace Bess.Benchmarks.Linear;

/// <summary>A linear, quadratic or integer programme in the CPLEX LP text format, for other solvers; the constant is left out.</summary>
internal static class LinearProgramText
{
    /// <summary>Writes all of it; a row with two different finite ends becomes two rows.</summary>
    public static void Write(QuadraticProblem problem, TextWriter writer, bool[]? isInteger = null)
    {
        writer.Write("Minimize\n obj:");
        for (var j = 0; j < problem.VariableCount; j++)
        {
            Term(writer, problem.Linear[j], j);
        }

        Quadratic(problem, writer);
        writer.Write("\nSubject To\n");
        var rows = Rows(problem);
        for (var i = 0; i < problem.RowCount; i++)
        {
            Row(writer, rows[i], i, problem.RowLower[i], problem.RowUpper[i]);
        }

        writer.Write("Bounds\n");
        for (var j = 0; j < problem.VariableCount; j++)
        {
            Bound(writer, j, problem.ColumnLower[j], problem.ColumnUpper[j]);
        }

        Integers(isInteger, writer);
        writer.Write("End\n");
    }

    private static void Integers(bool[]? isInteger, TextWriter writer)
    {
        if (isInteger is null)
        {
            return;
        }

        writer.Write("General\n");
        for (var j = 0; j < isInteger.Length; j++)
        {
            writer.Write(isInteger[j] ? $" x{j}\n" : "");
        }
    }

    private static void Quadratic(QuadraticProblem problem, TextWriter writer)
    {
        if (problem.Quadratic is not { } p)
        {
            return;
        }

        writer.Write(" + [\n");
        for (var j = 0; j < problem.VariableCount; j++)
        {
            for (var k = p.ColumnPointers[j]; k < p.ColumnPointers[j + 1]; k++)
            {
                var (i, value) = (p.RowIndices[k], p.Values[k]);
                writer.Write($" {(value < 0 ? '-' : '+')} {Text(Math.Abs(i == j ? value : 2 * value))} {(i == j ? $"x{j} ^2" : $"x{i} * x{j}")}\n");
            }
        }

        writer.Write(" ] / 2");
    }

    private static List<(int Column, double Value)>[] Rows(QuadraticProblem problem)
    {
        var matrix = problem.Constraints;
        var rows = Enumerable.Range(0, problem.RowCount).Select(_ => new List<(int, double)>()).ToArray();
        for (var j = 0; j < problem.VariableCount; j++)
        {
            for (var k = matrix.ColumnPointers[j]; k < matrix.ColumnPointers[j + 1]; k++)
            {
                rows[matrix.RowIndices[k]].Add((j, matrix.Values[k]));
            }
        }

        return rows;
    }

    private static void Row(TextWriter writer, List<(int Column, double Value)> terms, int row, double lower, double upper)
    {
        if (terms.Count == 0)
        {
            return;
        }

        if (lower == upper)
        {
            Line("e", "=", lower);
            return;
        }

        if (double.IsFinite(lower))
        {
            Line("l", ">=", lower);
        }

        if (double.IsFinite(upper))
        {
            Line("u", "<=", upper);
        }

        void Line(string prefix, string relation, double value)
        {
            writer.Write($" {prefix}{row}:");
            foreach (var (column, coefficient) in terms)
            {
                Term(writer, coefficient, column);
            }

            writer.Write($" {relation} {Text(value)}\n");
        }
    }

    private static void Term(TextWriter writer, double coefficient, int column)
    {
        if (coefficient != 0)
        {
            writer.Write($" {(coefficient < 0 ? '-' : '+')} {Text(Math.Abs(coefficient))} x{column}\n");
        }
    }

    private static void Bound(TextWriter writer, int column, double lower, double upper)
    {
        if (double.IsInfinity(lower) && double.IsInfinity(upper))
        {
            writer.Write($" x{column} free\n");
        }
        else if (lower == upper)
        {
            writer.Write($" x{column} = {Text(lower)}\n");
        }
        else
        {
            writer.Write($" {Text(lower)} <= x{column} <= {Text(upper)}\n");
        }
    }

    private static string Text(double value) =>
        double.IsInfinity(value) ? (value > 0 ? "+inf" : "-inf") : value.ToString("R", CultureInfo.InvariantCulture);
}
