using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Explaining;

/// <summary>A day-ahead schedule with recourse in real time; the day-ahead position is what is explained.</summary>
internal sealed class ExplainedTwoStage : ExplainedPlan
{
    private readonly TwoStageRequest _problem;
    private readonly TwoStagePlanQuestion _plan;
    private readonly double[] _expected;
    private TwoStageColumns? _columns;

    public ExplainedTwoStage(TwoStagePlanQuestion question)
        : base(question.Problem.Plant, question.Problem.RealTime.Grid, question.Problem.RealTime.Currency, question.Problem.Risk.Lambda)
    {
        (_plan, _problem) = (question, question.Problem);
        _expected = Mean(_problem.DayAheadPrices, Probabilities);
    }

    public override IReadOnlyList<double> PowerMw => _plan.DayAheadMw;

    public override IReadOnlyList<double> EnergyMwh => _plan.DayAheadEnergyMwh;

    public override IReadOnlyList<double> PriceSizePerMwh => _expected;

    public override IEnumerable<PlanClaim> Claims =>
    [
        PlanClaims.Of(Plant, Grid, [.. _plan.DayAheadMw], [.. _plan.DayAheadEnergyMwh]) with { DayAheadBlockSteps = _problem.DayAheadBlockSteps },
        .. Enumerable.Range(0, _problem.RealTime.Count).Select(s => PlanClaims.Of(Plant, Grid, [.. _plan.DispatchMw[s]], [.. _plan.EnergyMwh[s]]) with
        {
            DayAheadMw = _plan.DayAheadMw,
            DayAheadBlockSteps = _problem.DayAheadBlockSteps,
        }),
    ];

    private double[] Probabilities => [.. _problem.RealTime.Probabilities];

    private StorageColumns Schedule => _columns!.Schedule!.Value;

    public override double Cost()
    {
        var weights = Probabilities;
        double[] position = [.. _plan.DayAheadMw];
        double[] losses = [.. weights.Select((_, s) => -TwoStageMoney.Profit(_problem, s, position, [.. _plan.DispatchMw[s]]))];
        var tail = losses.Length == 1 ? losses[0] : TailMean.Of(losses, weights, _problem.Risk.TailShare);
        var (sign, bound) = StorageBlock.Outside(Plant);
        double Outside(IReadOnlyList<double> energy) => sign == 0 ? 0 : energy.Sum(e => Math.Max(0, sign * (bound - e)));
        var soft = StorageModelFactory.SoftPriceFactor * TwoStageFormulation.LargestPrice(_problem);
        var cost = (_problem.Risk.Lambda * tail) + (soft * Outside(_plan.DayAheadEnergyMwh));
        for (var s = 0; s < weights.Length; s++)
            cost += weights[s] * (losses[s] - Plant.End.Value(_plan.EnergyMwh[s][^1]) + (soft * Outside(_plan.EnergyMwh[s])));
        return cost / RiskScale;
    }

    public override ExplainedProgramme Write(bool isHeld)
    {
        var builder = new ProblemBuilder();
        var columns = _columns = TwoStageFormulation.Append(builder, _problem);
        if (isHeld)
        {
            Hold(builder, Schedule, _plan.DayAheadMw);
            for (var s = 0; s < columns.Scenarios.Length; s++)
                Hold(builder, columns.Scenarios[s], _plan.DispatchMw[s]);
        }

        return new ExplainedProgramme(builder, columns.Pairs, Point(columns));
    }

    public override void Force(ProblemBuilder builder, int step, IntervalAction action, double powerMw)
    {
        var (column, limit) = ColumnOf(step, action);
        builder.SetLower(column, powerMw);
        builder.SetUpper(column, limit);
        builder.Fix((action == IntervalAction.Charge ? Schedule.Discharge : Schedule.Charge) + step, 0);
    }

    public override (int Column, double LimitMw) ColumnOf(int step, IntervalAction action) => action == IntervalAction.Charge
        ? (Schedule.Charge + step, Plant.Battery.ChargeLimit.Mw)
        : (Schedule.Discharge + step, Plant.Battery.DischargeLimit.Mw);

