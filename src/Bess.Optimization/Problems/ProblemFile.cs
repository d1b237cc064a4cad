using System.Text.Json;
using System.Text.Json.Serialization;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Problems;

/// <summary>Writes a problem to a JSON file and reads it back, so that a failing case can travel as a file.</summary>
/// <remarks>
/// Numbers are written in shortest round-trip form, so nothing is lost; infinite bounds are the strings "Infinity" and
/// "-Infinity". Matrices are CSC: columnPointers, rowIndices, values.
/// </remarks>
public static class ProblemFile
{
    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions SerializerOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Saves a problem; the file is written beside its place and then renamed, so no half-written file is seen.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(QuadraticProblem problem, string path)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(path);
        var document = new ProblemDocument(
            CurrentVersion,
            problem.VariableCount,
            problem.RowCount,
            problem.Quadratic is null ? null : MatrixDocument.From(problem.Quadratic),
            problem.Linear.ToArray(),
            MatrixDocument.From(problem.Constraints),
            problem.RowLower.ToArray(),
            problem.RowUpper.ToArray(),
            problem.ColumnLower.ToArray(),
            problem.ColumnUpper.ToArray(),
            problem.Constant);
        string temporary = path + ".part";
        using (FileStream stream = File.Create(temporary)) JsonSerializer.Serialize(stream, document, SerializerOptions);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Loads a problem that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The problem, equal to the saved one in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is missing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">Not JSON of this form, another version, or a rule of the problem is broken.</exception>
    public static QuadraticProblem Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            ProblemDocument document = JsonSerializer.Deserialize<ProblemDocument>(stream, SerializerOptions)
                ?? throw new InvalidDataException($"{path}: expected a problem, got null.");
            if (document.Version != CurrentVersion)
                throw new InvalidDataException($"{path}: expected version {CurrentVersion}, got {document.Version}.");
            return document.ToProblem();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    private sealed record ProblemDocument(
        int Version,
        int VariableCount,
        int RowCount,
        MatrixDocument? Quadratic,
        double[] Linear,
        MatrixDocument Constraints,
        double[] RowLower,
        double[] RowUpper,
        double[] ColumnLower,
        double[] ColumnUpper,
        double Constant)
    {
        public QuadraticProblem ToProblem()
        {
            if (Constraints is null) throw new JsonException("constraints: expected a matrix, got nothing.");
            return new QuadraticProblem(
                Quadratic?.ToMatrix(VariableCount, VariableCount),
                Linear,
                Constraints.ToMatrix(RowCount, VariableCount),
                RowLower,
                RowUpper,
                ColumnLower,
                ColumnUpper,
                Constant);
        }
    }

    private sealed record MatrixDocument(int[] ColumnPointers, int[] RowIndices, double[] Values)
    {
        public static MatrixDocument From(SparseMatrix matrix)
            => new(matrix.ColumnPointers.ToArray(), matrix.RowIndices.ToArray(), matrix.Values.ToArray());

        public SparseMatrix ToMatrix(int rowCount, int columnCount) => new(rowCount, columnCount, ColumnPointers, RowIndices, Values);
    }
}
