using static Bess.Optimization.Tests.Files.MpsText;

namespace Bess.Optimization.Tests.Files;

/// <summary>A text that must be refused.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Text">The file.</param>
/// <param name="Line">Line of the only fault.</param>
/// <param name="Words">Words of the fault.</param>
public sealed record MpsMalformedCase(string Name, string Text, int Line, params string[] Words)
{
    public override string ToString() => Name;
}

/// <summary>Texts with one thing wrong in each.</summary>
public static class MpsMalformed
{
    private static readonly string Long = new('x', 1_000_000);

    public static IEnumerable<MpsMalformedCase> All => [.. Structure, .. RowsAndColumns, .. Numbers, .. Bounds, .. Quadratic];

    private static IEnumerable<MpsMalformedCase> Structure =>
    [
        new("empty", "", 0, "empty file"),
        new("only comments", "* nothing\n\n", 0, "empty file"),
        new("truncated in a line", Whole[..(Whole.IndexOf("LIM2      1.0   MYEQN", StringComparison.Ordinal) + 12)], 16, "ENDATA", "RHS"),
        new("truncated between lines", Whole[..Whole.IndexOf("BOUNDS", StringComparison.Ordinal)], 18, "ENDATA", "RANGES"),
        new("no ENDATA", With("ENDATA\n", ""), 26, "ENDATA", "QUADOBJ"),
        new("garbage after ENDATA", Whole + "ROWS\n", 28, "ENDATA", "ROWS"),
        new("columns before rows", "NAME x\nCOLUMNS\n x c 1\nROWS\n N c\nENDATA\n", 2, "ROWS before COLUMNS"),
        new("right-hand sides before columns", "ROWS\n N c\n L r\nRHS\n r 1\nCOLUMNS\n x c 1\nENDATA\n", 4, "COLUMNS before RHS"),
        new("bounds before right-hand sides", "ROWS\n N c\n L r\nCOLUMNS\n x c 1\nBOUNDS\n UP x 1\nRHS\n r 1\nENDATA\n", 8, "RHS before BOUNDS"),
        new("section twice", With("RANGES", "RHS\nRANGES"), 17, "second", "RHS"),
        new("unknown section", With("RANGES", "SOS1\n s a 1\nRANGES"), 17, "section", "SOS1"),
        new("no rows", "NAME x\nENDATA\n", 2, "COLUMNS before ENDATA"),
        new("no columns", "ROWS\n N c\nENDATA\n", 3, "COLUMNS before ENDATA"),
        new("empty columns", "ROWS\n N c\nCOLUMNS\nENDATA\n", 4, "at least one column"),
        new("no objective", "ROWS\n L r\nCOLUMNS\n x r 1\nENDATA\n", 3, "kind N"),
        new("data before any section", " N c\nROWS\nENDATA\n", 1, "section"),
        new("data in the first column", With(" UP BND       X         4.0", "UP BND       X         4.0"), 20, "section"),
        new("something after a section's name", With("RHS\n    RHS       COST", "RHS  r 1\n    RHS       COST"), 14, "RHS", "r 1"),
        new("unknown sense", With("ROWS\n", "OBJSENSE\n    BEST\nROWS\n"), 4, "MAX or MIN", "BEST"),
        new("line of a million characters", With("    X         LIM2", "    " + Long + "         LIM2"), 10, "characters", "10000"),
        new("million characters without an end", "ROWS\n N c\nCOLUMNS\n " + Long, 4, "characters"),
        new("binary", "ROWS\n N c\n\0\u0001\u0002\nENDATA\n", 3, "control character"),
    ];

    private static IEnumerable<MpsMalformedCase> RowsAndColumns =>
    [
        new("unknown kind of row", With(" L  LIM1", " K  LIM1"), 5, "ROWS: kind", "'K'"),
        new("row without a name", With(" L  LIM1", " L"), 5, "2 fields"),
        new("row name twice", With(" G  LIM2", " G  LIM1"), 6, "LIM1"),
        new("unknown row in columns", With("Z         COST      -1.0   MYEQN", "Z         COST      -1.0   NONE"), 13, "COLUMNS: row", "'NONE'"),
        new("unknown row in right-hand sides", With("RHS       COST      -7.5", "RHS       COAST     -7.5"), 15, "RHS: row", "'COAST'"),
        new("unknown row in ranges", With("RNG       LIM1", "RNG       LIMO"), 18, "RANGES: row", "'LIMO'"),
        new("entry twice", With("X         LIM2      1.0", "X         LIM1      1.0"), 10, "'X'", "'LIM1'", "second"),
        new("cost twice", With("X         LIM2      1.0", "X         COST      1.0"), 10, "'X'", "'COST'", "second"),
        new("column again after another", With("    Z         COST      -1.0   MYEQN     1.0", "    X         MYEQN     1.0"), 13, "'X' again"),
        new("right-hand side twice", With("RHS       LIM2      1.0", "RHS       LIM1      1.0"), 16, "RHS", "'LIM1'", "second"),
        new("range twice", With("2.5   MYEQN     -3.0", "2.5   LIM1      -3.0"), 18, "RANGES", "'LIM1'", "second"),
        new("a field too few", With("X         COST      1.0   LIM1      1.0", "X         COST      1.0   LIM1"), 9, "COLUMNS", "4"),
        new("a field too many", With("X         LIM2      1.0", "X         LIM2      1.0 MYEQN 2.0 COST"), 10, "COLUMNS", "6"),
        new("unknown marker", With("    X         COST", "    M  'MARKER'  'SOSORG'\n    X         COST"), 9, "INTORG", "SOSORG"),
        new("marker ends nothing", With("    X         COST", "    M  'MARKER'  'INTEND'\n    X         COST"), 9, "'INTORG' first"),
    ];