    /// <summary>See docs/explanation/reasons.md, two stages.</summary>
    public override StepFigures Figures(int step, ExplainedProgramme programme, Multipliers multipliers)
    {
        var rows = StorageRows.Of(Plant, Schedule, Steps, Hours);
        var weights = Weights(multipliers);
        var (battery, cost) = (Plant.Battery, _problem.RealTimeFeePerMwh + _problem.DeviationCostPerMwh);
        double dayAhead = Mean(_problem.DayAheadPrices, weights)[step], realTime = 0, worth = 0, stored = 0, giving = 0, taking = 0, deviation = 0;
        for (var s = 0; s < weights.Length; s++)
        {
            var scenario = _columns!.Scenarios[s];
            realTime += weights[s] * _problem.RealTime.PricesPerMwh(s)[step];
            worth += (weights[s] * (_problem.RealTime.PricesPerMwh(s)[step] + cost)) - (multipliers.Row[DeviationRow(s, step)] / Hours);
            stored -= multipliers.Row[scenario.EnergyRow + step];
            giving -= multipliers.Column[scenario.Discharge + step] / Hours;
            taking -= multipliers.Column[scenario.Charge + step] / Hours;
            deviation += Probabilities[s] * (_plan.DispatchMw[s][step] - _plan.DayAheadMw[step]);
        }

        var path = -multipliers.Row[rows.Energy + step];
        var shift = ((rows.Ramp >= 0 && step < Steps - 1 ? multipliers.Row[rows.Ramp + step] : 0) - (rows.Ramp >= 0 && step > 0 ? multipliers.Row[rows.Ramp + step - 1] : 0)) / Hours;
        var cycle = rows.Cycles < 0 ? 0 : Math.Max(0, -multipliers.Row[rows.Cycles + (step / rows.StepsPerDay)]);
        var sell = worth + _problem.DayAheadFeePerMwh + ((path + cycle) / battery.DischargeEfficiency.Value) + shift;
        var buy = worth - _problem.DayAheadFeePerMwh + (path * battery.ChargeEfficiency.Value) + shift;
        var isPurchase = ActionOf(step) == IntervalAction.Charge || (ActionOf(step) == IntervalAction.Idle && buy - dayAhead > dayAhead - sell);
        return new StepFigures(_expected[step], 0, dayAhead, dayAhead, stored, buy, sell)
        {
            Limits = Limits(step, rows, multipliers),
            Markets =
            [
                Market("day-ahead", _plan.DayAheadMw[step], isPurchase, dayAhead, isPurchase ? buy - dayAhead : dayAhead - sell),
                Market("real time", deviation, isPurchase, realTime, isPurchase ? taking : giving),
            ],
            Detail = $"{ReasonWords.Price(worth)} for what a MWh not sold day-ahead is worth in real time and {ReasonWords.Price(path)} a MWh for a day-ahead schedule that can be delivered",
        };
    }

    private MarketReason Market(string name, double position, bool isPurchase, double price, double gain) => new()
    {
        Market = name,
        IsReserve = false,
        PositionMw = position,
        IsPurchase = isPurchase,
        PaysPerMwHour = isPurchase ? -price : price,
        GainPerMwHour = gain,
        IsUsed = Math.Abs(position) > Share * FullPowerMw,
    };

