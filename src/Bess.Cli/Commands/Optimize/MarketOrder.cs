using Bess.Domain.Reserve;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Markets beside day-ahead energy that a plan is made for.</summary>
internal sealed record MarketOrder
{
    /// <summary>Reserve products, each with the file of its prices.</summary>
    public required IReadOnlyList<(ReserveProduct Product, string Path)> Reserves { get; init; }

    /// <summary>File of the real-time prices; null for none.</summary>
    public required string? RealTimePath { get; init; }

    public required double DayAheadFeePerMwh { get; init; }

    public required double RealTimeFeePerMwh { get; init; }

    public required double DeviationCostPerMwh { get; init; }

    /// <summary>Whether there is more than energy in one market without a fee.</summary>
    public bool IsPlain => Reserves.Count == 0 && RealTimePath is null && DayAheadFeePerMwh == 0;
}