    private static IEnumerable<MpsMalformedCase> Numbers =>
    [
        new("text for a coefficient", With("X         LIM2      1.0", "X         LIM2      one"), 10, "'X'", "'LIM2'", "'one'"),
        new("NaN coefficient", With("X         LIM2      1.0", "X         LIM2      NaN"), 10, "finite", "'NaN'"),
        new("infinite coefficient", With("X         LIM2      1.0", "X         LIM2      1e999"), 10, "finite", "'1e999'"),
        new("comma in a number", With("X         LIM2      1.0", "X         LIM2      1,0"), 10, "finite", "'1,0'"),
        new("NaN right-hand side", With("LIM1      4.0", "LIM1      nan"), 15, "RHS", "'nan'"),
        new("right-hand side without a number", With("RHS       LIM2      1.0   MYEQN     7.0", "RHS       LIM2"), 16, "RHS", "'LIM2'"),
        new("infinite range", With("LIM1      2.5", "LIM1      Infinity"), 18, "RANGES", "'Infinity'"),
        new("NaN quadratic term", With("Y         X         -1.0", "Y         X         NaN"), 25, "QUADOBJ", "'NaN'"),
    ];

    private static IEnumerable<MpsMalformedCase> Bounds =>
    [
        new("unknown kind of bound", With(" UP BND       X", " UQ BND       X"), 20, "BOUNDS: kind", "'UQ'"),
        new("semi-continuous", With(" UP BND       X", " SC BND       X"), 20, "semi-continuous", "'SC'"),
        new("bound of an unknown column", With(" UP BND       X", " UP BND       W"), 20, "BOUNDS: column", "'W'"),
        new("bound without a number", With(" UP BND       X         4.0", " UP BND       X"), 20, "UP 'X'", "nothing"),
        new("NaN bound", With(" UP BND       X         4.0", " UP BND       X         NaN"), 20, "UP 'X'", "'NaN'"),
        new("infinite bound in words", With(" UP BND       X         4.0", " UP BND       X         Inf"), 20, "PL", "'Inf'"),
        new("crossed bounds", With("LO BND       Y         -1.0", "LO BND       Y         1.5"), 22, "'Y'", "1.5"),
        new("negative upper below a given lower", With("UP BND       Y         1.0", "UP BND       Y         -2.0"), 22, "'Y'", "-1"),
        new("bound twice", With("LO BND       Y         -1.0", "UP BND       Y         3.0"), 22, "UP", "second", "'1.0'"),
        new("fixed at infinity", With(" UP BND       X         4.0", " FX BND       X         1e30"), 20, "FX 'X'", "1e30"),
        new("integer bound that is not whole", With(" UP BND       X         4.0", " UI BND       X         4.5"), 20, "whole number"),
    ];

    private static IEnumerable<MpsMalformedCase> Quadratic =>
    [
        new("quadratic term of an unknown column", With("Y         X         -1.0", "Y         W         -1.0"), 25, "QUADOBJ: column", "'W'"),
        new("quadratic term above and below", With("Y         Y         2.0", "X         Y         -1.0"), 26, "second", "triangle"),
        new("quadratic term twice", With("Y         Y         2.0", "X         X         2.0"), 26, "second"),
        new("whole matrix with one triangle", With("QUADOBJ", "QMATRIX"), 25, "mirror"),
        new("whole matrix not symmetric", With("QUADOBJ\n", "QMATRIX\n    X         Y         -2.0\n"), 26, "mirror"),
        new("quadratic row", With("QUADOBJ", "QSECTION LIM1"), 23, "QSECTION", "LIM1"),
        new("two quadratic sections", With("ENDATA", "QMATRIX\nENDATA"), 27, "second"),
        new("quadratic terms before columns", "ROWS\n N c\nQUADOBJ\n x x 1\nCOLUMNS\n x c 1\nENDATA\n", 3, "COLUMNS before QUADOBJ"),
    ];
}
