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
}
