using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Coordinate;

/// <summary>The table of refused inputs: whole command lines over spoilt files.</summary>
public static class BadInputs
{
    private static readonly string[] Run = ["coordinate", "."];

    public static IEnumerable<BadInputCase> All => [.. FleetFiles, .. PriceFiles, .. CommitmentFiles, .. RunFiles, .. CommandLines, .. Others];

    private static IEnumerable<BadInputCase> FleetFiles =>
    [
        Fleet("fleet missing", folder => File.Delete(folder["fleet.json"]), "fleet.json"),
        Fleet("fleet is not JSON", folder => folder.Write("fleet.json", "{ \"name\": "), "fleet.json: line 1", "JSON"),
        Fleet("fleet is an empty file", folder => folder.Write("fleet.json", ""), "fleet.json"),
        Spoilt("text for a number", "\"energyCapacityMwh\": 2,", "\"energyCapacityMwh\": \"big\",", "batteries[0].energyCapacityMwh"),
        Spoilt("unknown field", "\"id\": \"one\",", "\"id\": \"one\", \"colour\": \"red\",", "batteries[0]", "colour"),
        Spoilt("field twice", "\"id\": \"one\",", "\"id\": \"one\", \"id\": \"uno\",", "batteries[0].id"),
        Spoilt("field missing", "\"chargeLimitMw\": 1, \"dischargeLimitMw\": 1,", "\"dischargeLimitMw\": 1,", "batteries[0]", "chargeLimitMw"),
        Spoilt("negative capacity", "\"energyCapacityMwh\": 2,", "\"energyCapacityMwh\": -2,", "batteries[0].energyCapacityMwh", "-2"),
        Spoilt("floor above ceiling", "\"minimumEnergyMwh\": 0.2", "\"minimumEnergyMwh\": 1.9", "batteries[0].minimumEnergyMwh", "1.9"),
        Spoilt("ceiling above capacity", "\"maximumEnergyMwh\": 1.8", "\"maximumEnergyMwh\": 2.8", "batteries[0].maximumEnergyMwh", "2.8"),
        Spoilt("NaN is not JSON", "\"initialEnergyMwh\": 1,", "\"initialEnergyMwh\": NaN,", "line 9", "expected a number, was NaN"),
        Spoilt("efficiency above one", "\"chargeEfficiency\": 0.9,", "\"chargeEfficiency\": 1.1,", "batteries[0].chargeEfficiency", "1.1"),
        Spoilt("initial energy above capacity", "\"initialEnergyMwh\": 2,", "\"initialEnergyMwh\": 5,", "batteries[1].initialEnergyMwh", "5"),
        Spoilt("duplicate ids", "\"id\": \"two\"", "\"id\": \"one\"", "batteries[1].id", "one"),
        Spoilt("id with a path in it", "\"id\": \"two\"", "\"id\": \"../two\"", "batteries[1].id"),
        Spoilt("unknown group of a battery", "\"group\": \"feeder-a\"", "\"group\": \"feeder-b\"", "batteries[0].group", "feeder-b"),
        Spoilt("group below itself", "\"parent\": \"substation\"", "\"parent\": \"feeder-a\"", "groups[1].parent"),
        Spoilt("unknown kind of terminal condition", "\"kind\": \"fixed\"", "\"kind\": \"wish\"", "batteries[0].terminal", "wish"),
        Spoilt("other schema version", "\"schemaVersion\": 1", "\"schemaVersion\": 9", "schemaVersion", "9"),
        Spoilt("unreachable terminal energy", "\"chargeLimitMw\": 1, \"dischargeLimitMw\": 1,", "\"chargeLimitMw\": 0.001, \"dischargeLimitMw\": 0.0001,", "battery one", "terminal")
            with { Spoil = folder => Replace(folder, "fleet.json", ("\"chargeLimitMw\": 1, \"dischargeLimitMw\": 1,", "\"chargeLimitMw\": 0.001, \"dischargeLimitMw\": 0.0001,"), ("\"energyMwh\": 1 }", "\"energyMwh\": 1.7 }")) },
        Fleet("empty fleet", folder => folder.Write("fleet.json", "{ \"schemaVersion\": 1, \"name\": \"none\", \"batteries\": [] }"), "fleet.json", "batteries"),
    ];

