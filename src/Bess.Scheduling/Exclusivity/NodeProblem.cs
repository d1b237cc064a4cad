using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Exclusivity;

/// <summary>The problem of a search: a battery, a price on its power and a proximal term.</summary>
internal sealed record NodeProblem(StorageModel Model, double[] PricePerMw, double[] ProximalWeight, double[] ProximalCenterMw)
{
    public bool HasProximal => ProximalWeight.Any(weight => weight > 0);

    /// <summary>Gross turnover: the money that relative gaps refer to.</summary>
    public double Turnover
    {
        get
        {
            var sum = 0.0;
            var probabilities = Model.Prices.Probabilities.Span;
            for (var t = 0; t < Model.Steps; t++)
            {
                var price = 0.0;
                for (var s = 0; s < probabilities.Length; s++)
                    price += probabilities[s] * Math.Abs(Model.Prices.PricePerMwh(s, t));
                sum += ((Model.Prices.TimeStepHours * price) + Math.Abs(PricePerMw[t])) * (Model.ChargeLimitMw[t] + Model.DischargeLimitMw[t]);
            }

            return Math.Max(sum, 1e-6);
        }
    }

    /// <summary>yᵀp + ½ Σ ρ (p − z)².</summary>
    public double Added(ReadOnlySpan<double> power)
    {
        var sum = 0.0;
        for (var t = 0; t < power.Length; t++)
        {
            sum += PricePerMw[t] * power[t];
            if (ProximalWeight.Length > 0)
                sum += 0.5 * ProximalWeight[t] * (power[t] - ProximalCenterMw[t]) * (power[t] - ProximalCenterMw[t]);
        }

        return sum;
    }

    /// <summary>The model with the branch decisions as limits of zero.</summary>
    public StorageModel Restricted(ReadOnlySpan<StepMode> modes)
    {
        var charge = Model.ChargeLimitMw.ToArray();
        var discharge = Model.DischargeLimitMw.ToArray();
        for (var t = 0; t < modes.Length; t++)
        {
            if (modes[t] == StepMode.DischargeOnly)
                charge[t] = 0;
            if (modes[t] == StepMode.ChargeOnly)
                discharge[t] = 0;
        }

        return new StorageModel(Model.Prices, charge, discharge, Model.LowerEnergyMwh, Model.UpperEnergyMwh)
        {
            ChargeEfficiency = Model.ChargeEfficiency,
            DischargeEfficiency = Model.DischargeEfficiency,
            InitialEnergyMwh = Model.InitialEnergyMwh,
            TerminalEnergyMwh = Model.TerminalEnergyMwh,
            TerminalValuePerMwh = Model.TerminalValuePerMwh,
            DegradationPerMwh = Model.DegradationPerMwh,
            RiskWeight = Model.RiskWeight,
            TailShare = Model.TailShare,
            BaselineProfit = Model.BaselineProfit,
            RampLimitMw = Model.RampLimitMw,
            SoftSign = Model.SoftSign,
            SoftBoundMwh = Model.SoftBoundMwh,
            SoftPricePerMwh = Model.SoftPricePerMwh,
        };
    }
}
