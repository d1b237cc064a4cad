using Bess.Backtesting.Desk;
using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>Reads backtest.json: what a backtest runs, with paths relative to the file.</summary>
internal static class BacktestFile
{
    public const string FileName = "backtest.json";

    /// <summary>Reads a file, or backtest.json in a folder.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>What it says, or every fault of it with line and field.</returns>
    public static Validated<BacktestSpecification> Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return InputFiles.ReadJson(file).Bind(root => BacktestForm.Read(root, Path.GetFileName(file), Path.GetDirectoryName(Path.GetFullPath(file))!));
    }
}
