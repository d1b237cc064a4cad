using Bess.Coordination.Agents;
using Bess.Coordination.Privacy;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Runtime;

/// <summary>The sum of a leaf's answers, exact: every number is put on a grid of 2⁻⁶⁴ and added without rounding.</summary>
/// <remarks>
/// So the sum does not depend on order, on threads, or on whether the answers were masked. A number beyond 2⁵⁰ has no place on
/// the grid; it is added in floating point, in the order of the agents. Not thread-safe.
/// </remarks>
internal sealed class LeafSum
{
    private const int Scalars = 4;

    private readonly AgentTask _task;
    private readonly int _steps;
    private readonly IReadOnlyList<int[]> _classes;
    private readonly PartialGathering _counts;
    private readonly UInt128[]?[] _words;
    private readonly double[]?[] _beyond;
    private readonly double[] _numbers;

    public LeafSum(AgentTask task, int steps, IReadOnlyList<int[]> classes)
    {
        _task = task;
        _steps = steps;
        _classes = classes;
        _counts = new PartialGathering(steps, classes);
        _words = new UInt128[classes.Count][];
        _beyond = new double[classes.Count][];
        _numbers = new double[Scalars + VectorLength(task, steps)];
        Own = new PartialGathering(steps, [[]]);
    }

    /// <summary>Where the next agent's part is written before it is added; with one class alone.</summary>
    public PartialGathering Own { get; }

    /// <summary>Length of the vectors that an answer has.</summary>
    public static int VectorLength(AgentTask task, int steps) => task switch
    {
        AgentTask.Respond or AgentTask.Linearize => (3 * steps) + (steps * (steps + 1) / 2),
        _ => steps,
    };

    /// <summary>The vectors themselves.</summary>
    public static IEnumerable<double[]> VectorsOf(AgentTask task, ResponseSums sums) =>
        task is AgentTask.Respond or AgentTask.Linearize ? [sums.Value, sums.NewtonStep, sums.BarrierDerivative, sums.Sensitivity] : [sums.Value];

    /// <summary>Adds <see cref="Own"/> and clears it.</summary>
    public void AddOwn(int classIndex)
    {
        var own = Own.Classes[0];
        var target = _counts.Classes[classIndex];
        _counts.Agents += Own.Agents;
        _counts.Answered += Own.Answered;
        _counts.Failed += Own.Failed;
        _counts.Missing += Own.Missing;
        _counts.Held += Own.Held;
        _counts.FixedSteps += Own.FixedSteps;
        _counts.LocalSteps += Own.LocalSteps;
        target.Blocks += own.Blocks;
        target.BarrierTerms += own.BarrierTerms;
        if (own.Blocks > 0)
        {
            AddNumbers(classIndex, own, target);
        }

        Own.Clear();
    }

    /// <summary>The sum.</summary>
    public PartialGathering ToSum()
    {
        for (var c = 0; c < _classes.Count; c++)
        {
            if (_words[c] is not { } words)
            {
                continue;
            }

            var sums = _counts.Classes[c];
            double Number(int i) => FixedPoint.Decode(words[i]) + (_beyond[c]?[i] ?? 0);
            (sums.Cost, sums.AbsoluteCost, sums.Decrement) = (Number(0), Number(1), Number(2));
            sums.LowerBound = double.IsNegativeInfinity(sums.LowerBound) ? double.NegativeInfinity : Number(3);
            var at = Scalars;
            foreach (var vector in VectorsOf(_task, sums))
            {
                for (var i = 0; i < vector.Length; i++)
                {
                    vector[i] = Number(at++);
                }
            }
        }

        return _counts;
    }

    private void AddNumbers(int classIndex, ResponseSums own, ResponseSums target)
    {
        var isBounded = double.IsFinite(own.LowerBound);
        target.LowerBound = isBounded ? target.LowerBound : double.NegativeInfinity;
        (_numbers[0], _numbers[1], _numbers[2], _numbers[3]) = (own.Cost, own.AbsoluteCost, own.Decrement, isBounded ? own.LowerBound : 0);
        var at = _numbers.AsSpan(Scalars);
        foreach (var vector in VectorsOf(_task, own))
        {
            vector.CopyTo(at);
            at = at[vector.Length..];
        }

        var words = _words[classIndex] ??= new UInt128[_numbers.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (FixedPoint.TryEncode(_numbers[i], out var word))
            {
                words[i] = unchecked(words[i] + word);
            }
            else
            {
                (_beyond[classIndex] ??= new double[words.Length])[i] += _numbers[i];
            }
        }
    }
}
