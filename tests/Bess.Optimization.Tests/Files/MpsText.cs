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