    private static IEnumerable<BadInputCase> PriceFiles =>
    [
        Prices("prices missing", folder => File.Delete(folder["prices.csv"]), "prices.csv"),
        Prices("prices empty", folder => folder.Write("prices.csv", ""), "prices.csv"),
        Prices("price series with a gap", folder => Replace(folder, "prices.csv", (Line(folder, "prices.csv", 7) + "\n", "")), "prices.csv: line 7", "timestamp_utc"),
        Prices("price missing within the day", folder => Cell(folder, "prices.csv", 7, ""), "prices.csv", "day_ahead_eur_per_mwh"),
        Prices("text for a price", folder => Cell(folder, "prices.csv", 7, "dear"), "prices.csv: line 7", "day_ahead_eur_per_mwh", "dear"),
        Prices("NaN price", folder => Cell(folder, "prices.csv", 7, "NaN"), "prices.csv: line 7", "day_ahead_eur_per_mwh", "NaN"),
        Prices("infinite price", folder => Cell(folder, "prices.csv", 7, "1e999"), "prices.csv: line 7", "day_ahead_eur_per_mwh"),
        Prices("local time stamps", folder => Replace(folder, "prices.csv", ("00:00Z", "00:00+01:00")), "prices.csv: line 2", "timestamp_utc"),
        Prices("no price column", folder => Replace(folder, "prices.csv", ("day_ahead_eur_per_mwh", "price")), "prices.csv", "price"),
        Prices("two currencies", folder => folder.Write("prices.csv", "timestamp_utc,a_eur_per_mwh,a_gbp_per_mwh\n2026-03-09T23:00:00Z,1,2\n2026-03-10T00:00:00Z,1,2\n"), "prices.csv", "currency"),
        Prices("duplicate row", folder => Replace(folder, "prices.csv", (Line(folder, "prices.csv", 7), Line(folder, "prices.csv", 7) + "\n" + Line(folder, "prices.csv", 7))), "prices.csv: line 8", "timestamp_utc"),
        new("wrong step", 2, [.. Run, "--step", "15"], _ => { }, ["prices.csv", "timestamp_utc", "15 min"]),
        new("scenario probabilities", 2, [.. Run, "--scenarios-file", "scenarios.csv"], folder => folder.Write("scenarios.csv", Inputs.Scenarios(["0.5", "0.6"])), ["scenarios.csv", "probabilit"]),
        new("negative probability", 2, [.. Run, "--scenarios-file", "scenarios.csv"], folder => folder.Write("scenarios.csv", Inputs.Scenarios(["1.5", "-0.5"])), ["scenarios.csv", "probabilit", "-0.5"]),
        new("scenario file missing", 2, [.. Run, "--scenarios", "none.csv"], _ => { }, ["none.csv"]),
        new("day not covered", 2, [.. Run, "--scenarios", "single", "--day", "2026-04-01"], _ => { }, ["prices.csv", "timestamp_utc", "2026-04-01"]),
        new("history too short", 2, [.. Run, "--scenarios", "history:20", "--day", "2026-03-10"], _ => { }, ["prices.csv"]),
    ];

    private static IEnumerable<BadInputCase> CommitmentFiles =>
    [
        Commitment("commitment missing", folder => File.Delete(folder["commitment.csv"]), "commitment.csv"),
        Commitment("commitment of another day", folder => folder.Write("commitment.csv", Inputs.Series("power_mw", 24, _ => 0, Inputs.Start.AddDays(1))), "commitment.csv", "timestamp_utc", "2026-03-10"),
        Commitment("commitment too short", folder => folder.Write("commitment.csv", Inputs.Commitment(rows: 20)), "commitment.csv", "timestamp_utc", "20"),
        Commitment("commitment in quarter hours", folder => folder.Write("commitment.csv", Inputs.Series("power_mw", 96, _ => 0, Inputs.Start, 0.25)), "commitment.csv: line 3", "timestamp_utc"),
        Commitment("text for a power", folder => Cell(folder, "commitment.csv", 4, "much"), "commitment.csv: line 4", "power_mw", "much"),
        Commitment("NaN power", folder => Cell(folder, "commitment.csv", 4, "NaN"), "commitment.csv: line 4", "power_mw"),
        Commitment("no power column", folder => Replace(folder, "commitment.csv", ("power_mw", "power_kw")), "commitment.csv: line 1", "power_mw"),
        Commitment("cell too many", folder => Cell(folder, "commitment.csv", 4, "1,2"), "commitment.csv: line 4", "cells"),
        new("priced without prices", 2, [.. Run, "--commitment", "commitment.csv", "--commitment-mode", "priced"], _ => { }, ["commitment.csv", "surplus_price_eur_per_mwh"]),
        new("commitment of an unknown group", 2, [.. Run, "--commitment", "feeder-z=commitment.csv"], _ => { }, ["--commitment", "feeder-z"]),
        new("injection missing", 2, [.. Run, "--injection", "pv.csv"], _ => { }, ["pv.csv"]),
    ];

