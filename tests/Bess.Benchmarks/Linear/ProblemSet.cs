using System.Globalization;
using Bess.Optimization.Files;

namespace Bess.Benchmarks.Linear;

/// <summary>A folder of MPS or QPS files with a manifest of their optimal objectives.</summary>
internal static class ProblemSet
{
    public const string Manifest = "manifest.csv";

    private static readonly string[] Extensions = [".mps.gz", ".qps.gz", ".mps", ".qps", ".MPS", ".QPS", ".SIF", ""];

    // With 2 x + y = 4 the objectives are 6 x − 16 and 4.5 x² − 10 x.
    private const string Tiny =
        "NAME tiny\nROWS\n N c\n E r\n L s\nCOLUMNS\n x c -2 r 2\n x s 1\n y r 1 c -4\nRHS\n b r 4 s 3\nBOUNDS\n UP b y 5\n";

    /// <summary>The problems of a folder, in the order of the manifest.</summary>
    public static IEnumerable<SetProblem> Read(string set, string folder)
    {
        var lines = File.ReadLines(Path.Combine(folder, Manifest)).Where(line => line.Length > 0).ToArray();
        var columns = lines[0].Split(',');
        var (name, objective) = (Array.IndexOf(columns, "name"), Array.IndexOf(columns, "measured_obj"));
        if (name < 0 || objective < 0)
            throw new InvalidDataException($"Expected the columns name and measured_obj in {Manifest}, found {lines[0]}.");
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            yield return new SetProblem(
                set,
                cells[name],
                double.Parse(cells[objective], CultureInfo.InvariantCulture),
                () => MpsFile.Read(PathOf(folder, cells[name])));
        }
    }

    /// <summary>Two problems that need no folder.</summary>
    public static IEnumerable<SetProblem> BuiltIn()
    {
        yield return new SetProblem("built in", "tiny linear", -16, () => Parse(Tiny + "ENDATA\n"));
        yield return new SetProblem("built in", "tiny quadratic", -50.0 / 9.0, () => Parse(Tiny + "QUADOBJ\n x x 1\n y y 2\n x y 0\nENDATA\n"));
    }

    // Not by a pattern: pilot.* is pilot.ja, too.
    private static string PathOf(string folder, string name) =>
        Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists) ?? Path.Combine(folder, name + Extensions[0]);

    private static MpsReadResult Parse(string text)
    {
        using var reader = new StringReader(text);
        return MpsFile.Read(reader, "built in");
    }
}

/// <summary>One problem of a set.</summary>
/// <param name="Set">lp, qp or built in.</param>
/// <param name="Name">Its name in the manifest.</param>
/// <param name="Objective">Its optimal objective.</param>
/// <param name="Read">Reads its file.</param>
internal sealed record SetProblem(string Set, string Name, double Objective, Func<MpsReadResult> Read);
