namespace Bess.Scheduling.Kernel;

/// <summary>One battery's dispatch problem in the kernel's numbers (MW, MWh, money); see docs/explanation/formulation.md.</summary>
/// <remarks>
/// <code>
/// min Σ_t −Δt π̄_t p_t + (1+λ) κ Δt Σ_t (c_t + d_t) − v e_T + λ (ζ + Σ_s w_s u_s / α)
/// p = d − c,  e_t = e_{t−1} + η_c Δt c_t − Δt d_t / η_d,  0 ≤ c ≤ C_t,  0 ≤ d ≤ D_t,  e_lo ≤ e ≤ e_hi,
/// u_s ≥ 0,  u_s + ζ + Δt π_sᵀp − B_s ≥ 0        (Rockafellar &amp; Uryasev 2000), optional |p_t − p_{t−1}| ≤ R
/// </code>
/// Wear counts (1+λ) times because CVaR moves with a constant. A limit C_t or D_t of 0 fixes that variable.
/// When <see cref="SoftSign"/> is ±1 the window's bound on that side is relaxed at <see cref="SoftPricePerMwh"/> a step.
/// </remarks>
public sealed class StorageModel
{
    /// <summary>Creates the model.</summary>
    /// <param name="prices">Scenarios, shared.</param>
    /// <param name="chargeLimitMw">C_t, length T, ≥ 0.</param>
    /// <param name="dischargeLimitMw">D_t, length T, ≥ 0.</param>
    /// <param name="lowerEnergyMwh">e_lo per step, length T.</param>
    /// <param name="upperEnergyMwh">e_hi per step, length T, above e_lo.</param>
    /// <exception cref="ArgumentException">When a length does not fit.</exception>
    public StorageModel(ScenarioMatrix prices, double[] chargeLimitMw, double[] dischargeLimitMw, double[] lowerEnergyMwh, double[] upperEnergyMwh)
    {
        ArgumentNullException.ThrowIfNull(prices);
        Prices = prices;
        ChargeLimitMw = Checked(chargeLimitMw, prices.Steps, nameof(chargeLimitMw));
        DischargeLimitMw = Checked(dischargeLimitMw, prices.Steps, nameof(dischargeLimitMw));
        LowerEnergyMwh = Checked(lowerEnergyMwh, prices.Steps, nameof(lowerEnergyMwh));
        UpperEnergyMwh = Checked(upperEnergyMwh, prices.Steps, nameof(upperEnergyMwh));
        BaselineProfit = new double[prices.Scenarios];
    }

    /// <summary>The scenarios.</summary>
    public ScenarioMatrix Prices { get; }

    /// <summary>Charge limit per step, MW.</summary>
    public double[] ChargeLimitMw { get; }

    /// <summary>Discharge limit per step, MW.</summary>
    public double[] DischargeLimitMw { get; }

    /// <summary>Lower bound of stored energy after each step, MWh.</summary>
    public double[] LowerEnergyMwh { get; }

    /// <summary>Upper bound of stored energy after each step, MWh.</summary>
    public double[] UpperEnergyMwh { get; }

    /// <summary>η_c, in (0, 1].</summary>
    public double ChargeEfficiency { get; init; } = 1;

    /// <summary>η_d, in (0, 1].</summary>
    public double DischargeEfficiency { get; init; } = 1;

    /// <summary>e_0, MWh.</summary>
    public double InitialEnergyMwh { get; init; }

    /// <summary>e_T when it is fixed, MWh; null otherwise.</summary>
    public double? TerminalEnergyMwh { get; init; }

    /// <summary>v, money per MWh left at the end; it counts once, outside CVaR. Default 0.</summary>
    public double TerminalValuePerMwh { get; init; }

    /// <summary>κ, money per MWh of throughput. Default 0.</summary>
    public double DegradationPerMwh { get; init; }

    /// <summary>λ ≥ 0, the weight of CVaR. Default 0 (no CVaR block).</summary>
    public double RiskWeight { get; init; }

    /// <summary>α in (0, 1), the share of worst outcomes. Default 0.05.</summary>
    public double TailShare { get; init; } = 0.05;

    /// <summary>B_s, money, length S; default zeros (idle).</summary>
    public double[] BaselineProfit { get; init; }

    /// <summary>R, MW a step; null for none.</summary>
    public double? RampLimitMw { get; init; }

    /// <summary>+1: the lower bound <see cref="SoftBoundMwh"/> is soft; −1: the upper one; 0: none.</summary>
    public int SoftSign { get; init; }

    /// <summary>The soft bound, MWh.</summary>
    public double SoftBoundMwh { get; init; }

    /// <summary>Price of a MWh outside the soft bound in a step, money.</summary>
    public double SoftPricePerMwh { get; init; }

    /// <summary>T.</summary>
    public int Steps => Prices.Steps;

    /// <summary>Number of barrier terms of the model.</summary>
    public int BarrierTerms { get; private set; }

    internal bool HasRisk => RiskWeight > 0;

    internal bool HasRamp => RampLimitMw.HasValue && Steps > 1;

    internal void CountBarrierTerms(int count) => BarrierTerms = count;

    /// <summary>The same physics without prices, wear, risk and terminal value: for questions of what is possible.</summary>
    /// <returns>A new model.</returns>
    public StorageModel WithoutMoney() =>
        new(Prices.Zero, ChargeLimitMw, DischargeLimitMw, LowerEnergyMwh, UpperEnergyMwh)
        {
            ChargeEfficiency = ChargeEfficiency,
            DischargeEfficiency = DischargeEfficiency,
            InitialEnergyMwh = InitialEnergyMwh,
            TerminalEnergyMwh = TerminalEnergyMwh,
            RampLimitMw = RampLimitMw,
        };

    /// <summary>The same problem with other power limits, e.g. steps fixed to charging or discharging.</summary>
    /// <param name="chargeLimitMw">C_t, length T.</param>
    /// <param name="dischargeLimitMw">D_t, length T.</param>
    /// <returns>A new model.</returns>
    public StorageModel WithLimits(double[] chargeLimitMw, double[] dischargeLimitMw) =>
        new(Prices, chargeLimitMw, dischargeLimitMw, LowerEnergyMwh, UpperEnergyMwh)
        {
            ChargeEfficiency = ChargeEfficiency,
            DischargeEfficiency = DischargeEfficiency,
            InitialEnergyMwh = InitialEnergyMwh,
            TerminalEnergyMwh = TerminalEnergyMwh,
            TerminalValuePerMwh = TerminalValuePerMwh,
            DegradationPerMwh = DegradationPerMwh,
            RiskWeight = RiskWeight,
            TailShare = TailShare,
            BaselineProfit = BaselineProfit,
            RampLimitMw = RampLimitMw,
            SoftSign = SoftSign,
            SoftBoundMwh = SoftBoundMwh,
            SoftPricePerMwh = SoftPricePerMwh,
        };

    private static double[] Checked(double[] values, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.Length == length ? values : throw new ArgumentException($"expected {length} values, got {values.Length}", name);
    }
}
