namespace Bess.Optimization.Native.Highs;

/// <summary>Which of the library's methods solves linear programs; quadratic ones always go to its active set method.</summary>
public enum HighsMethod
{
    /// <summary>The library chooses.</summary>
    Choose = 0,

    /// <summary>Dual simplex.</summary>
    Simplex = 1,

    /// <summary>Interior point with crossover.</summary>
    InteriorPoint = 2,
}
