namespace Bess.Silo.Settings;

/// <summary>What a silo hosts.</summary>
internal enum SiloRole
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Everything but the batteries of prosumers.</summary>
    Coordinator,

    /// <summary>The batteries of one owner only, on the owner's machine.</summary>
    Prosumer,

    /// <summary>No grain of Bess: the API only.</summary>
    Dashboard,
}
