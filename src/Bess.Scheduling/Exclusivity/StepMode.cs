namespace Bess.Scheduling.Exclusivity;

/// <summary>What a battery may do in a step. Append only.</summary>
public enum StepMode
{
    /// <summary>Charge, discharge, or both at once as far as the relaxation goes.</summary>
    Free = 0,

    /// <summary>The discharge limit is zero.</summary>
    ChargeOnly = 1,

    /// <summary>The charge limit is zero.</summary>
    DischargeOnly = 2,
}
