namespace Bess.Cli.Rendering;

/// <summary>Form of the data on stdout.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One document with a schemaVersion.</summary>
    Json,

    /// <summary>One document a line, as they become known.</summary>
    Ndjson,

    /// <summary>Schedules as comma-separated values.</summary>
    Csv,
}
