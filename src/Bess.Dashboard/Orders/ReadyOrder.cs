using Bess.Coordination.Desk;

namespace Bess.Dashboard.Orders;

/// <summary>An order that waits to be launched.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Order">The order.</param>
/// <param name="Document">The file.</param>
internal sealed record ReadyOrder(string Name, RoundOrder Order, byte[] Document);
