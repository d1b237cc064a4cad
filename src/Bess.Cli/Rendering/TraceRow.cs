using System.Globalization;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Rendering;

/// <summary>An iteration as cells of a table.</summary>
internal static class TraceRow
{
    private static readonly int[] Widths = [4, 10, 8, 10, 10, 7, 7, 8, 6];

    public static IReadOnlyList<string> Header { get; } =
        ["iter", "residualMW", "gap", "bound", "value", "step", "barrier", "answered", "time s"];

    public static IReadOnlyList<string> Cells(IterationTrace one) =>
    [
        Words($"{one.Iteration}"), Number(one.ResidualMw, "0.00e+00"), Number(one.RelativeGap, "0.00e+00"),
        Number(one.LowerBound, "0.00"), Number(one.Value, "0.00"), Number(one.Step, "0.0e+00"), Number(one.Barrier, "0.0e+00"),
        Words($"{one.Answered}/{one.Agents}"), Number(one.ElapsedSeconds, "0.00"),
    ];

    /// <summary>Cells as one line with columns of fixed width; fits a terminal of 80 columns.</summary>
    public static string Line(IReadOnlyList<string> cells) =>
        string.Join(' ', cells.Select((cell, k) => cell.PadLeft(Widths[k])));

    private static string Number(double value, string form) => double.IsFinite(value) ? value.ToString(form, CultureInfo.InvariantCulture) : "-";

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
