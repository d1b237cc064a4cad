using System.Data.Common;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Data;

/// <summary>Runs a command on a store and turns what the store's surroundings do into faults and exit codes.</summary>
internal static class DataRun
{
    /// <summary>Opens the store, unless there are faults already, and runs the work on it.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="choice">Which store.</param>
    /// <param name="writes">Whether the work adds to it.</param>
    /// <param name="format">Form of the faults.</param>
    /// <param name="faults">What is wrong already.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> OnStoreAsync(
        CliContext context, StoreChoice choice, bool writes, OutputFormat format, List<Fault> faults, Func<OpenStore, Task<int>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            var open = await DataStores.OpenAsync(context, choice, writes, faults, cancellationToken);
            if (open is null || faults.Count > 0)
            {
                if (open is not null)
                    await open.DisposeAsync();
                return context.Refuse(faults, format);
            }

            await using (open)
                return await work(open);
        }
        catch (BessDataException refused)
        {
            return context.Refuse(refused.Faults, format);
        }
        catch (DbException error)
        {
            return context.Refuse([.. faults, new Fault("environment", "BESS_DATA_POSTGRES", "a data base that answers", error.Message)], format);
        }
        catch (Exception error) when (error is (IOException and not FileNotFoundException) or UnauthorizedAccessException)
        {
            return context.Refuse([.. faults, new Fault("command line", "--store", "a folder that can be read and written", error.Message)], format);
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync(writes ? "Stopped; what was kept so far stays, the same again goes on." : "Stopped.");
            return ExitCode.Stopped;
        }
    }
}
