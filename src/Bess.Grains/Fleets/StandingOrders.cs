using Bess.Domain;
using Bess.Grains.Wire;

namespace Bess.Grains.Fleets;

/// <summary>When standing orders are due.</summary>
internal static class StandingOrders
{
    /// <summary>The next launch after an instant, and the day that is traded then: the one after gate closure.</summary>
    public static (DateTimeOffset Launch, DateOnly DeliveryDay) Next(StandingOrderMessage order, DateTimeOffset after)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(order.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        for (var day = today.AddDays(-1); ; day = day.AddDays(1))
        {
            var launch = Closure(order, zone, day) - order.Lead;
            if (launch > after)
            {
                return (launch, day.AddDays(1));
            }
        }
    }

    public static IEnumerable<Fault> Check(StandingOrderMessage order)
    {
        var place = $"standing order {order.Name}";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(order.TimeZone, out _))
        {
            yield return new Fault(place, "timeZone", "a time zone of the IANA list", $"'{order.TimeZone}'");
        }

        if (order.GateClosure < TimeSpan.Zero || order.GateClosure >= TimeSpan.FromDays(1))
        {
            yield return new Fault(place, "gateClosure", "a time of day", $"{order.GateClosure}");
        }

        if (order.Lead <= TimeSpan.Zero || order.Lead > TimeSpan.FromHours(12))
        {
            yield return new Fault(place, "lead", "in (0 h, 12 h]", $"{order.Lead}");
        }
    }

    /// <summary>A local time that a change of the clock skips counts as the instant after the gap.</summary>
    private static DateTimeOffset Closure(StandingOrderMessage order, TimeZoneInfo zone, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.FromTimeSpan(order.GateClosure));
        if (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
