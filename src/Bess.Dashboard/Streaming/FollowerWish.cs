using System.Globalization;
using Bess.Dashboard.Api;

namespace Bess.Dashboard.Streaming;

/// <summary>What a follower asks for.</summary>
/// <param name="From">Number of the first event.</param>
/// <param name="Form">How events are written.</param>
/// <param name="IsForCharts">Whether it may be taken to the newest iteration when it falls behind.</param>
internal sealed record FollowerWish(int From, EventForm Form, bool IsForCharts)
{
    private const string LastId = "Last-Event-ID";

    /// <summary>Reads it from a request; null and the problem when it cannot be understood.</summary>
    public static FollowerWish? Read(HttpRequest request, out Problem? problem)
    {
        problem = null;
        var (from, last) = (0, 0);
        var asked = request.Query["from"];
        if (asked.Count > 0 && !IsNumber(asked.ToString(), out from))
            problem = Problem.BadParameter("from", "a whole number >= 0", asked.ToString());
        var seen = request.Headers[LastId];
        if (seen.Count > 0 && !IsNumber(seen.ToString(), out last))
            problem = Problem.BadParameter(LastId, "the id of an event", seen.ToString());
        var drop = request.Query["lag"].ToString();
        if (drop is not ("" or "newest"))
            problem = Problem.BadParameter("lag", "newest, or nothing", drop);
        if (problem is not null)
            return null;
        var isSse = request.Headers.Accept.Any(type => type?.Contains(EventForm.ServerSent.ContentType, StringComparison.OrdinalIgnoreCase) == true);
        // A browser that comes back after a broken line knows better than the address that it first called.
        return new FollowerWish(seen.Count > 0 ? last + 1 : from, isSse ? EventForm.ServerSent : EventForm.Ndjson, drop.Length > 0);
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < int.MaxValue;
}