    private IReadOnlyList<BindingLimit> Limits(int step, StorageRows rows, Multipliers multipliers)
    {
        var limits = new LimitList();
        var (power, battery) = (_plan.DayAheadMw[step], Plant.Battery);
        if (ActionOf(step) == IntervalAction.Charge)
            limits.Take(LimitKind.ChargePower, battery.ChargeLimit.Mw + power, battery.ChargeLimit.Mw, battery.ChargeLimit.Mw, "MW", Shadow(Schedule.Charge));
        if (ActionOf(step) == IntervalAction.Discharge)
            limits.Take(LimitKind.DischargePower, battery.DischargeLimit.Mw - power, battery.DischargeLimit.Mw, battery.DischargeLimit.Mw, "MW", Shadow(Schedule.Discharge));
        StorageLimits.TakeEnergy(limits, Plant, _plan.DayAheadEnergyMwh[step], step == Steps - 1, multipliers.Column[Schedule.Energy + step]);
        StorageLimits.TakeRamp(limits, Plant, _plan.DayAheadMw, step, Hours, t => multipliers.Row[rows.Ramp + t - 1]);
        StorageLimits.TakeCycles(limits, Plant, _plan.DayAheadMw, step, rows.StepsPerDay, Hours, () => -multipliers.Row[rows.Cycles + (step / rows.StepsPerDay)]);
        if (_problem.DeviationLimitMw is { } largest && Enumerable.Range(0, _problem.RealTime.Count).Max(s => Math.Abs(_plan.DispatchMw[s][step] - power)) is var used)
        {
            var worth = Enumerable.Range(0, _problem.RealTime.Count).Sum(s => Math.Max(0, -multipliers.Row[DeviationRow(s, step)]) + Math.Max(0, -multipliers.Column[UpColumn(s, step)]));
            limits.Take(LimitKind.Deviation, largest - used, largest, largest, "MW", worth / Hours);
        }

        return limits.All;

        // The position has a bound of its own beside that of its path; easing the power eases both.
        double Shadow(int first) => Math.Max(0, -multipliers.Column[first + step] + Math.Abs(multipliers.Column[_columns!.PositionOf(step)])) / Hours;
    }

    private int DeviationRow(int scenario, int step) => _columns!.DeviationRows[scenario] + step;

    private int UpColumn(int scenario, int step) => _columns!.Upward[scenario] + step;

    private double[] Weights(Multipliers multipliers)
    {
        var weights = Probabilities;
        for (var s = 0; _columns!.Risk!.FirstRow >= 0 && s < weights.Length; s++)
            weights[s] = (weights[s] / RiskScale) + multipliers.Row[_columns.Risk.FirstRow + s];
        return weights;
    }

    private double[] Mean(Prices prices, double[] weights)
    {
        var mean = new double[Steps];
        for (var s = 0; s < weights.Length; s++)
        {
            for (var t = 0; t < Steps; t++)
                mean[t] += weights[s] * prices(s)[t];
        }

        return mean;
    }

    private void Hold(ProblemBuilder builder, StorageColumns storage, IReadOnlyList<double> power)
    {
        for (var t = 0; t < Steps; t++)
        {
            if (power[t] > -Share * FullPowerMw)
                builder.Fix(storage.Charge + t, 0);
            if (power[t] < Share * FullPowerMw)
                builder.Fix(storage.Discharge + t, 0);
        }
    }

    private PlanPoint Point(TwoStageColumns columns)
    {
        var point = new PlanPoint();
        Path(point, Schedule, _plan.DayAheadMw, _plan.DayAheadEnergyMwh);
        for (var t = 0; t < Steps; t++)
            point.Set(t, columns.PositionOf(t), _plan.DayAheadMw[t]);
        for (var s = 0; s < columns.Scenarios.Length; s++)
        {
            Path(point, columns.Scenarios[s], _plan.DispatchMw[s], _plan.EnergyMwh[s]);
            for (var t = 0; t < Steps; t++)
                point.Set(t, UpColumn(s, t), Math.Max(0, _plan.DispatchMw[s][t] - _plan.DayAheadMw[t]));
        }

        return point;
    }

    private void Path(PlanPoint point, StorageColumns storage, IReadOnlyList<double> power, IReadOnlyList<double> energy)
    {
        var (sign, bound) = StorageBlock.Outside(Plant);
        for (var t = 0; t < Steps; t++)
        {
            point.Set(t, storage.Charge + t, Math.Max(0, -power[t]));
            point.Set(t, storage.Discharge + t, Math.Max(0, power[t]));
            point.Set(t, storage.Energy + t, energy[t]);
            if (storage.Outside >= 0)
                point.Set(t, storage.Outside + t, Math.Max(0, sign * (bound - energy[t])));
        }
    }

    private delegate ReadOnlySpan<double> Prices(int scenario);
}
