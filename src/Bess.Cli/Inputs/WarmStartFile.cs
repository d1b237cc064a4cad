using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Cli.Runs;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Cli.Inputs;

/// <summary>Reads the multipliers that an earlier run left in its result.json.</summary>
internal static class WarmStartFile
{
    public static string FileIn(string path) => Directory.Exists(path) ? Path.Combine(path, ResultDocument.FileName) : path;

    public static Validated<WarmStart> Read(string path)
    {
        var file = FileIn(path);
        var source = Path.GetFileName(file);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var rows = document.RootElement.GetProperty("warmStart").GetProperty("multipliersPerMwh").Deserialize<double[][]>(BessJson.Line);
            return rows is not null && rows.All(row => row is not null && row.All(double.IsFinite))
                ? Validated<WarmStart>.FromValue(new WarmStart(rows))
                : Refuse(source, "rows of finite numbers", "something else");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<WarmStart>.FromFault(new Fault(source, "", "the result.json of an earlier run", InputFiles.Why(error, file)));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Refuse(source, "the multipliers of an earlier run, rows of finite numbers", error.Message);
        }
    }

    private static Validated<WarmStart> Refuse(string source, string expected, string actual) =>
        Validated<WarmStart>.FromFault(new Fault(source, "warmStart.multipliersPerMwh", expected, actual));
}
