using System.Data.Common;
using System.Net.Sockets;
using Orleans.Storage;

namespace Bess.Grains;

/// <summary>Repeats what may be repeated: calls are at most once, so who needs an answer asks again.</summary>
public static class Retry
{
    private const string ProviderFailed = "Error from storage provider";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>True for errors that say that nobody was reached, or that it is not known whether somebody was.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>Whether the same call may be made again.</returns>
    public static bool IsTransient(Exception exception) =>
        exception is OrleansMessageRejectionException or SiloUnavailableException or TimeoutException or GatewayTooBusyException or InconsistentStateException
            or OrleansException { InnerException: TimeoutException }
        || IsUnhosted(exception)
        || IsStorage(exception);

    /// <summary>True when no silo of the moment hosts such a grain: the owner's is away, or all coordinators are. The framework has no type of its own for it.</summary>
    private static bool IsUnhosted(Exception exception) =>
        (exception is OrleansException && exception.Message.StartsWith("No active nodes are compatible", StringComparison.Ordinal))
        || (exception is ArgumentException && exception.Message.StartsWith("Could not find an implementation", StringComparison.Ordinal));

    /// <summary>The same for a caller that may give up itself: a cancellation that is not its own comes from a grain whose activation was broken off.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="own">The caller's own cancellation.</param>
    /// <returns>Whether the same call may be made again.</returns>
    public static bool IsTransient(Exception exception, CancellationToken own) =>
        IsTransient(exception) || (exception is OperationCanceledException && !own.IsCancellationRequested);

    /// <summary>True for errors of a database or a disk that may go away.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>Whether to try again.</returns>
    /// <remarks>The framework wraps what its providers throw; between processes only the text of a database's own error arrives.</remarks>
    public static bool IsStorage(Exception exception) =>
        exception is DbException or IOException or SocketException or TimeoutException
        || (exception is OrleansException && exception.Message.StartsWith(ProviderFailed, StringComparison.Ordinal));

    /// <summary>Repeats until it works.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="attempt">What to do.</param>
    /// <param name="clock">Clock for the pauses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<T> UntilDoneAsync<T>(Func<Task<T>> attempt, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        for (var pause = ShortestPause; ; pause = pause < LongestPause ? 2 * pause : pause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await attempt().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsTransient(exception, cancellationToken))
            {
                await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Repeats until it works.</summary>
    /// <param name="attempt">What to do.</param>
    /// <param name="clock">Clock for the pauses.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when it worked.</returns>
    public static Task UntilDoneAsync(Func<Task> attempt, TimeProvider clock, CancellationToken cancellationToken) =>
        UntilDoneAsync(
            async () =>
            {
                await attempt().ConfigureAwait(false);
                return true;
            },
            clock,
            cancellationToken);
}
