using Bess.Backtesting.Strategies;

namespace Bess.Backtesting.Connections;

/// <summary>Stands for one battery of several that are decided together: it has a name and is never asked.</summary>
internal sealed class SharedStrategy(string name, bool seesFuture) : IStrategy
{
    public string Name => name;

    public bool SeesFuture => seesFuture;

    public bool Redispatches => false;

    public DayDecision Decide(DayContext context) => throw new InvalidOperationException("A battery behind a shared connection is decided with the others.");

    public double Dispatch(StepContext context) => context.Decision.PositionMw[context.Step];
}
