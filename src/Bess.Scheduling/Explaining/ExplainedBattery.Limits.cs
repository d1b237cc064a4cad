using Bess.Domain.Reserve;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Explaining;

/// <content>Limits that the plan has reached.</content>
internal sealed partial class ExplainedBattery
{
    private IReadOnlyList<BindingLimit> Limits(int step, StorageRows rows, Multipliers multipliers)
    {
        var limits = new LimitList();
        StorageLimits.TakeAll(limits, this, _form!.Storage, rows, step, multipliers);
        TakeMarkets(limits, step, multipliers);
        return limits.All;
    }

    private void TakeMarkets(LimitList limits, int step, Multipliers multipliers)
    {
        var storage = _form!.Storage;
        for (var m = 0; m < _venues.Length && _form.Venues[m].Sell != storage.Discharge; m++)
        {
            if (_problem.Venues[m].VolumeLimitMw is not { } volume || volume >= FullPowerMw)
                continue;
            var column = _venues[m][step] > 0 ? _form.Venues[m].Sell : _form.Venues[m].Buy;
            var worth = Math.Max(0, -multipliers.Column[column + step]) / Hours;
            limits.Take(LimitKind.MarketVolume, volume - Math.Abs(_venues[m][step]), volume, volume, "MW", worth, _problem.Venues[m].Name);
        }

        if (_form.Reserves.Rows[step] is { Upward: >= 0 } rows && _reserves.Any(sold => sold[step] > Share * FullPowerMw))
            TakeReserves(limits, step, rows, multipliers);
    }

    private void TakeReserves(LimitList limits, int step, ReserveRows rows, Multipliers multipliers)
    {
        var battery = Plant.Battery;
        double Sum(Func<ReserveProduct, double> perSold) => _reserves.Select((sold, k) => sold[step] * perSold(_problem.Reserves[k].Product)).Sum();
        double up = Sum(product => product.UpwardPowerPerSoldMw), down = Sum(product => product.DownwardPowerPerSoldMw);
        double kept = Sum(product => product.UpwardEnduranceHours) / battery.DischargeEfficiency.Value;
        double room = Sum(product => product.DownwardEnduranceHours) * battery.ChargeEfficiency.Value;
        double before = step > 0 ? _energy[step - 1] : Plant.InitialEnergyMwh;
        double least = Math.Min(before, _energy[step]), most = Math.Max(before, _energy[step]);
        double discharge = battery.DischargeLimit.Mw, charge = battery.ChargeLimit.Mw, floor = battery.MinimumEnergy.Mwh, ceiling = battery.MaximumEnergy.Mwh;
        var window = ceiling - floor;
        if (up > Share * discharge)
            limits.Take(LimitKind.ReserveUpwardPower, discharge - _power[step] - up, discharge, discharge, "MW", Math.Max(0, -multipliers.Row[rows.Upward]) / Hours);
        if (down > Share * charge)
            limits.Take(LimitKind.ReserveDownwardPower, charge + _power[step] - down, charge, charge, "MW", Math.Max(0, -multipliers.Row[rows.Downward]) / Hours);
        if (kept > Share * window)
            limits.Take(LimitKind.ReserveUpwardEnergy, least - kept - floor, window, floor + kept, "MWh", Math.Max(0, rows.Floors.Sum(row => multipliers.Row[row])));
        if (room > Share * window)
            limits.Take(LimitKind.ReserveDownwardEnergy, ceiling - room - most, window, ceiling - room, "MWh", Math.Max(0, -rows.Ceilings.Sum(row => multipliers.Row[row])));
        for (var k = 0; k < _reserves.Length; k++)
        {
            if (_problem.Reserves[k].MaximumMw is { } maximum && maximum > 0)
                limits.Take(LimitKind.ReserveVolume, maximum - _reserves[k][step], maximum, maximum, "MW", 0, _problem.Reserves[k].Product.Name);
        }
    }
}
