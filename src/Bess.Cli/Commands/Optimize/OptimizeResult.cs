using Bess.Cli.Inputs;
using Bess.Domain.Portfolio;
using Bess.Scheduling;

namespace Bess.Cli.Commands.Optimize;

/// <summary>A battery's plan and what it was made from.</summary>
internal sealed record OptimizeResult(FleetMember Member, LoadedPrices Prices, BatteryPlan Plan);
