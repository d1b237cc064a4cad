using System.Text.Encodings.Web;
using System.Text.Json;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Fleets;

/// <summary>Writes a fleet as JSON: fields in a fixed order, numbers in shortest round-trip form, line feeds only.</summary>
internal sealed class FleetWriter(Utf8JsonWriter json)
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The file is no web page: letters of all languages stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(Fleet fleet)
    {
        json.WriteStartObject();
        json.WriteNumber(FleetFields.Version, FleetFields.SchemaVersion);
        json.WriteString(FleetFields.Name, fleet.Name);
        json.WriteStartArray(FleetFields.Groups);
        foreach (var group in fleet.Groups)
        {
            json.WriteStartObject();
            json.WriteString(FleetFields.Name, group.Name);
            json.WriteString(FleetFields.Parent, group.Parent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(FleetFields.Batteries);
        foreach (var member in fleet.Members)
            Write(member);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(FleetMember member)
    {
        var battery = member.Battery;
        json.WriteStartObject();
        json.WriteString(FleetFields.Id, battery.Id.Value);
        json.WriteNumber(FleetFields.EnergyCapacity, battery.Capacity.Mwh);
        json.WriteNumber(FleetFields.ChargeLimit, battery.ChargeLimit.Mw);
        json.WriteNumber(FleetFields.DischargeLimit, battery.DischargeLimit.Mw);
        json.WriteNumber(FleetFields.ChargeEfficiency, battery.ChargeEfficiency.Value);
        json.WriteNumber(FleetFields.DischargeEfficiency, battery.DischargeEfficiency.Value);
        json.WriteNumber(FleetFields.MinimumEnergy, battery.MinimumEnergy.Mwh);
        json.WriteNumber(FleetFields.MaximumEnergy, battery.MaximumEnergy.Mwh);
        json.WriteNumber(FleetFields.InitialEnergy, member.InitialEnergy.Mwh);
        if (battery.RampLimit is { } ramp)
            json.WriteNumber(FleetFields.RampLimit, ramp.Mw);
        json.WriteNumber(FleetFields.DegradationCost, battery.DegradationCost.PerMwh);
        Write(member.Terminal);
        json.WriteStartObject(FleetFields.Risk);
        json.WriteNumber(FleetFields.Lambda, member.Risk.Lambda);
        json.WriteNumber(FleetFields.TailShare, member.Risk.TailShare);
        json.WriteEndObject();
        if (member.Group is { } group)
            json.WriteString(FleetFields.Group, group);
        json.WriteEndObject();
    }

    private void Write(TerminalCondition terminal)
    {
        json.WriteStartObject(FleetFields.Terminal);
        switch (terminal)
        {
            case TerminalCondition.Value(var price):
                json.WriteString(FleetFields.Kind, FleetFields.KindValue);
                json.WriteNumber(FleetFields.Price, price.PerMwh);
                break;
            case TerminalCondition.Floor(var minimum):
                json.WriteString(FleetFields.Kind, FleetFields.KindFloor);
                json.WriteNumber(FleetFields.Energy, minimum.Mwh);
                break;
            case TerminalCondition.Fixed(var target):
                json.WriteString(FleetFields.Kind, FleetFields.KindFixed);
                json.WriteNumber(FleetFields.Energy, target.Mwh);
                break;
            default:
                json.WriteString(FleetFields.Kind, FleetFields.KindNone);
                break;
        }

        json.WriteEndObject();
    }
}
