using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Xunit.Abstractions;

namespace Bess.Optimization.Tests.Contract;

public sealed class InteriorPointContractTests(ITestOutputHelper output) : QuadraticSolverContract(output)
{
    protected override (IQuadraticSolver? Solver, string Reason) Create() => (new InteriorPointSolver(), "");
}
