using Bess.Domain.Assets;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Names of agents.</summary>
internal static class AgentPart
{
    private const string Rule = "1-64 characters of A-Z a-z 0-9 . _ -";

    public static AgentId Read(DocumentObject form, string name)
    {
        var text = form.Text(name, AgentId.IsValid, Rule);
        return AgentId.IsValid(text) ? new AgentId(text) : default;
    }
}
