using Bess.Domain.Units;
using Bess.Scheduling.Connection;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan of a battery with a roof and a load behind one connection, and the problem that it answers. Every list has one value a step.</summary>
public sealed record ConnectionPlanQuestion
{
    /// <summary>Battery, prices, sun, load, limits.</summary>
    public required ConnectionRequest Problem { get; init; }

    /// <summary>Currency of the prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Net power of the battery, MW, &gt; 0 discharge.</summary>
    public required IReadOnlyList<double> PowerMw { get; init; }

    /// <summary>Stated energy after each step, MWh.</summary>
    public required IReadOnlyList<double> EnergyMwh { get; init; }

    /// <summary>Import, MW.</summary>
    public required IReadOnlyList<double> ImportMw { get; init; }

    /// <summary>Export, MW.</summary>
    public required IReadOnlyList<double> ExportMw { get; init; }

    /// <summary>Curtailed part of the sun's power, MW.</summary>
    public required IReadOnlyList<double> CurtailedMw { get; init; }

    /// <summary>The question of a plan.</summary>
    /// <param name="request">What was planned for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="currency">Currency of the prices.</param>
    /// <returns>The question.</returns>
    public static ConnectionPlanQuestion Of(ConnectionRequest request, ConnectionPlan plan, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        return new ConnectionPlanQuestion
        {
            Problem = request,
            Currency = currency,
            PowerMw = plan.PowerMw,
            EnergyMwh = plan.EnergyMwh,
            ImportMw = plan.ImportMw,
            ExportMw = plan.ExportMw,
            CurtailedMw = plan.CurtailedMw,
        };
    }
}
