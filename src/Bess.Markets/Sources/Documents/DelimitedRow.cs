namespace Bess.Markets.Sources.Documents;

/// <summary>The cells of one line, trimmed.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Cells">The cells.</param>
internal readonly record struct DelimitedRow(int Line, string[] Cells)
{
    public bool IsBlank => Cells.All(cell => cell.Length == 0);
}
