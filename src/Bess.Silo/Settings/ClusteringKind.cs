namespace Bess.Silo.Settings;

/// <summary>Where membership, grain state and reminders are kept.</summary>
internal enum ClusteringKind
{
    /// <summary>In this process: there is no other.</summary>
    Localhost,

    /// <summary>In a PostgreSQL database that all silos share.</summary>
    PostgreSql,
}
