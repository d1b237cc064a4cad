using Bess.Backtesting.Desk;
using Bess.Domain;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary>Models as files.</summary>
internal static class ModelFiles
{
    /// <summary>Writes beside the file and renames.</summary>
    public static void Save(TrainedModel model, string path)
    {
        var beside = path + ".part";
        try
        {
            File.WriteAllBytes(beside, model.ToBytes());
            File.Move(beside, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BessDataException([Origin.CommandLine("--save").Fault("a file that can be written", $"'{path}': {error.Message}")]);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Reads a file.</summary>
    public static Validated<TrainedModel> Load(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return TrainedModel.FromBytes(File.ReadAllBytes(path), name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<TrainedModel>.FromFault(new Fault(name, "", "a model that bess saved", InputFiles.Why(error, path)));
        }
    }
}
