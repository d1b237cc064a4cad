using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Connection;

/// <summary>Plans several batteries behind one connection as one programme: what coordination reaches, without the rounds.</summary>
/// <remarks>
/// <code>min Σ_i [ Δt Σ_t (−π_t (d_it − c_it) + f (d_it + c_it)) + wear_i − end value_i ]   s.t.   −L ≤ Σ_i (d_it − c_it) ≤ L</code>
/// One planner a thread; it keeps the ordering of the last shape.
/// </remarks>
public sealed class SharedConnectionPlanner
{
    private readonly ProgrammeSolver _solver = new();

    /// <summary>The plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the run early with that status.</param>
    /// <returns>The plan, with an honest status.</returns>
    /// <exception cref="ArgumentException">When numbers of the request do not fit together; names the field.</exception>
    public SharedConnectionPlan Plan(SharedConnectionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        var (builder, steps) = (new ProblemBuilder(), request.Grid.Count);
        var stores = request.Plants.Select(plant => Append(builder, request, plant)).ToArray();
        for (var t = 0; t < steps; t++)
        {
            var row = builder.AddRow(-request.LimitMw, request.LimitMw);
            foreach (var store in stores)
            {
                builder.AddEntry(row, store.Discharge + t, 1);
                builder.AddEntry(row, store.Charge + t, -1);
            }
        }

        var answer = _solver.Solve(builder, Pairs(request, stores), request.Exclusivity, null, null, cancellationToken);
        var (x, has) = (answer.Primal, answer.HasPoint);
        double[][] Series(Func<StorageColumns, int, double> value) =>
            has ? [.. stores.Select(store => Enumerable.Range(0, steps).Select(t => value(store, t)).ToArray())] : [];
        return new SharedConnectionPlan
        {
            Status = answer.Status,
            PowerMw = Series((store, t) => x[store.Discharge + t] - x[store.Charge + t]),
            EnergyMwh = Series((store, t) => x[store.Energy + t]),
            Objective = answer.Objective,
            LowerBound = answer.LowerBound,
            Exclusivity = answer.Outcome,
        };
    }

    private static StorageColumns Append(ProblemBuilder builder, SharedConnectionRequest request, Plants.StoragePlant plant)
    {
        var hours = request.Grid.StepHours;
        var largest = Math.Max(1, request.PricePerMwh.Max(Math.Abs));
        var store = StorageBlock.Append(
            builder, plant, request.Grid.Count, hours, StorageModelFactory.SoftPriceFactor * largest, 1, (column, profit) => builder.AddCost(column, -profit));
        for (var t = 0; t < request.Grid.Count; t++)
        {
            builder.AddCost(store.Discharge + t, hours * (request.FeePerMwh - request.PricePerMwh[t]));
            builder.AddCost(store.Charge + t, hours * (request.FeePerMwh + request.PricePerMwh[t]));
        }

        return store;
    }

    private static List<ExclusivePair> Pairs(SharedConnectionRequest request, StorageColumns[] stores)
    {
        var pairs = new List<ExclusivePair>(stores.Length * request.Grid.Count);
        for (var i = 0; i < stores.Length; i++)
        {
            var battery = request.Plants[i].Battery;
            for (var t = 0; t < request.Grid.Count; t++)
                pairs.Add(new ExclusivePair(stores[i].Charge + t, battery.ChargeLimit.Mw, stores[i].Discharge + t, battery.DischargeLimit.Mw, request.PricePerMwh[t] < 0));
        }

        return pairs;
    }
}
