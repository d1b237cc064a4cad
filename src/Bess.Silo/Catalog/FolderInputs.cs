using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Grains.Fleets;

namespace Bess.Silo.Catalog;

/// <summary>Finds the orders of standing orders as files: FOLDER/plant/name/yyyy-MM-dd.json, an order document without a fleet.</summary>
internal sealed partial class FolderInputs(string folder, ILogger<FolderInputs> logger) : IRoundInputs
{
    private const int LongestName = 40;

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

        return RoundOrderDocument.Write(order with { Id = IdOf(powerPlant, name, day), PowerPlant = powerPlant, Fleet = null });
    }

    /// <summary>A tick that comes twice means the same round; another day or another power plant another one, whatever the file says.</summary>
    private static string IdOf(string powerPlant, string name, string day)
    {
        var letters = new string([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
        var plant = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(powerPlant)))[..8];
        return $"{letters}-{day}-{plant}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Order refused: {Fault}")]
    private static partial void LogRefused(ILogger logger, Fault fault);
}
