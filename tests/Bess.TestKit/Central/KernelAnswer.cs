using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;

namespace Bess.TestKit.Central;

/// <summary>The kernel's point and multipliers as an answer of the general problem, so that the separate check can judge them.</summary>
public static class KernelAnswer
{
    /// <summary>Maps an iterate; the model has no soft window. Row order is that of <see cref="BatteryFormulation"/>.</summary>
    public static SolveResult Map(StorageModel model, StorageIterate iterate, QuadraticProblem problem, BatteryColumns columns)
    {
        if (model.SoftSign != 0)
            throw new ArgumentException("expected a model without a soft window", nameof(model));
        var steps = model.Steps;
        var x = new double[problem.VariableCount];
        var z = new double[problem.VariableCount];
        var y = new List<double>();
        for (var t = 0; t < steps; t++)
        {
            (x[columns.Charge + t], x[columns.Discharge + t]) = (iterate.ChargeMw[t], iterate.DischargeMw[t]);
            (x[columns.Energy + t], x[columns.Power + t]) = (iterate.EnergyMwh[t], iterate.DischargeMw[t] - iterate.ChargeMw[t]);
            (z[columns.Charge + t], z[columns.Discharge + t], z[columns.Energy + t]) = (iterate.ChargePrice[t], iterate.DischargePrice[t], iterate.WindowPrice[t]);
        }

        var curved = new double[x.Length];
        problem.Quadratic?.MultiplySymmetric(x, curved);
        for (var t = 0; t < steps; t++)
            y.Add(PowerPrice(model, iterate, problem.Linear[columns.Power + t] + curved[columns.Power + t], t));

        if (model.TerminalEnergyMwh is not null)
            z[columns.Energy + steps - 1] = -model.TerminalValuePerMwh - iterate.EnergyPrice[^1];
        y.AddRange(iterate.EnergyPrice);
        y.AddRange(iterate.RampPrice);
        y.AddRange(iterate.ScenarioWeight);
        if (columns.TailLevel >= 0)
            x[columns.TailLevel] = iterate.TailLevel;
        for (var s = 0; s < iterate.TailExcess.Count; s++)
            (x[columns.TailExcess + s], z[columns.TailExcess + s]) = (iterate.TailExcess[s], iterate.ExcessPrice[s]);
        var (primal, dual) = Objectives(problem, x, curved, y, z);
        return new SolveResult
        {
            Status = SolveStatus.Solved,
            Primal = x,
            RowDuals = [.. y],
            ColumnDuals = z,
            PrimalObjective = primal,
            DualObjective = dual,
            Report = new SolveReport(),
        };
    }

    /// <summary>The multiplier of p = d − c is the cost's slope in p less what scenario and ramp rows pay.</summary>
    private static double PowerPrice(StorageModel model, StorageIterate iterate, double slope, int t)
    {
        var price = slope;
        for (var s = 0; s < iterate.ScenarioWeight.Count; s++)
            price -= iterate.ScenarioWeight[s] * model.Prices.TimeStepHours * model.Prices.PricePerMwh(s, t);
        if (iterate.RampPrice.Count > 0)
            price -= (t > 0 ? iterate.RampPrice[t - 1] : 0) - (t + 1 < model.Steps ? iterate.RampPrice[t] : 0);
        return price;
    }

    private static (double Primal, double Dual) Objectives(QuadraticProblem problem, double[] x, double[] curved, List<double> y, double[] z)
    {
        double square = 0, linear = 0, support = 0;
        for (var j = 0; j < x.Length; j++)
        {
            square += 0.5 * x[j] * curved[j];
            linear += problem.Linear[j] * x[j];
            support += Support(z[j], problem.ColumnLower[j], problem.ColumnUpper[j]);
        }

        for (var i = 0; i < y.Count; i++)
            support += Support(y[i], problem.RowLower[i], problem.RowUpper[i]);
        return (square + linear + problem.Constant, support - square + problem.Constant);
    }

    private static double Support(double multiplier, double lower, double upper) =>
        multiplier == 0 ? 0 : multiplier * (multiplier > 0 ? lower : upper);
}
