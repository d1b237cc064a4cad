using Bess.Coordination.Diagnostics;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Bess.Grains.Rounds;

/// <summary>What a silo lends to its rounds.</summary>
/// <param name="Store">Where rounds are kept.</param>
/// <param name="Heads">Serializer of heads.</param>
/// <param name="Entries">Serializer of journal entries.</param>
/// <param name="Telemetry">Instruments of coordination.</param>
/// <param name="Cluster">Instruments of the cluster.</param>
/// <param name="Patience">How long to wait.</param>
/// <param name="Clock">Clock.</param>
/// <param name="Logger">Log.</param>
public sealed record RoundServices(
    IRoundStore Store, Serializer<RoundHead> Heads, Serializer<JournalMessage> Entries, CoordinationTelemetry Telemetry, ClusterTelemetry Cluster,
    PatienceOptions Patience, TimeProvider Clock, ILogger<RoundLife> Logger);
