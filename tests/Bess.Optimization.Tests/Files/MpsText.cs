using Bess.Optimization.Files;

namespace Bess.Optimization.Tests.Files;

/// <summary>Small texts in MPS form.</summary>
internal static class MpsText
{
    /// <summary>A file with every section, in lines that the tests change.</summary>
    public const string Whole =
        """
        NAME          TINY
        * a comment
        ROWS
         N  COST
         L  LIM1
         G  LIM2
         E  MYEQN
        COLUMNS
            X         COST      1.0   LIM1      1.0
            X         LIM2      1.0
            Y         COST      2.0   LIM1      1.0
            Y         MYEQN     -1.0
            Z         COST      -1.0   MYEQN     1.0
        RHS
            RHS       COST      -7.5   LIM1      4.0
            RHS       LIM2      1.0   MYEQN     7.0
        RANGES
            RNG       LIM1      2.5   MYEQN     -3.0
        BOUNDS
         UP BND       X         4.0
         LO BND       Y         -1.0
         UP BND       Y         1.0
        QUADOBJ
            X         X         2.0
            Y         X         -1.0
            Y         Y         2.0
        ENDATA

        """;

    /// <summary>Columns 2-3, 5-12, 15-22, 25-36, 40-47, 50-61; names with blanks at every place, sets without a name, numbers full of figures.</summary>
    public const string Fixed =
        """
        NAME          PLAN A B
        ROWS
         N  COST 1
         L  ROW 1 2
         G  ROW 1 3
         E  7 8 9
        COLUMNS
            MARKER    'MARKER'                 'INTORG'
            C 1       COST 1    1.0            ROW 1 2   -1.2345678E2
            MARKER    'MARKER'                 'INTEND'
            C 2       COST 1    -12345.678901  ROW 1 3   2.0
            C 2       7 8 9     1.0
            3 4       7 8 9     1.0
        RHS
                      ROW 1 2   4.0            7 8 9     7.0
            R H S     ROW 1 3   1.0
        RANGES
            R 1       ROW 1 2   2.5
        BOUNDS
         UP BND 1     C 1       4.0
         FR BND 1     C 2
         MI           3 4
        QUADOBJ
            C 1       C 1       2.0            C 2       -1.0
            C 2       C 2       2.0
        ENDATA
        """;

    public static MpsReadResult Read(string text, MpsForm form = MpsForm.Detected)
    {
        using var reader = new StringReader(text);
        return MpsFile.Read(reader, "test.mps", new MpsOptions { Form = form });
    }

    public static MpsModel Model(string text, MpsForm form = MpsForm.Detected)
    {
        MpsReadResult result = Read(text, form);
        Assert.True(result.Model is not null, string.Join("\n", result.Faults));
        return result.Model;
    }

    /// <summary>The whole file with one part replaced, which must be there.</summary>
    public static string With(string old, string now)
    {
        Assert.Contains(old, Whole, StringComparison.Ordinal);
        return Whole.Replace(old, now, StringComparison.Ordinal);
    }
}
