namespace Bess.Domain.Reserve;

/// <summary>Which way a reserve product moves power when it is activated. Members are only ever appended.</summary>
public enum ReserveDirection
{
    /// <summary>More discharge or export (frequency is low). British "low" products are upward.</summary>
    Up = 0,

    /// <summary>More charge or import (frequency is high). British "high" products are downward.</summary>
    Down = 1,

    /// <summary>Both ways, one amount for both.</summary>
    Symmetric = 2,
}
