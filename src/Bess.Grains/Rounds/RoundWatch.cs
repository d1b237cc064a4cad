using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bess.Grains.Rounds;

/// <summary>Runs in every coordinating silo: asks all plants each second to wake a round that has lost its process.</summary>
/// <remarks>Grains come back when somebody calls them; a round whose silo died has nobody but this to do so.</remarks>
/// <param name="grains">Grains.</param>
/// <param name="clock">Clock.</param>
/// <param name="logger">Log.</param>
public sealed partial class RoundWatch(IGrainFactory grains, TimeProvider clock, ILogger<RoundWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await NextAsync(timer, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                foreach (var plant in await grains.GetGrain<IPlantsGrain>(IPlantsGrain.Key).ListAsync().WaitAsync(stoppingToken).ConfigureAwait(false))
                {
                    await grains.GetGrain<IFleetGrain>(plant).WakeAsync().WaitAsync(stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (Retry.IsTransient(exception, stoppingToken))
            {
                LogMissed(logger, exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The watch must outlive whatever one plant or one moment throws at it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(logger, exception);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "The watch over rounds failed once and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5007, Level = LogLevel.Debug, Message = "The watch over rounds was interrupted: {Reason}")]
    private static partial void LogMissed(ILogger logger, string reason);
}