    private static IEnumerable<BadInputCase> RunFiles =>
    [
        RunFile("run.json missing", folder => File.Delete(folder["run.json"]), "run.json"),
        RunFile("run.json is not JSON", folder => folder.Write("run.json", "fleet: fleet.json"), "run.json: line 1"),
        RunFile("run.json is a list", folder => folder.Write("run.json", "[]"), "run.json: line 1", "an object"),
        Setting("unknown field in run.json", "\"name\"", "\"nmae\"", "line 3", "nmae"),
        Setting("number for a path", "\"fleet\": \"fleet.json\"", "\"fleet\": 7", "line 4", "fleet"),
        Setting("bad date in run.json", "\"zone\": \"DE_LU\"", "\"zone\": \"DE_LU\", \"day\": \"2026-02-30\"", "line 7", "day", "2026-02-30"),
        Setting("unknown zone in run.json", "\"DE_LU\"", "\"ATLANTIS\"", "line 7", "zone", "ATLANTIS"),
        Setting("limit upside down", "\"lowerMw\": -2, \"upperMw\": 2", "\"lowerMw\": 2, \"upperMw\": -2", "line 9", "limits[0]"),
        Setting("limit of an unknown group", "\"lowerMw\": -2", "\"group\": \"nowhere\", \"lowerMw\": -2", "line 9", "limits[0]", "nowhere"),
        Setting("limit without an end", "\"lowerMw\": -2, \"upperMw\": 2", "\"lowerMw\": -2", "line 9", "limits[0].upperMw"),
        Setting("unknown commitment mode", "\"hard\"", "\"soft\"", "line 8", "commitments[0].mode", "soft"),
        Setting("unknown algorithm", "\"zone\": \"DE_LU\"", "\"algorithm\": \"magic\"", "line 7", "algorithm", "magic"),
        Setting("gap out of range", "\"zone\": \"DE_LU\"", "\"gapTolerance\": 2", "line 7", "gapTolerance", "2"),
        Setting("half a thread", "\"zone\": \"DE_LU\"", "\"threads\": 0.5", "line 7", "threads", "0.5"),
        Setting("bad scenario rule", "\"single\"", "\"history:many\"", "line 6", "scenarios", "history:many"),
    ];

    private static IEnumerable<BadInputCase> CommandLines =>
    [
        new("no fleet", 1, ["coordinate", "--prices", "prices.csv"], _ => { }, ["--fleet"]),
        new("no prices", 1, ["coordinate", "--fleet", "fleet.json", "--limit", "-1..1"], _ => { }, ["--prices"]),
        new("no coupling", 1, ["coordinate", "--fleet", "fleet.json", "--prices", "prices.csv"], _ => { }, ["--commitment"]),
        new("zone without day", 1, ["coordinate", "--fleet", "fleet.json", "--zone", "NL", "--limit", "-1..1"], _ => { }, ["--day"]),
        new("unknown option", 1, ["coordinate", ".", "--fast"], _ => { }, ["--fast"]),
        new("unknown command", 1, ["coordinat"], _ => { }, ["coordinat"]),
        new("bad date", 1, [.. Run, "--day", "2026-13-01"], _ => { }, ["--day", "2026-13-01"]),
        new("bad limit", 1, [.. Run, "--limit", "feeder-a=1"], _ => { }, ["--limit", "feeder-a=1"]),
        new("NaN limit", 1, [.. Run, "--limit", "=NaN..1"], _ => { }, ["--limit", "NaN"]),
        new("deadline zero", 1, [.. Run, "--deadline", "0"], _ => { }, ["--deadline", "0"]),
        new("unknown output", 1, [.. Run, "--output", "xml"], _ => { }, ["--output", "xml"]),
        new("unknown algorithm on the command line", 1, [.. Run, "--algorithm", "magic"], _ => { }, ["--algorithm", "magic"]),
        new("smoothing of one", 1, [.. Run, "--smoothing", "1"], _ => { }, ["--smoothing", "1"]),
        new("two kinds of prices", 1, [.. Run, "--prices", "prices.csv", "--scenarios-file", "scenarios.csv"], _ => { }, ["--prices", "--scenarios-file"]),
        new("unknown zone", 2, [.. Run, "--zone", "ATLANTIS", "--day", "2026-03-10"], _ => { }, ["--zone", "ATLANTIS"]),
        new("zone without market folder", 2, [.. Run, "--zone", "NL", "--day", "2026-03-10"], _ => { }, ["--zone", "--market-dir"]),
        new("market folder missing", 2, [.. Run, "--zone", "NL", "--day", "2026-03-10", "--market-dir", "nowhere"], _ => { }, ["--market-dir", "nowhere"]),
        new("market folder without the zone", 2, [.. Run, "--zone", "NL", "--day", "2026-03-10", "--market-dir", "."], _ => { }, ["zone", "NL"]),
        new("limit upside down on the command line", 2, [.. Run, "--limit", "1..-1"], _ => { }, ["--limit", "1 .. -1"]),
    ];

