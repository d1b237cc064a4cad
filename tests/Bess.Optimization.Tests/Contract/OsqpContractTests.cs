using Bess.Optimization.Native.Osqp;
using Bess.Optimization.Problems;
using Xunit.Abstractions;

namespace Bess.Optimization.Tests.Contract;

public sealed class OsqpContractTests(ITestOutputHelper output) : QuadraticSolverContract(output)
{
    protected override (IQuadraticSolver? Solver, string Reason) Create() => (OsqpSolver.TryCreate(out var status), status.Message);
}
