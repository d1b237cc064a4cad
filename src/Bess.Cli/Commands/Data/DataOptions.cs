using System.CommandLine;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Data;

/// <summary>The options that several commands of <c>bess data</c> share.</summary>
internal sealed class DataOptions
{
    public DataOptions(bool needsDays, bool needsSeries = false)
    {
        Zone = Options.Text("--zone", needsSeries ? "Zone, such as DE_LU (required)" : "Zone, such as DE_LU [default: all]", "ZONE");
        From = Options.Date("--from", needsDays ? "First local day of delivery (required)" : "First local day of delivery [default: the first kept]");
        To = Options.Date("--to", needsDays ? "Last local day of delivery, included (required)" : "Last local day of delivery, included [default: the last kept]");
        Series = new Option<string[]>("--series")
        {
            Description = needsSeries
                ? "Name of a series, such as day_ahead_eur_per_mwh; repeatable (required)"
                : "Name of a series, such as day_ahead_eur_per_mwh; repeatable [default: all of the zone]",
            HelpName = "NAME",
            Required = needsSeries,
        };
        Zone.Required = needsSeries;
        From.Required = To.Required = needsDays;
    }

    public Option<string?> Zone { get; }

    public Option<string[]> Series { get; }

    public Option<DateOnly?> From { get; }

    public Option<DateOnly?> To { get; }

    public Option<string?> AsOf { get; } = Options.Text("--as-of", "Only what was known at this instant, UTC [default: everything]", "INSTANT")
        .Checked(text => UtcText.TryParse(text, out _) ? null : "an instant in UTC such as 2026-03-10T12:00:00Z");

    public StoreOptions Store { get; } = new();

    /// <summary>What the options say about series and days; nothing is checked yet.</summary>
    public DataSelection Read(ParseResult parsed) => new(
        parsed.GetValue(Zone), parsed.GetValue(Series) ?? [], parsed.GetValue(From), parsed.GetValue(To),
        UtcText.TryParse(parsed.GetValue(AsOf), out var instant) ? instant : null);
}

/// <summary>The options that name a store.</summary>
internal sealed class StoreOptions
{
    public Option<string?> Folder { get; } = Options.Text("--store", "Folder of the store [default: BESS_DATA_DIR, else bess-data]", "FOLDER");

    public Option<bool> Postgres { get; } = new("--postgres")
    {
        Description = "Use the PostgreSQL data base whose connection string is in BESS_DATA_POSTGRES instead of a folder",
    };

    public StoreChoice Read(ParseResult parsed) => new(parsed.GetValue(Folder), parsed.GetValue(Postgres));
}
