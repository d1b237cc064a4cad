namespace Bess.Coordination.Remote.Keys;

/// <summary>What the holder of a key may do. Append only.</summary>
public enum ApiRole
{
    /// <summary>Reads.</summary>
    Viewer = 0,

    /// <summary>Hosts batteries: enrols, reads and takes out those that carry the name of the key; nothing else.</summary>
    Prosumer = 1,

    /// <summary>Everything except hosting batteries.</summary>
    Operator = 2,
}
