using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Schedules;

namespace Bess.Coordination.Remote.Documents;

/// <summary>What one battery does over a horizon.</summary>
internal static class SchedulePart
{
    private const string Agent = "agent";
    private const string Grid = "grid";
    private const string Power = "powerMw";
    private const string StateOfCharge = "stateOfChargeMwh";
    private const string Initial = "initialEnergyMwh";
    private const string Outside = "outsideWindow";

    public static void Write(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteString(Agent, schedule.Agent.Value);
        json.Object(Grid, schedule.Grid, GridPart.Write);
        json.Number(Initial, schedule.InitialEnergyMwh);
        json.Vector(Power, schedule.PowerMw);
        json.Vector(StateOfCharge, schedule.StateOfChargeMwh);
        json.Indices(Outside, schedule.OutsideWindow);
    }

    public static Schedule? Read(DocumentObject form)
    {
        var agent = AgentPart.Read(form, Agent);
        var grid = form.Object(Grid, GridPart.Read);
        var power = form.FiniteVector(Power, grid?.Count);
        var state = form.FiniteVector(StateOfCharge, grid?.Count);
        var initial = form.Finite(Initial);
        var outside = form.Indices(Outside);
        if (grid is null || form.IsAtFault)
            return null;
        try
        {
            return new Schedule(agent, grid, power, state, initial, outside);
        }
        catch (BessDataException refused)
        {
            form.Refuse(refused.Faults);
            return null;
        }
    }
}
