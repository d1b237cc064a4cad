using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Grains.Fleets;

namespace Bess.Silo.Catalog;

/// <summary>Finds the orders of standing orders as files: FOLDER/plant/name/yyyy-MM-dd.json, an order document without a fleet.</summary>
internal sealed partial class FolderInputs(string folder, ILogger<FolderInputs> logger) : IRoundInputs
{
    public async Task<byte[]?> OrderAsync(string powerPlant, string name, DateOnly deliveryDay)
    {
        var day = deliveryDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, powerPlant, name, $"{day}.json");
        if (!File.Exists(path))
            return null;
        var read = RoundOrderDocument.Read(await File.ReadAllBytesAsync(path));
        if (!read.TryGet(out var order))
        {
            foreach (var fault in read.Faults)
                LogRefused(logger, fault with { Location = path });
            return null;
        }

        // A tick that comes twice means the same round.
        return RoundOrderDocument.Write(order with { Id = order.Id ?? $"{name}-{day}", PowerPlant = powerPlant, Fleet = null });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Order refused: {Fault}")]
    private static partial void LogRefused(ILogger logger, Fault fault);
}
