namespace Bess.Optimization.Native.Osqp;

/// <summary>One workspace of the library, whatever the width of its integers.</summary>
internal interface IOsqpRun : IDisposable
{
    /// <summary>How the last call of <see cref="Solve"/> ended.</summary>
    OsqpStatus Status { get; }

    /// <summary>Iterations of the last call of <see cref="Solve"/>.</summary>
    int Iterations { get; }

    /// <summary>Gives the problem to the library; false when it refuses it, for example as not convex.</summary>
    bool TrySetUp();

    /// <summary>Iterates on from where the last call ended; false when the library reports an error.</summary>
    bool Solve(double tolerance, double certificateTolerance, int iterationLimit, double timeLimitSeconds);

    /// <summary>Copies x and the multipliers of all rows.</summary>
    void CopyPoint(Span<double> primal, Span<double> dual);

    /// <summary>The library's proof of primal infeasibility, for all rows.</summary>
    double[] PrimalProof();

    /// <summary>The library's proof of dual infeasibility.</summary>
    double[] DualProof();
}
