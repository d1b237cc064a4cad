using Bess.Backtesting.Desk;
using Bess.Domain;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;

namespace Bess.Cli.Commands.Solve;

/// <summary>Reads a problem, whatever its form: MPS, QPS (both perhaps compressed) or the project's own JSON.</summary>
internal static class SolveInput
{
    public static Validated<MpsModel> Read(string path)
    {
        if (!IsJson(path))
        {
            var read = MpsFile.Read(path);
            return read.Model is { } model
                ? Validated<MpsModel>.FromValue(model)
                : Validated<MpsModel>.FromFaults(read.Faults.Select(fault => new Fault(fault.Location, fault.Field, fault.Expected, fault.Actual)));
        }

        try
        {
            return Validated<MpsModel>.FromValue(Named(ProblemFile.Load(path), Path.GetFileNameWithoutExtension(path)));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var name = Path.GetFileName(path);
            var why = InputFiles.Why(error, path);
            return Validated<MpsModel>.FromFault(
                new Fault(name, "", "a problem as ProblemFile writes it", why.StartsWith(name + ": ", StringComparison.Ordinal) ? why[(name.Length + 2)..] : why));
        }
    }

    private static MpsModel Named(QuadraticProblem problem, string name) => new()
    {
        Name = name,
        Problem = problem,
        ObjectiveName = "objective",
        ColumnNames = [.. Enumerable.Range(1, problem.VariableCount).Select(j => $"x{j}")],
        RowNames = [.. Enumerable.Range(1, problem.RowCount).Select(i => $"r{i}")],
        IsInteger = new bool[problem.VariableCount],
    };

    private static bool IsJson(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            int next;
            do
                next = reader.Read();
            while (next >= 0 && char.IsWhiteSpace((char)next));
            return next == '{';
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The reader of MPS meets the same trouble and tells it.
            return false;
        }
    }
}
