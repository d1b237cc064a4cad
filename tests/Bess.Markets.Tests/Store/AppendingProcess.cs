using System.Globalization;
using Bess.Markets.Store;

namespace Bess.Markets.Tests.Store;

/// <summary>A writer in a process of its own: appends one batch after the other and says the number of each when it is kept, until it is killed.</summary>
internal static class AppendingProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["append", var folder, var first])
        {
            await Console.Error.WriteLineAsync("Expected: append FOLDER FIRST.");
            return 1;
        }

        using var store = new FileObservationStore(folder);
        await Console.Out.WriteLineAsync("ready");
        for (var n = int.Parse(first, CultureInfo.InvariantCulture); ; n++)
        {
            await store.AppendAsync(Batches.Of(n), CancellationToken.None);
            await Console.Out.WriteLineAsync(n.ToString(CultureInfo.InvariantCulture));
            await Console.Out.FlushAsync();
        }
    }
}