    private static IEnumerable<BadInputCase> Others =>
    [
        new("out below a file", 2, [.. Run, "--out", "fleet.json/run"], _ => { }, ["--out", "fleet.json"]),
        new("out where nothing can be written", 2, [.. Run, "--out", "/proc/bess-run/1"], _ => { }, ["--out", "/proc/bess-run"]),
        new("existing run folder", 2, [.. Run, "--out", "taken"], folder => folder.Write("taken/note.txt", "mine"), ["--out", "taken"]),
        new("warm start from nowhere", 2, [.. Run, "--warm-start", "earlier"], _ => { }, ["earlier"]),
        new("warm start of another shape", 2, [.. Run, "--warm-start", "earlier.json"], folder => folder.Write("earlier.json", "{ \"warmStart\": { \"multipliersPerMwh\": [[1]] } }"), ["multipliersPerMwh"]),
        new("optimize without a battery's name", 2, ["optimize", "--fleet", "fleet.json", "--prices", "prices.csv"], _ => { }, ["--agent", "one, two"]),
        new("optimize an unknown battery", 2, ["optimize", "--fleet", "fleet.json", "--agent", "three", "--prices", "prices.csv"], _ => { }, ["--agent", "three"]),
        new("fleet of no batteries", 1, ["fleet", "generate", "--batteries", "0", "--out", "f.json"], _ => { }, ["--batteries", "0"]),
        new("fleet over an existing file", 2, ["fleet", "generate", "--batteries", "3", "--out", "fleet.json"], _ => { }, ["--out", "fleet.json"]),
        new("synthesize backwards", 2, ["data", "synthesize", "--zone", "NL", "--from", "2026-01-02", "--to", "2026-01-01", "--out", "p.csv"], _ => { }, ["--to", "2026-01-01"]),
        new("synthesize in 20 minutes", 1, ["data", "synthesize", "--zone", "NL", "--from", "2026-01-02", "--to", "2026-01-03", "--step", "20", "--out", "p.csv"], _ => { }, ["--step", "20"]),
        new("validate nothing", 2, ["validate", "nothing.csv"], _ => { }, ["nothing.csv"]),
        new("validate a folder of nothing", 2, ["validate", "empty"], folder => folder.Write("empty/x.txt", ""), ["empty", "run.json"]),
        new("rerun nothing", 2, ["rerun", "runs/none"], _ => { }, ["none"]),
        new("rerun what is no manifest", 2, ["rerun", "run.json"], _ => { }, ["run.json", "kind"]),
    ];

    private static BadInputCase Fleet(string name, Action<TempFolder> spoil, params string[] words) => new(name, 2, Run, spoil, words);

    private static BadInputCase Spoilt(string name, string from, string to, params string[] words) =>
        new(name, 2, Run, folder => Replace(folder, "fleet.json", (from, to)), ["fleet.json", .. words]);

    private static BadInputCase Prices(string name, Action<TempFolder> spoil, params string[] words) => new(name, 2, Run, spoil, words);

    private static BadInputCase Commitment(string name, Action<TempFolder> spoil, params string[] words) => new(name, 2, Run, spoil, words);

    private static BadInputCase RunFile(string name, Action<TempFolder> spoil, params string[] words) => new(name, 2, Run, spoil, words);

    private static BadInputCase Setting(string name, string from, string to, params string[] words) =>
        new(name, 2, Run, folder => Replace(folder, "run.json", (from, to)), ["run.json", .. words]);

    private static string Line(TempFolder folder, string file, int line) => File.ReadAllLines(folder[file])[line - 1];

    private static void Cell(TempFolder folder, string file, int line, string value)
    {
        var lines = File.ReadAllLines(folder[file]);
        lines[line - 1] = lines[line - 1].Split(',')[0] + "," + value;
        File.WriteAllText(folder[file], string.Join('\n', lines) + "\n");
    }

    private static void Replace(TempFolder folder, string file, params (string From, string To)[] changes)
    {
        var text = File.ReadAllText(folder[file]);
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            var at = text.IndexOf(from, StringComparison.Ordinal);
            text = string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        }

        File.WriteAllText(folder[file], text);
    }
}
