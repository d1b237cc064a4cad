namespace Bess.Optimization.Files;

/// <summary>Sections in the order in which they must come; the quadratic ones may stand anywhere after COLUMNS.</summary>
internal enum MpsSection
{
    Start,
    Name,
    ObjectiveSense,
    Rows,
    Columns,
    Rhs,
    Ranges,
    Bounds,
    QuadraticTriangle,
    QuadraticMatrix,
    QuadraticSection,
    End,
}
