using Bess.Backtesting.Strategies.Planning;

namespace Bess.Backtesting.Strategies;

/// <summary>Does nothing.</summary>
internal sealed class IdleStrategy : IStrategy
{
    public string Name => "idle";

    public bool SeesFuture => false;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context) => EnergyPlans.Idle(context, [], expected: 0);

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];
}
