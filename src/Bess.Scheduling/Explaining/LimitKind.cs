namespace Bess.Scheduling.Explaining;

/// <summary>What kind of limit binds. Members are only ever appended.</summary>
public enum LimitKind
{
    /// <summary>Largest charging power.</summary>
    ChargePower = 0,

    /// <summary>Largest discharging power.</summary>
    DischargePower = 1,

    /// <summary>Lower end of the window of stored energy, reached at the end of the interval.</summary>
    EnergyFloor = 2,

    /// <summary>Upper end of the window of stored energy, reached at the end of the interval.</summary>
    EnergyCeiling = 3,

    /// <summary>What must be stored at the end of the horizon.</summary>
    EndOfHorizon = 4,

    /// <summary>The way back into the window of a battery that started outside of it.</summary>
    WindowReturn = 5,

    /// <summary>Largest change of power to or from a neighbouring interval.</summary>
    Ramp = 6,

    /// <summary>Full discharges allowed in a day.</summary>
    CycleLimit = 7,

    /// <summary>Discharging power kept free for reserve.</summary>
    ReserveUpwardPower = 8,

    /// <summary>Charging power kept free for reserve.</summary>
    ReserveDownwardPower = 9,

    /// <summary>Energy kept in the store for reserve.</summary>
    ReserveUpwardEnergy = 10,

    /// <summary>Room kept in the store for reserve.</summary>
    ReserveDownwardEnergy = 11,

    /// <summary>Largest import of the connection.</summary>
    Import = 12,

    /// <summary>Largest export of the connection.</summary>
    Export = 13,

    /// <summary>Volume limit of a market.</summary>
    MarketVolume = 14,

    /// <summary>Largest amount of a reserve product.</summary>
    ReserveVolume = 15,

    /// <summary>Largest deviation in real time from the day-ahead position.</summary>
    Deviation = 16,

    /// <summary>All of the sun's power is curtailed.</summary>
    Curtailment = 17,
}
