using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bess.Domain;

namespace Bess.Silo.Joining;

/// <summary>What a prosumer's silo needs to join the cluster.</summary>
/// <param name="ClusterId">Which silos form the cluster.</param>
/// <param name="ServiceId">Under which name its state is kept.</param>
/// <param name="ConnectionString">Connection string of the limited login of prosumers.</param>
/// <param name="Authority">Certificates of the authority that all silos trust, PEM; null where silos talk without TLS.</param>
internal sealed record Invitation(string ClusterId, string ServiceId, string ConnectionString, string? Authority)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Json)!.AsObject();

    /// <summary>Reads the answer to an admission.</summary>
    public static Validated<Admission> Read(byte[] answer, string server)
    {
        try
        {
            if (JsonSerializer.Deserialize<Admission>(answer, Json) is { Kind: "admission" } admission)
                return Validated<Admission>.FromValue(admission);
        }
        catch (JsonException error)
        {
            return Validated<Admission>.FromFault(new Fault(server, error.Path ?? "", "an admission with an invitation to a cluster", "another answer"));
        }

        return Validated<Admission>.FromFault(new Fault(server, "kind", "an admission", "another answer"));
    }
}

/// <summary>The answer to a battery that was admitted.</summary>
internal sealed record Admission(string Kind, string Owner, Invitation Invitation);
