using Bess.Cli.Inputs;
using Bess.Coordination.Checking;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Cli.Runs;

/// <summary>result.json, and what <c>--output json</c> prints: how a round ended, with its certificate, money, verdict and times.</summary>
internal sealed record ResultDocument
{
    public const string FileName = "result.json";

    public string Kind { get; init; } = "result";

    public int SchemaVersion { get; init; } = BessJson.SchemaVersion;

    public required string RoundId { get; init; }

    public required RoundStatus Status { get; init; }

    public required string Detail { get; init; }

    public required int ExitCode { get; init; }

    public required string Algorithm { get; init; }

    public required int Iterations { get; init; }

    public required int Agents { get; init; }

    public required int Scenarios { get; init; }

    public required string Currency { get; init; }

    public required HorizonDocument Horizon { get; init; }

    public required Certificate Certificate { get; init; }

    public required IReadOnlyList<Certificate> Certificates { get; init; }

    public required PlanEconomics Economics { get; init; }

    public required PlanVerdict Verdict { get; init; }

    public required IReadOnlyList<string> NonUniqueMultiplierSteps { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required RoundTiming Timing { get; init; }

    public required WarmStartDocument WarmStart { get; init; }

    public static ResultDocument Of(LoadedRound round, RoundResult result) => new()
    {
        RoundId = result.RoundId,
        Status = result.Status,
        Detail = result.Detail,
        ExitCode = RoundExit.CodeOf(result),
        Algorithm = Names.Of(Names.Algorithms, round.Order.Options.Algorithm),
        Iterations = result.Trace.Count,
        Agents = round.AgentsIn(result),
        Scenarios = round.Order.Scenarios.Count,
        Currency = round.Order.Scenarios.Currency.Code,
        Horizon = HorizonDocument.Of(round.Order.Scenarios.Grid, round.Zone),
        Certificate = result.Certificate,
        Certificates = result.Certificates,
        Economics = result.Economics,
        Verdict = result.Verdict,
        NonUniqueMultiplierSteps = result.NonUniqueMultiplierSteps.Select(t => UtcText.Of(round.Order.Scenarios.Grid.StartOf(t))).ToArray(),
        Notes = [.. round.Notes, .. result.Notes],
        Timing = result.Timing,
        WarmStart = new WarmStartDocument(result.Coupling.Select(sum => sum.Name).ToArray(), result.WarmStart.MultipliersPerMwh),
    };
}

/// <summary>The intervals of a run.</summary>
internal sealed record HorizonDocument(string StartUtc, string EndUtc, double StepMinutes, int Steps, string? Zone)
{
    public static HorizonDocument Of(TimeGrid grid, BiddingZone? zone) =>
        new(UtcText.Of(grid.Start), UtcText.Of(grid.End), grid.Step.TotalMinutes, grid.Count, zone?.Name);
}

/// <summary>Multipliers to start a later round from, per constraint and step.</summary>
internal sealed record WarmStartDocument(IReadOnlyList<string> Constraints, IReadOnlyList<IReadOnlyList<double>> MultipliersPerMwh);
