using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;
using Bess.Domain.Time;

namespace Bess.Coordination.Checking;

/// <summary>Simulates one schedule from its power alone and holds every step against the battery's limits.</summary>
internal sealed class MemberPhysics
{
    private readonly FleetMember _member;
    private readonly Battery _battery;
    private readonly Schedule _schedule;
    private readonly Findings _findings;
    private readonly string _name;
    private readonly double _powerSlack;
    private readonly double _energySlack;

    public MemberPhysics(FleetMember member, Schedule schedule, TimeGrid grid, PlanTolerances tolerances, Findings findings)
    {
        _member = member;
        _battery = member.Battery;
        _schedule = schedule;
        _findings = findings;
        _name = _battery.Id.Value;
        _powerSlack = tolerances.Power * Math.Max(_battery.ChargeLimit.Mw, _battery.DischargeLimit.Mw);
        _energySlack = tolerances.Energy * _battery.Capacity.Mwh;
        EnergyMwh = Simulate(grid);
    }

    /// <summary>Stored energy after each step.</summary>
    public double[] EnergyMwh { get; }

    // Every comparison is written so that NaN is a breach.
    public void Check()
    {
        CheckStart();
        CheckPower();
        CheckEnergy();
        CheckTerminal();
    }

    private double[] Simulate(TimeGrid grid)
    {
        var energy = new double[grid.Count];
        var stored = _member.InitialEnergy.Mwh;
        for (var t = 0; t < energy.Length; t++)
        {
            var power = _schedule.PowerMw[t];
            var charged = power < 0 ? -power * grid.StepHours : 0;
            var discharged = power > 0 ? power * grid.StepHours : 0;
            stored = stored + (charged * _battery.ChargeEfficiency.Value) - (discharged / _battery.DischargeEfficiency.Value);
            energy[t] = double.IsFinite(power) ? stored : double.NaN;
        }

        return energy;
    }

    private void CheckStart()
    {
        var start = _member.InitialEnergy.Mwh;
        if (!(Math.Abs(_schedule.InitialEnergyMwh - start) <= _energySlack))
            _findings.Add(_name, $"a start at {Findings.Text(start)} MWh", Findings.Text(_schedule.InitialEnergyMwh));
    }

    private void CheckPower()
    {
        for (var t = 0; t < EnergyMwh.Length; t++)
        {
            var power = _schedule.PowerMw[t];
            double least = -_battery.ChargeLimit.Mw, most = _battery.DischargeLimit.Mw;
            if (!(power >= least - _powerSlack && power <= most + _powerSlack))
                _findings.Add(_name, t, $"a power in [{Findings.Text(least)}, {Findings.Text(most)}] MW", power);
            if (t > 0 && _battery.RampLimit is { } ramp && !(Math.Abs(power - _schedule.PowerMw[t - 1]) <= ramp.Mw + _powerSlack))
                _findings.Add(_name, t, $"a change of power of at most {Findings.Text(ramp.Mw)} MW", power - _schedule.PowerMw[t - 1]);
        }
    }

    private void CheckEnergy()
    {
        double start = _member.InitialEnergy.Mwh, floor = _battery.MinimumEnergy.Mwh, ceiling = _battery.MaximumEnergy.Mwh;
        double least = Math.Min(start, floor), most = Math.Max(start, ceiling);
        var flagged = 0;
        for (var t = 0; t < EnergyMwh.Length; t++)
        {
            var energy = EnergyMwh[t];
            if (!(energy >= least - _energySlack && energy <= most + _energySlack))
                _findings.Add(_name, t, $"a stored energy in [{Findings.Text(least)}, {Findings.Text(most)}] MWh", energy);
            var stated = _schedule.StateOfChargeMwh[t];
            if (!(Math.Abs(stated - energy) <= _energySlack))
                _findings.Add(_name, t, $"a stated energy of {Findings.Text(energy)} MWh, as its power gives without charging and discharging at once", stated);
            var isFlagged = flagged < _schedule.OutsideWindow.Count && _schedule.OutsideWindow[flagged] == t;
            flagged += isFlagged ? 1 : 0;
            var isOutside = energy < floor - _energySlack || energy > ceiling + _energySlack;
            if (isOutside && !isFlagged && energy >= least - _energySlack && energy <= most + _energySlack)
                _findings.Add(_name, t, "a flag on a step outside the window", energy);
            if (isFlagged && energy > floor + _energySlack && energy < ceiling - _energySlack)
                _findings.Add(_name, t, "no flag on a step inside the window", energy);
        }
    }

    private void CheckTerminal()
    {
        var (last, energy) = (EnergyMwh.Length - 1, EnergyMwh[^1]);
        switch (_member.Terminal)
        {
            case TerminalCondition.Floor(var minimum) when !(energy >= minimum.Mwh - _energySlack):
                _findings.Add(_name, last, $"a final energy of at least {Findings.Text(minimum.Mwh)} MWh", energy);
                break;
            case TerminalCondition.Fixed(var target) when !(Math.Abs(energy - target.Mwh) <= _energySlack):
                _findings.Add(_name, last, $"a final energy of {Findings.Text(target.Mwh)} MWh", energy);
                break;
        }
    }
}
