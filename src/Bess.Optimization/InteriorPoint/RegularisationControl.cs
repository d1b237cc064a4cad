namespace Bess.Optimization.InteriorPoint;

/// <summary>Adapts the regularisation of the KKT system to what the iteration meets.</summary>
/// <remarks>
/// Proximal method of multipliers (S. Pougkakiotis, J. Gondzio, An interior point-proximal method of multipliers for convex
/// quadratic programming, Comput. Optim. Appl. 78 (2021)): a proximal term on the row multipliers keeps their step bounded
/// where rows are dependent, at the price of a primal residual of weight × step. Where that price exceeds what the
/// iteration still has to remove, the weight falls; where the factor breaks down, it rises.
/// </remarks>
internal sealed class RegularisationControl
{
    private const double ProximalShare = 0.01;
    private const double Least = 1e-13;
    private const double Largest = 1e-4;
    private const double PriceAllowed = 0.1;
    private readonly KktSystem _kkt;

    public RegularisationControl(KktSystem kkt)
    {
        _kkt = kkt;
    }

    public void Reset(double initial)
    {
        _kkt.ColumnRegularisation = initial;
        SetRows(initial);
    }

    /// <summary>After a breakdown of the factorisation; returns <see langword="false"/> when nothing is left to try.</summary>
    public bool Raise()
    {
        if (_kkt.RowRegularisation >= Largest) return false;
        _kkt.ColumnRegularisation = Math.Min(Largest, 100.0 * _kkt.ColumnRegularisation);
        SetRows(Math.Min(Largest, 100.0 * _kkt.RowRegularisation));
        return true;
    }

    /// <summary>After the directions of an iteration.</summary>
    /// <param name="isFeasible">Whether the iterate's primal residual is as small as asked.</param>
    /// <param name="primalResidual">Largest primal residual of the iterate that the step should remove.</param>
    public void Adapt(bool isFeasible, double primalResidual)
    {
        if (isFeasible) return;
        if (_kkt.LastRowError > PriceAllowed * primalResidual)
            SetRows(Math.Max(Least, 0.1 * _kkt.RowRegularisation));
    }

    private void SetRows(double regularisation)
    {
        _kkt.RowRegularisation = regularisation;
        _kkt.ProximalWeight = ProximalShare * regularisation;
    }
}
