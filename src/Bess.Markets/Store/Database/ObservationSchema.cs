namespace Bess.Markets.Store.Database;

/// <summary>The tables of silo-config/postgresql/60-observations.sql, carried in this library.</summary>
internal static class ObservationSchema
{
    private const string Resource = "postgresql/60-observations.sql";

    public static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var stream = typeof(ObservationSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Expected the resource {Resource} in this assembly, found none.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
