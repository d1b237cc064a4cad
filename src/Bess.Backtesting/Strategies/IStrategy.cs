namespace Bess.Backtesting.Strategies;

/// <summary>A way to run a battery: decides each day at gate closure and may depart from the decision step by step.</summary>
/// <remarks>
/// One object serves one run, day after day. <see cref="Decide"/> and <see cref="Dispatch"/> are functions of their contexts, and of
/// caches of them, only: a fresh object with the same context decides the same. On that rests the proof that nothing leaks: a day is
/// decided again by a fresh object with everything later permuted.
/// </remarks>
public interface IStrategy
{
    /// <summary>Name as on the command line.</summary>
    string Name { get; }

    /// <summary>Whether it is given the prices that came. Such a strategy is a yardstick and is never reported as tradable.</summary>
    bool SeesFuture { get; }

    /// <summary>Whether it departs from its day-ahead position; if not, <see cref="Dispatch"/> is not called and the position is run.</summary>
    bool Redispatches { get; }

    /// <summary>Decides a day.</summary>
    /// <param name="context">What is known.</param>
    /// <returns>The decision; one that lacks data falls back by a rule that it names.</returns>
    DayDecision Decide(DayContext context);

    /// <summary>Decides the power of the step that begins.</summary>
    /// <param name="context">What is known.</param>
    /// <returns>Set-point, MW, &gt; 0 discharge.</returns>
    double Dispatch(StepContext context);
}
