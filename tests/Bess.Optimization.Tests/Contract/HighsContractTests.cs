using Bess.Optimization.Native.Highs;
using Bess.Optimization.Problems;
using Xunit.Abstractions;

namespace Bess.Optimization.Tests.Contract;

public sealed class HighsContractTests(ITestOutputHelper output) : QuadraticSolverContract(output)
{
    protected override (IQuadraticSolver? Solver, string Reason) Create() => (HighsSolver.TryCreate(out var status), status.Message);
}
