using System.Globalization;
using System.Text;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Files;

/// <summary>Writes an answer as comma-separated values with the names of the problem's rows and columns.</summary>
/// <remarks>
/// Lines that start with <c>#</c> tell the status and the objective. Then <c>kind,name,value,multiplier</c>: first the columns with x
/// and z, then the rows with A x and y, in the order and with the signs of <see cref="SolveResult"/>. Numbers are in shortest
/// round-trip form; names with a comma, a quote or a blank at an end are in quotes.
/// </remarks>
public static class SolutionFile
{
    /// <summary>Writes a file beside its place and renames it; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="result">Its answer.</param>
    /// <param name="columnNames">Names of the columns, length n; <see langword="null"/> for x1, x2, ….</param>
    /// <param name="rowNames">Names of the rows, length m; <see langword="null"/> for r1, r2, ….</param>
    /// <exception cref="ArgumentNullException">The path, the problem or the answer is missing.</exception>
    /// <exception cref="ArgumentException">A length does not fit the problem.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, QuadraticProblem problem, SolveResult result, IReadOnlyList<string>? columnNames = null, IReadOnlyList<string>? rowNames = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string temporary = path + ".part";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
                Write(writer, problem, result, columnNames, rowNames);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the same text to a writer.</summary>
    /// <param name="writer">Gets the text.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="result">Its answer.</param>
    /// <param name="columnNames">Names of the columns, length n; <see langword="null"/> for x1, x2, ….</param>
    /// <param name="rowNames">Names of the rows, length m; <see langword="null"/> for r1, r2, ….</param>
    /// <exception cref="ArgumentNullException">The writer, the problem or the answer is missing.</exception>
    /// <exception cref="ArgumentException">A length does not fit the problem.</exception>
    public static void Write(
        TextWriter writer, QuadraticProblem problem, SolveResult result, IReadOnlyList<string>? columnNames = null, IReadOnlyList<string>? rowNames = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(result);
        RequireLength(result.Primal.Length, problem.VariableCount, nameof(result.Primal));
        RequireLength(result.RowDuals.Length, problem.RowCount, nameof(result.RowDuals));
        RequireLength(result.ColumnDuals.Length, problem.VariableCount, nameof(result.ColumnDuals));
        RequireLength(columnNames?.Count ?? problem.VariableCount, problem.VariableCount, nameof(columnNames));
        RequireLength(rowNames?.Count ?? problem.RowCount, problem.RowCount, nameof(rowNames));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"# status {result.Status}\n# objective {result.PrimalObjective:R}\nkind,name,value,multiplier\n"));
        for (int j = 0; j < result.Primal.Length; j++)
            Line(writer, "column", columnNames is null ? $"x{j + 1}" : columnNames[j], result.Primal[j], result.ColumnDuals[j]);
        var activity = new double[problem.RowCount];
        problem.Constraints.Multiply(result.Primal, activity);
        for (int i = 0; i < activity.Length; i++)
            Line(writer, "row", rowNames is null ? $"r{i + 1}" : rowNames[i], activity[i], result.RowDuals[i]);
    }

    private static void Line(TextWriter writer, string kind, string name, double value, double multiplier)
    {
        bool needsQuotes = name.AsSpan().ContainsAny(',', '"', '#') || name.Length != name.AsSpan().Trim().Length;
        string text = needsQuotes ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{kind},{text},{value:R},{multiplier:R}\n"));
    }

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected) throw new ArgumentException($"{name}: expected length {expected}, got {actual}.", name);
    }
}
