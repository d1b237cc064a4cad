namespace Bess.Cli.Commands.Data.Import;

/// <summary>Form of the files to import.</summary>
internal enum FileForm
{
    /// <summary>That of the market folder, or of an export with all revisions.</summary>
    Csv,
}
