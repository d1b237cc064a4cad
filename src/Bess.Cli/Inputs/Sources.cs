using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>The readers of the libraries, under the names by which the tool's commands ask for them.</summary>
internal static class Sources
{
    public static Validated<Fleet> Fleet(string path) => throw new NotSupportedException(path);

    public static Validated<PriceSeries> Prices(string path, int? stepMinutes, BiddingZone? zone) => throw new NotSupportedException(path);

    public static Validated<ScenarioSet> Scenarios(string path) => throw new NotSupportedException(path);

    public static Validated<PriceSeries> DayAhead(string folder, string zone, DateOnly from, DateOnly to, int? stepMinutes) => throw new NotSupportedException(folder);

    public static IReadOnlyList<string> DayAheadFiles(string folder, BiddingZone zone) => throw new NotSupportedException(folder);

    public static Validated<ScenarioSet> History(PriceSeries series, BiddingZone zone, DateOnly day, int days) => throw new NotSupportedException(zone.Name);

    public static string GenerateFleet(int batteries, int seed) => throw new NotSupportedException($"{batteries} {seed}");

    public static string Synthesize(BiddingZone zone, DateOnly from, DateOnly to, int stepMinutes, int seed) => throw new NotSupportedException(zone.Name);
}
