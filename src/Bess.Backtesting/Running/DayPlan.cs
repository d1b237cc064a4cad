using System.Text.Json;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Domain.Reserve;
using Bess.Domain.Time;

namespace Bess.Backtesting.Running;

/// <summary>A day as decided and cleared; read back from its ledger entries, so that a resumed run has the very same.</summary>
internal sealed record DayPlan(DateOnly Day, TimeGrid Grid, double ExpectedStartEnergyMwh, DayDecision Cleared, double[] DayAheadPricePerMwh)
{
    public static DayPlan From(LedgerEntry decision, LedgerEntry clearing) => new(
        decision.Day, LedgerReader.GridOf(clearing.Data), decision.Data.Number("expectedStartEnergyMwh"), Decision(decision.Data, clearing.Data),
        clearing.Data.Numbers("dayAheadPricePerMwh"));

    public IReadOnlyList<ReserveCommitment> Reserves(IReadOnlyList<ReserveProduct> products, int step)
    {
        if (Cleared.ReserveMw.Length == 0)
            return [];
        var sold = new List<ReserveCommitment>(products.Count);
        for (var k = 0; k < products.Count; k++)
        {
            if (Cleared.ReserveMw[k][step] > 0)
                sold.Add(new ReserveCommitment(products[k], Cleared.ReserveMw[k][step]));
        }

        return sold;
    }

    private static DayDecision Decision(JsonElement decision, JsonElement clearing) => new()
    {
        PositionMw = clearing.Numbers("positionMw"),
        ReserveMw = clearing.Table("reserveMw"),
        PlannedEnergyMwh = decision.Numbers("plannedEnergyMwh"),
        ExpectedNet = decision.Number("expectedNet"),
        Rules = decision.Texts("rules"),
    };
}
