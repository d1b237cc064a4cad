using System.Globalization;

namespace Bess.Dashboard.Api;

/// <summary>Which part of a list a call asks for: <c>limit</c> entries that come after the one named <c>after</c>.</summary>
/// <param name="Limit">1 … 500.</param>
/// <param name="After">Name of the last entry of the part before; null from the start.</param>
internal sealed record PageOfList(int Limit, string? After)
{
    private const int Default = 100;
    private const int Most = 500;

    /// <summary>Reads it from an address; null and the problem when it cannot be understood.</summary>
    public static PageOfList? Read(IQueryCollection query, out Problem? problem)
    {
        problem = null;
        var asked = query["limit"];
        var limit = Default;
        if (asked.Count > 0 && (!int.TryParse(asked.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
        {
            problem = Problem.BadParameter("limit", $"a whole number from 1 to {Most}", asked.ToString());
            return null;
        }

        return new PageOfList(limit, query["after"].Count > 0 ? query["after"].ToString() : null);
    }

    /// <summary>That part, and the name to ask on with; null when nothing follows. After a name that is not there any more nothing follows.</summary>
    public (IReadOnlyList<T> Part, string? Next) Of<T>(IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        var from = 0;
        if (After is not null)
        {
            while (from < all.Count && nameOf(all[from]) != After)
                from++;
            from = Math.Min(from + 1, all.Count);
        }

        var part = all.Skip(from).Take(Limit).ToArray();
        return (part, from + part.Length < all.Count && part.Length > 0 ? nameOf(part[^1]) : null);
    }
}
