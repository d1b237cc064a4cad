namespace Bess.Grains;

/// <summary>Writes grain state. An error of the database does not travel between processes; it becomes one that does.</summary>
internal static class Stored
{
    /// <summary>Writes.</summary>
    /// <exception cref="TimeoutException">The database is away; what was to be written is not in force.</exception>
    public static async Task WriteAsync<T>(IGrainBase grain, IPersistentState<T> state)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception exception) when (Retry.IsStorage(exception))
        {
            // The copy in memory is not what is stored: the next call reads.
            grain.DeactivateOnIdle();
            throw new TimeoutException($"the database did not keep the change: {exception.Message}");
        }
    }

    /// <summary>Asks a store on behalf of a grain.</summary>
    /// <exception cref="TimeoutException">The store is away.</exception>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (Retry.IsStorage(exception))
        {
            throw new TimeoutException($"the store is away: {exception.Message}");
        }
    }

    /// <summary>Asks a store on behalf of a grain.</summary>
    /// <exception cref="TimeoutException">The store is away.</exception>
    public static async Task CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (Retry.IsStorage(exception))
        {
            throw new TimeoutException($"the store is away: {exception.Message}");
        }
    }
}
