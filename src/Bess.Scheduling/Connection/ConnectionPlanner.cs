using Bess.Optimization.BranchAndBound;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Connection;

/// <summary>Plans what happens behind one connection.</summary>
/// <remarks>
/// <code>
/// solar_t − cu_t + d_t + imp_t = load_t + c_t + exp_t,   imp_t ≤ I,   exp_t ≤ E,   0 ≤ cu_t ≤ solar_t
/// min Δt Σ_t [ π^imp_t imp_t − π^exp_t exp_t ] + wear − end value,   c_t d_t = 0,   imp_t exp_t = 0
/// </code>
/// Binaries stand only on steps where a price, or the relaxation, makes two opposite things pay: negative prices for charge and
/// discharge, an export price above the import price for the connection. One planner a thread.
/// </remarks>
public sealed class ConnectionPlanner
{
    private readonly ProgrammeSolver _solver;

    /// <summary>Creates a planner.</summary>
    /// <param name="search">Limits of the search; null for none.</param>
    public ConnectionPlanner(BranchAndBoundOptions? search = null) => _solver = new ProgrammeSolver { Search = search ?? new BranchAndBoundOptions() };

    /// <summary>The plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The plan, with an honest status.</returns>
    /// <exception cref="ArgumentException">When numbers of the request do not fit together; names the field.</exception>
    public ConnectionPlan Plan(ConnectionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        var (builder, steps, hours) = (new ProblemBuilder(), request.Grid.Count, request.Grid.StepHours);
        var risk = new RiskBlock(builder, [1.0], 0, 0.05);
        var largest = Math.Max(1, request.ImportPricePerMwh.Concat(request.ExportPricePerMwh).Max(Math.Abs));
        var storage = StorageBlock.Append(
            builder, request.Plant, steps, hours, StorageModelFactory.SoftPriceFactor * largest, 1, risk.AddSure);
        var import = builder.AddColumns(steps, 0, request.ImportLimitMw);
        var export = builder.AddColumns(steps, 0, request.ExportLimitMw);
        var curtailed = builder.AddColumns(steps, 0, 0);
        for (var t = 0; t < steps; t++)
        {
            builder.SetUpper(curtailed + t, request.SolarMw[t]);
            risk.AddSure(import + t, -hours * request.ImportPricePerMwh[t]);
            risk.AddSure(export + t, hours * request.ExportPricePerMwh[t]);
            var net = request.LoadMw[t] - request.SolarMw[t];
            var row = builder.AddRow(net, net);
            builder.AddEntry(row, storage.Discharge + t, 1);
            builder.AddEntry(row, storage.Charge + t, -1);
            builder.AddEntry(row, import + t, 1);
            builder.AddEntry(row, export + t, -1);
            builder.AddEntry(row, curtailed + t, -1);
        }

        var answer = _solver.Solve(builder, Pairs(request, storage, import, export), request.Exclusivity, null, null, cancellationToken);
        return Describe(request, answer, storage, import, export, curtailed);
    }

    private static List<ExclusivePair> Pairs(ConnectionRequest request, StorageColumns storage, int import, int export)
    {
        var pairs = new List<ExclusivePair>();
        var battery = request.Plant.Battery;
        for (var t = 0; t < request.Grid.Count; t++)
        {
            double buy = request.ImportPricePerMwh[t], sell = request.ExportPricePerMwh[t];
            pairs.Add(new ExclusivePair(
                storage.Charge + t, battery.ChargeLimit.Mw, storage.Discharge + t, battery.DischargeLimit.Mw, Math.Min(buy, sell) < 0));
            pairs.Add(new ExclusivePair(import + t, request.ImportLimitMw, export + t, request.ExportLimitMw, sell > buy));
        }

        return pairs;
    }

    private static ConnectionPlan Describe(
        ConnectionRequest request, ProgrammeAnswer answer, StorageColumns storage, int import, int export, int curtailed)
    {
        var (x, has) = (answer.Primal, answer.HasPoint);
        var plan = new ConnectionPlan
        {
            Status = answer.Status,
            Grid = request.Grid,
            PowerMw = Series(t => x[storage.Discharge + t] - x[storage.Charge + t]),
            EnergyMwh = Series(t => x[storage.Energy + t]),
            ImportMw = Series(t => x[import + t]),
            ExportMw = Series(t => x[export + t]),
            CurtailedMw = Series(t => x[curtailed + t]),
            Objective = answer.Objective,
            LowerBound = answer.LowerBound,
            IsExclusive = has && answer.IsExclusive,
            Exclusivity = answer.Outcome,
            Solves = answer.Solves,
        };
        return plan;

        double[] Series(Func<int, double> value) => has ? [.. Enumerable.Range(0, request.Grid.Count).Select(value)] : [];
    }
}
