using Bess.Domain.Assets;

namespace Bess.Coordination.Privacy;

/// <summary>An agent of a leaf and the public key it published for the round.</summary>
/// <param name="Agent">Who.</param>
/// <param name="PublicKey">As in <see cref="RoundKeys.PublicKey"/>; not to be changed afterwards.</param>
public sealed record MaskMember(AgentId Agent, ReadOnlyMemory<byte> PublicKey);
