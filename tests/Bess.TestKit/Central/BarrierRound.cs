using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.TestKit.Central;

/// <summary>A barrier-ALADIN round in its plainest form, one thread and no messages, to hold its mathematics against the central problem.</summary>
public sealed class BarrierRound
{
    private readonly IReadOnlyList<StorageModel> _models;
    private readonly CouplingSet _coupling;
    private readonly IReadOnlyList<IReadOnlyList<int>> _memberships;
    private readonly StorageKernel _kernel = new();
    private readonly StorageState[] _states;
    private readonly StorageState[] _kept;
    private readonly StorageResponse[] _answers;

    public BarrierRound(IReadOnlyList<StorageModel> models, CouplingSet coupling, IReadOnlyList<IReadOnlyList<int>> memberships)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        _models = models;
        _coupling = coupling;
        _memberships = memberships;
        _states = [.. models.Select(m => new StorageState(m))];
        _kept = [.. models.Select(m => new StorageState(m))];
        _answers = [.. models.Select(m => new StorageResponse(m.Steps))];
    }

    /// <summary>Σ of the local bounds at the last clipped multipliers minus the support of the coupling set: below the optimum.</summary>
    public double LowerBound { get; private set; }

    public IReadOnlyList<StorageResponse> Answers => _answers;

    public AladinStep Run(BarrierAladinOptions options, int limit = 100)
    {
        var algorithm = new BarrierAladin(_coupling, options);
        AladinStep step;
        do
        {
            var failures = 0;
            var classes = new Dictionary<string, ResponseSums>();
            for (var i = 0; i < _models.Count; i++)
                failures += Answer(i, algorithm, classes) ? 0 : 1;
            step = algorithm.Advance([.. classes.Values], (double)failures / _models.Count);
            for (var i = 0; i < _models.Count; i++)
            {
                if (step.Decision == AladinDecision.ContinueFromCheckpoint)
                    _kept[i].CopyFrom(_states[i]);
                if (step.Decision == AladinDecision.RollBack)
                    _states[i].CopyFrom(_kept[i]);
            }
        }
        while (step.Decision is not (AladinDecision.Converged or AladinDecision.Failed) && step.Iteration < limit);

        LowerBound = Bound(step.Multipliers);
        return step;
    }

    private bool Answer(int i, BarrierAladin algorithm, Dictionary<string, ResponseSums> classes)
    {
        var before = new StorageState(_models[i]);
        before.CopyFrom(_states[i]);
        var settled = _kernel.Respond(_models[i], _states[i], PriceOf(i, algorithm.Multipliers), algorithm.Barrier, _answers[i], algorithm.IsProximal);
        if (!settled)
            _states[i].CopyFrom(before);
        var key = string.Join(",", _memberships[i]);
        if (!classes.TryGetValue(key, out var sums))
            classes[key] = sums = new ResponseSums(_coupling.Steps, _memberships[i]);
        var answer = _answers[i];
        ResponseSums.AddTo(sums.Value, answer.Power);
        ResponseSums.AddTo(sums.NewtonStep, answer.NewtonStep);
        ResponseSums.AddTo(sums.BarrierDerivative, answer.BarrierDerivative);
        ResponseSums.AddTo(sums.Sensitivity, answer.Sensitivity);
        sums.Cost += answer.Cost;
        sums.AbsoluteCost += Math.Abs(answer.Cost);
        sums.Decrement += answer.Decrement;
        sums.LowerBound += answer.LowerBound;
        sums.BarrierTerms += answer.BarrierTerms;
        sums.Blocks++;
        return settled;
    }

    private double Bound(double[] multipliers)
    {
        var y = multipliers.ToArray();
        _coupling.Clip(y);
        var bound = -_coupling.Support(y);
        for (var i = 0; i < _models.Count; i++)
        {
            var response = new StorageResponse(_models[i].Steps);
            _kernel.Minimise(_models[i], new StorageState(_models[i]), PriceOf(i, y), [], [], 1e-9, response);
            bound += response.LowerBound;
        }

        return bound;
    }

    private double[] PriceOf(int i, double[] multipliers)
    {
        var price = new double[_coupling.Steps];
        foreach (var k in _memberships[i])
        {
            for (var t = 0; t < price.Length; t++)
                price[t] += multipliers[(k * price.Length) + t];
        }

        return price;
    }
}
