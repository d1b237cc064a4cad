using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan with its problem, in the form that all kinds of plans are explained in.</summary>
internal abstract class ExplainedPlan(StoragePlant plant, TimeGrid grid, Currency currency, double lambda)
{
    /// <summary>A power or amount below this share of the limit counts as none, a distance to a limit below it as reached.</summary>
    public const double Share = 1e-4;

    public StoragePlant Plant { get; } = plant;

    public TimeGrid Grid { get; } = grid;

    public Currency Currency { get; } = currency;

    public double RiskScale { get; } = 1 + lambda;

    public int Steps => Grid.Count;

    public double Hours => Grid.StepHours;

    public double FullPowerMw => Math.Max(Plant.Battery.ChargeLimit.Mw, Plant.Battery.DischargeLimit.Mw);

    /// <summary>The power that is explained, &gt; 0 discharge (or sale).</summary>
    public abstract IReadOnlyList<double> PowerMw { get; }

    /// <summary>Energy after each step.</summary>
    public abstract IReadOnlyList<double> EnergyMwh { get; }

    /// <summary>What the plan checker is shown.</summary>
    public abstract IEnumerable<PlanClaim> Claims { get; }

    /// <summary>Expected price of each step, for the size of money.</summary>
    public abstract IReadOnlyList<double> PriceSizePerMwh { get; }

    /// <summary>Whether bids were rounded to sizes, so that the plan need not be an optimum of the unrounded problem.</summary>
    public virtual bool HasSizes => false;

    /// <summary>Cost of the plan from its powers and amounts alone, in sure money.</summary>
    public abstract double Cost();

    /// <summary>Writes the problem.</summary>
    /// <param name="isHeld">Whether the plan's directions and sized bids are held.</param>
    public abstract ExplainedProgramme Write(bool isHeld);

    /// <summary>Prices, limits and markets of a step.</summary>
    public abstract StepFigures Figures(int step, ExplainedProgramme programme, Multipliers multipliers);

    /// <summary>Forces at least an amount of an action in a step, in a programme that <see cref="Write"/> made.</summary>
    public abstract void Force(ProblemBuilder builder, int step, IntervalAction action, double powerMw);

    /// <summary>Holds sized bids at the sizes below a point, in a programme that <see cref="Write"/> made; false when there are none.</summary>
    public virtual bool HoldSizes(ProblemBuilder builder, double[] point) => false;

    /// <summary>Holds sized bids at those of the plan.</summary>
    public virtual void HoldSizesOfPlan(ProblemBuilder builder)
    {
    }

    /// <summary>Column of an action in a step, and its limit.</summary>
    public abstract (int Column, double LimitMw) ColumnOf(int step, IntervalAction action);

    public IntervalAction ActionOf(int step) =>
        Math.Abs(PowerMw[step]) <= Share * FullPowerMw ? IntervalAction.Idle : PowerMw[step] > 0 ? IntervalAction.Discharge : IntervalAction.Charge;

    /// <summary>Money that the battery could turn over at full power.</summary>
    public double TurnoverMoney() => Math.Max(1e-9, Hours * FullPowerMw * PriceSizePerMwh.Sum(Math.Abs));
}
