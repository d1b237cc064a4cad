using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling;

namespace Bess.Cli.Inputs;

/// <summary>Finds batteries that cannot do on this horizon what is asked of them, such as an end state out of reach.</summary>
internal static class MemberCheck
{
    public static IEnumerable<Fault> Faults(Fleet fleet, ScenarioSet scenarios, string file)
    {
        var prices = StorageModelFactory.MatrixOf(scenarios);
        for (var i = 0; i < fleet.Members.Count; i++)
        {
            foreach (var fault in StorageModelFactory.Create(fleet.Members[i], prices).Faults)
                yield return fault with { Location = $"{file}: battery {fleet.Members[i].Battery.Id}", Field = $"batteries[{i}].{fault.Field}" };
        }
    }
}
