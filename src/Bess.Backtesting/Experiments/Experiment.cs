using Bess.Backtesting.Running;

namespace Bess.Backtesting.Experiments;

/// <summary>A hypothesis and the two runs that test it. They differ in what the hypothesis names and in nothing else.</summary>
/// <param name="Name">Short name, for a table and the command line.</param>
/// <param name="Hypothesis">What is said, as a sentence that may be wrong.</param>
/// <param name="Measure">By what it is judged.</param>
/// <param name="Without">Makes the run without it.</param>
/// <param name="With">Makes the run with it.</param>
public sealed record Experiment(
    string Name,
    string Hypothesis,
    ExperimentMeasure Measure,
    Func<BacktestRequest, BacktestRequest> Without,
    Func<BacktestRequest, BacktestRequest> With);
