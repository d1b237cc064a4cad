using System.Text.Json;
using Bess.Optimization.Problems;

namespace Bess.TestKit.Golden;

/// <summary>A golden instance as a problem in standard form.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="ExpectedObjective">Optimal objective by two independent solvers.</param>
/// <param name="FirstSchedule">Index of the first schedule variable p[0] (family A), x[0] (C), or −1.</param>
/// <param name="FirstEnergy">Index of the first state of charge e[0] (families A, D and E), or −1.</param>
public sealed record GoldenProblem(QuadraticProblem Problem, double ExpectedObjective, int FirstSchedule, int FirstEnergy)
{
    /// <summary>Columns that must be integer, ascending (family D); otherwise empty.</summary>
    public int[] IntegerColumns { get; init; } = [];

    /// <summary>Builds the problem of a file of family A to E; of D, the relaxation and its integer columns.</summary>
    /// <exception cref="NotSupportedException">Another family.</exception>
    public static GoldenProblem Build(JsonElement json)
    {
        var data = new GoldenData(json);
        string family = json.GetProperty("family").GetString() ?? "";
        GoldenProblem built = family switch
        {
            "A" => GoldenFamilyA.Build(data),
            "B" => GoldenFamilyB.Build(data),
            "C" => GoldenFamilyC.Build(data),
            "D" => GoldenFamilyD.Build(data),
            "E" => GoldenFamilyE.Build(GoldenFamilyE.Day.Read(data)),
            _ => throw new NotSupportedException($"Golden family '{family}': expected A, B, C, D or E."),
        };
        return built with { ExpectedObjective = json.GetProperty("expected").GetProperty("objective").GetDouble() };
    }
}
