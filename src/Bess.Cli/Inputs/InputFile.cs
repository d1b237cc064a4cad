using Bess.Backtesting.Desk;

namespace Bess.Cli.Inputs;

/// <summary>A file that a run read.</summary>
/// <param name="Role">What it was read as: fleet, prices, scenarios, commitment …</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
internal sealed record InputFile(string Role, string Path, string Sha256)
{
    public static InputFile Of(string role, string path) => new(role, path, InputFiles.Sha256(path));
}
