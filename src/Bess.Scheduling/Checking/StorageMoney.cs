namespace Bess.Scheduling.Checking;

/// <summary>What a schedule is worth under a model, in the money of its prices.</summary>
/// <param name="ExpectedProfit">Σ_s w_s profit_s, after wear, without the terminal value.</param>
/// <param name="ConditionalValueAtRisk">CVaR of loss = baseline − profit, after wear.</param>
/// <param name="WearCost">κ Δt Σ (c + d).</param>
/// <param name="TerminalValue">v e_T.</param>
/// <param name="WindowCost">Price of energy outside the soft bound.</param>
/// <param name="Cost">−ExpectedProfit + λ ConditionalValueAtRisk − TerminalValue + WindowCost: the agent's objective, to be minimised.</param>
public sealed record StorageMoney(
    double ExpectedProfit, double ConditionalValueAtRisk, double WearCost, double TerminalValue, double WindowCost, double Cost);
