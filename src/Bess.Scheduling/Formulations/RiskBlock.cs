namespace Bess.Scheduling.Formulations;

/// <summary>Expected profit and CVaR of loss over scenarios: every money term enters through here.</summary>
/// <remarks>
/// <code>min −Σ_s w_s profit_s + λ (ζ + (1/α) Σ_s w_s u_s)   s.t.   u_s ≥ 0,   u_s + ζ + profit_s ≥ 0</code>
/// Rockafellar and Uryasev (2000), Optimization of conditional value-at-risk, theorem 1; loss is minus profit. Money that is the same
/// in all scenarios stands outside the rows with weight 1 + λ, because CVaR moves with a constant. Without risk there are no rows.
/// </remarks>
internal sealed class RiskBlock
{
    private readonly ProblemBuilder _builder;
    private readonly double[] _probabilities;
    private readonly double _riskWeight;
    private readonly int _firstRow = -1;

    public RiskBlock(ProblemBuilder builder, ReadOnlySpan<double> probabilities, double riskWeight, double tailShare)
    {
        _builder = builder;
        _probabilities = probabilities.ToArray();
        _riskWeight = riskWeight;
        if (riskWeight <= 0)
            return;

        // With one scenario CVaR is its loss; the rows would only add a degenerate ζ.
        if (_probabilities.Length == 1)
            return;
        var level = builder.AddColumn(double.NegativeInfinity, double.PositiveInfinity, riskWeight);
        Level = level;
        _firstRow = builder.Rows;
        foreach (var probability in _probabilities)
        {
            var row = builder.AddRow(0, double.PositiveInfinity);
            builder.AddEntry(row, level, 1);
            builder.AddEntry(row, builder.AddColumn(0, double.PositiveInfinity, riskWeight * probability / tailShare), 1);
        }
    }

    /// <summary>Column of ζ; the columns of u follow it. −1 without risk rows.</summary>
    public int Level { get; } = -1;

    /// <summary>Row of the first scenario's loss; −1 without risk rows.</summary>
    public int FirstRow => _firstRow;

    /// <summary>Adds profit per unit of a column in one scenario.</summary>
    public void Add(int scenario, int column, double profit)
    {
        if (_firstRow < 0)
        {
            var weight = _probabilities.Length == 1 ? 1 + _riskWeight : _probabilities[scenario];
            _builder.AddCost(column, -weight * profit);
            return;
        }

        _builder.AddCost(column, -_probabilities[scenario] * profit);
        _builder.AddEntry(_firstRow + scenario, column, profit);
    }

    /// <summary>Adds profit per unit of a column that is the same in all scenarios.</summary>
    public void AddSure(int column, double profit) => _builder.AddCost(column, -(1 + _riskWeight) * profit);
}
