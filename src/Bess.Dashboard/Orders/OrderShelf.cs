using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Microsoft.Extensions.Options;

namespace Bess.Dashboard.Orders;

/// <summary>The orders of a folder, read once; a file that cannot be understood is left out and told in the log.</summary>
internal sealed partial class OrderShelf
{
    public OrderShelf(IOptions<BessApiOptions> options, ILogger<OrderShelf> logger)
    {
        var orders = new List<ReadyOrder>();
        if (options.Value.OrderFolder is { } folder && Directory.Exists(folder))
        {
            foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var bytes = File.ReadAllBytes(path);
                var read = RoundOrderDocument.Read(bytes);
                if (read.TryGet(out var order))
                    orders.Add(new ReadyOrder(Path.GetFileNameWithoutExtension(path), order, bytes));
                foreach (var fault in read.Faults)
                    LogRefused(logger, fault with { Location = path });
            }
        }

        All = orders;
    }

    public IReadOnlyList<ReadyOrder> All { get; }

    public ReadyOrder? Find(string name) => All.FirstOrDefault(order => order.Name == name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order left out: {Fault}")]
    private static partial void LogRefused(ILogger logger, Fault fault);
}
