using System.Globalization;
using Bess.Coordination.Desk.Prices;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Coordination.Remote.Documents;

/// <summary>An order's word for kept prices: their name, and which part of them is the horizon.</summary>
internal static class PricesRefPart
{
    public const string Name = "pricesRef";
    private const string Scenarios = "scenarios";

    /// <summary>The scenarios that are meant.</summary>
    /// <param name="form">The order.</param>
    /// <param name="prices">The kept prices.</param>
    /// <param name="steps">Length of the horizon; null where the field is at fault.</param>
    public static ScenarioSet? Read(DocumentObject form, PriceBook prices, out int? steps)
    {
        steps = null;
        var wish = form.ObjectOrNull(Name, Wish.Read);
        if (wish is null)
            return null;
        if (form.NodeOrNull(Scenarios) is not null)
            form.Refuse(Name, "either scenarios or pricesRef", "both");
        else if (prices.Find(wish.Prices) is not { } kept)
            form.Refuse(Name, "the name of kept prices", $"'{wish.Prices}'");
        else if (Select(form, kept, wish) is { } scenarios)
        {
            steps = scenarios.Grid.Count;
            return scenarios;
        }

        return null;
    }

    private static ScenarioSet? Select(DocumentObject form, KeptPrices kept, Wish wish)
    {
        var all = kept.Grid;
        var start = wish.Start ?? all.Start;
        var first = (start - all.Start).Ticks / all.Step.Ticks;
        var rest = all.Count - first;
        if (start < all.Start || (start - all.Start).Ticks % all.Step.Ticks != 0 || rest <= 0 || wish.Steps > rest)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"{wish.Steps ?? Math.Max(0, rest)} steps from {UtcText.Of(start)}");
            form.Refuse(Name, $"a part of {UtcText.Of(all.Start)} to {UtcText.Of(all.End)} that begins with an interval", part);
            return null;
        }

        var grid = new TimeGrid(start, all.Step, wish.Steps ?? (int)rest);
        if (kept.FirstMissingIn(grid) is { } missing)
        {
            form.Refuse(Name, "prices without gaps", $"none at {UtcText.Of(missing)}");
            return null;
        }

        return kept.ScenariosOn(grid);
    }

    private sealed record Wish(string Prices, DateTimeOffset? Start, int? Steps)
    {
        public static Wish? Read(DocumentObject form)
        {
            var wish = new Wish(form.Text("name"), form.InstantOrNull("startUtc"), form.WholeOrNull("steps", 1));
            return form.IsTold("name") || form.IsTold("startUtc") || form.IsTold("steps") ? null : wish;
        }
    }
}
