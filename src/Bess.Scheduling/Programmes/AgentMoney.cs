namespace Bess.Scheduling.Programmes;

/// <summary>Money of an agent's plan, in the currency of its prices.</summary>
/// <param name="ExpectedProfit">E[profit] of energy and reserve after fees and wear.</param>
/// <param name="TailLoss">CVaR of loss = −profit.</param>
/// <param name="WearCost">Wear of dispatch and of expected activation.</param>
/// <param name="TerminalValue">Value of the energy left.</param>
/// <param name="Cost">−ExpectedProfit + λ TailLoss − TerminalValue + price of energy outside the window: the objective.</param>
public readonly record struct AgentMoney(double ExpectedProfit, double TailLoss, double WearCost, double TerminalValue, double Cost);
