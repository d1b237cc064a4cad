namespace Bess.TestKit;

/// <summary>Finds the folders of shared data that lie beside the repository; tests that need one say so loudly when it is absent.</summary>
public static class SharedData
{
    /// <summary>Environment variable that names the market folder.</summary>
    public const string MarketVariable = "BESS_MARKET_DIR";

    /// <summary>Environment variable that names the golden folder.</summary>
    public const string GoldenVariable = "BESS_GOLDEN_DIR";

    /// <summary>Environment variable that names the folder of linear test problems.</summary>
    public const string LinearProgramVariable = "BESS_LP_DIR";

    /// <summary>Environment variable that names the folder of quadratic test problems.</summary>
    public const string QuadraticProgramVariable = "BESS_QP_DIR";

    /// <summary>Folder of market data, or null when absent.</summary>
    public static string? MarketDirectory => Find(MarketVariable, "market");

    /// <summary>Folder of golden instances, or null when absent.</summary>
    public static string? GoldenDirectory => Find(GoldenVariable, "golden");

    /// <summary>Folder of linear test problems with a manifest, or null when absent.</summary>
    public static string? LinearProgramDirectory => Find(LinearProgramVariable, "lp");

    /// <summary>Folder of quadratic test problems with a manifest, or null when absent.</summary>
    public static string? QuadraticProgramDirectory => Find(QuadraticProgramVariable, "qp");

    /// <summary>The line to write when a folder is absent.</summary>
    /// <param name="variable">Environment variable that would name it.</param>
    /// <returns>One loud line.</returns>
    public static string AbsentMessage(string variable) =>
        $"!!! DATA ABSENT: set {variable} or put shared/data beside the repository; this test checked NOTHING on that data !!!";

    /// <summary>Finds a folder by environment variable or by walking up from the test's own folder to <c>shared/data</c>.</summary>
    /// <param name="variable">Environment variable; when set, the folder must exist.</param>
    /// <param name="name">Folder below <c>shared/data</c>.</param>
    /// <returns>The folder, or null when absent.</returns>
    /// <exception cref="DirectoryNotFoundException">When the variable is set and names no folder.</exception>
    public static string? Find(string variable, string name)
    {
        var named = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"Expected {variable} to name a folder, was '{named}'.");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
