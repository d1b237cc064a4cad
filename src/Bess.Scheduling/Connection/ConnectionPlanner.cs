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
        var builder = new ProblemBuilder();
        var form = new ConnectionFormulation(builder, request);
        var answer = _solver.Solve(builder, form.Pairs(), request.Exclusivity, null, null, cancellationToken);
        return Describe(request, answer, form);
    }

    private static ConnectionPlan Describe(ConnectionRequest request, ProgrammeAnswer answer, ConnectionFormulation form)
    {
        var (x, has) = (answer.Primal, answer.HasPoint);
        var plan = new ConnectionPlan
        {
            Status = answer.Status,
            Grid = request.Grid,
            PowerMw = Series(t => x[form.Storage.Discharge + t] - x[form.Storage.Charge + t]),
            EnergyMwh = Series(t => x[form.Storage.Energy + t]),
            ImportMw = Series(t => x[form.Import + t]),
            ExportMw = Series(t => x[form.Export + t]),
            CurtailedMw = Series(t => x[form.Curtailed + t]),
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
