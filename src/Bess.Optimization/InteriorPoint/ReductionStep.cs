namespace Bess.Optimization.InteriorPoint;

/// <summary>One presolve step: row turned into a bound of the column, or (Row = None) the column fixed.</summary>
internal readonly record struct ReductionStep(int Row, int Column, double Coefficient)
{
    public const int None = -1;
}
