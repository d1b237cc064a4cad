using Bess.Domain.Assets;

namespace Bess.Backtesting.Plant;

/// <summary>What a share of the sold reserve asks of a step: headroom, endurance and expected activation.</summary>
internal readonly record struct ReserveNeed(double UpMw, double DownMw, double UpMwh, double DownMwh, double ActivatedUpMw, double ActivatedDownMw)
{
    public static ReserveNeed Of(Battery battery, IReadOnlyList<ReserveCommitment> sold, double share)
    {
        double upMw = 0, downMw = 0, upMwh = 0, downMwh = 0, givenMw = 0, takenMw = 0;
        for (var k = 0; k < sold.Count; k++)
        {
            var (product, amount) = (sold[k].Product, share * sold[k].SoldMw);
            upMw += amount * product.UpwardPowerPerSoldMw;
            downMw += amount * product.DownwardPowerPerSoldMw;
            upMwh += amount * product.UpwardEnduranceHours / battery.DischargeEfficiency.Value;
            downMwh += amount * product.DownwardEnduranceHours * battery.ChargeEfficiency.Value;
            givenMw += amount * product.ActivatedUpPerSoldMw;
            takenMw += amount * product.ActivatedDownPerSoldMw;
        }

        return new ReserveNeed(upMw, downMw, upMwh, downMwh, givenMw, takenMw);
    }

    /// <summary>Change of the stored energy by activation.</summary>
    public double StoredMwh(double chargeEfficiency, double dischargeEfficiency, double hours) =>
        hours * ((ActivatedDownMw * chargeEfficiency) - (ActivatedUpMw / dischargeEfficiency));
}
