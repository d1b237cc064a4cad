namespace Bess.Grains.Fleets;

/// <summary>Where standing orders find what they need on the day: an order with that day's prices and commitments.</summary>
public interface IRoundInputs
{
    /// <summary>The order of a day.</summary>
    /// <param name="powerPlant">Plant.</param>
    /// <param name="name">Name of the standing order.</param>
    /// <param name="deliveryDay">Day of delivery, local to the market.</param>
    /// <returns>Order document without a fleet; null when nobody has made one. Nothing is invented.</returns>
    Task<byte[]?> OrderAsync(string powerPlant, string name, DateOnly deliveryDay);
}
