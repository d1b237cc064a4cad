using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace Bess.Cluster.Tests.InProcess;

/// <summary>Grain state that outlives every silo of a test, as a database would.</summary>
internal sealed class SharedGrainStorage(SharedGrainStorage.Rows rows, Serializer serializer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (rows.Kept.TryGetValue((stateName, grainId), out var row))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (serializer.Deserialize<T>(row.Bytes)!, Tag(row.Version), true);
        }
        else
        {
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var bytes = serializer.SerializeToArray(grainState.State);
        lock (rows)
        {
            var version = rows.Kept.TryGetValue((stateName, grainId), out var row) ? row.Version : 0;
            if (grainState.ETag != (version == 0 ? null : Tag(version)))
            {
                throw new InconsistentStateException($"{stateName} of {grainId} was written by somebody else", Tag(version), grainState.ETag, null);
            }

            rows.Kept[(stateName, grainId)] = (bytes, version + 1);
            (grainState.ETag, grainState.RecordExists) = (Tag(version + 1), true);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        rows.Kept.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is kept.</summary>
    internal sealed class Rows
    {
        public ConcurrentDictionary<(string State, GrainId Grain), (byte[] Bytes, int Version)> Kept { get; } = new();
    }
}
