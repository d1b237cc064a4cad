using System.Globalization;

namespace Bess.Optimization.Files;

/// <summary>One located reason why a problem file was refused.</summary>
/// <param name="File">The file, as it was named by the caller.</param>
/// <param name="Line">Line, from 1; 0 when the fault is not in a line (a file that cannot be opened).</param>
/// <param name="Field">What is at fault there: a section and what it says, for example <c>COLUMNS x1: row</c>.</param>
/// <param name="Expected">What would have been accepted.</param>
/// <param name="Actual">What was found; long texts are cut.</param>
public sealed record FileFault(string File, int Line, string Field, string Expected, string Actual)
{
    /// <summary>Gets file and line as one text, for example <c>afiro.mps: line 12</c>.</summary>
    public string Location => Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}: line {Line}") : File;

    /// <summary>The fault as one line: <c>location: field: expected …, was …</c>.</summary>
    /// <returns>One line without a line break at its end.</returns>
    public override string ToString()
        => Field.Length == 0 ? $"{Location}: expected {Expected}, was {Actual}" : $"{Location}: {Field}: expected {Expected}, was {Actual}";
}
