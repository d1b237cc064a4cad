using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;

namespace Bess.Coordination.Fleets;

/// <summary>Reads one battery with its state, end condition, risk preference and place.</summary>
internal sealed class MemberReader(FaultLog log)
{
    public FleetMember Read(LocatedNode node, int index)
    {
        var replacementId = string.Create(CultureInfo.InvariantCulture, $"at-fault.{index}");
        if (node.Kind != JsonValueKind.Object)
        {
            log.Add(node.Path, node.Line, "an object", node.Describe());
            return Harmless(replacementId, null);
        }

        var reader = new ObjectReader(node, FleetFields.Battery, log);
        var specification = ReadSpecification(reader);
        var battery = Battery.Create(specification);
        foreach (var fault in battery.Faults)
            log.AddRule(fault.Below(node.Path));
        var initial = reader.Number(FleetFields.InitialEnergy);
        var terminal = ReadTerminal(reader);
        var risk = ReadRisk(reader);
        var group = reader.TextOrNull(FleetFields.Group);

        var member = FleetMember.Create(
            battery.IsValid ? battery.Value : Repaired(specification, replacementId, ref terminal, node.Path),
            new Energy(double.IsNaN(initial) ? 0 : initial), terminal, risk, group);
        foreach (var fault in member.Faults)
            log.AddRule(InFileTerms(fault).Below(node.Path));
        return member.TryGet(out var good) && battery.IsValid
            ? good
            : Harmless(AgentId.IsValid(specification.Id) ? specification.Id : replacementId, AgentId.IsValid(group) ? group : null);
    }

    private static BatterySpecification ReadSpecification(ObjectReader reader) => new()
    {
        Id = reader.Text(FleetFields.Id) ?? "",
        EnergyCapacityMwh = reader.Number(FleetFields.EnergyCapacity),
        ChargeLimitMw = reader.Number(FleetFields.ChargeLimit),
        DischargeLimitMw = reader.Number(FleetFields.DischargeLimit),
        ChargeEfficiency = reader.Number(FleetFields.ChargeEfficiency),
        DischargeEfficiency = reader.Number(FleetFields.DischargeEfficiency),
        MinimumEnergyMwh = reader.Number(FleetFields.MinimumEnergy),
        MaximumEnergyMwh = reader.Number(FleetFields.MaximumEnergy),
        RampLimitMw = reader.NumberOrNull(FleetFields.RampLimit),
        DegradationCostPerMwh = reader.Number(FleetFields.DegradationCost, byDefault: 0),
    };

    private TerminalCondition ReadTerminal(ObjectReader battery)
    {
        var nothing = new TerminalCondition.None();
        if (battery.Node(FleetFields.Terminal, JsonValueKind.Object, "an object with a kind") is not { } node)
            return nothing;
        var kinds = string.Join(", ", FleetFields.TerminalKinds.Keys);
        if (node.Find(FleetFields.Kind) is not { } kind)
        {
            log.Add(LocatedNode.Below(node.Path, FleetFields.Kind), node.Line, $"one of {kinds}", "nothing: the field is missing");
            return nothing;
        }

        if (kind.Kind != JsonValueKind.String || !FleetFields.TerminalKinds.TryGetValue(kind.Text, out var fields))
        {
            log.Add(kind.Path, kind.Line, $"one of {kinds}", kind.Describe());
            return nothing;
        }

        var reader = new ObjectReader(node, fields, log);
        var number = kind.Text switch
        {
            FleetFields.KindNone => 0,
            FleetFields.KindValue => reader.Number(FleetFields.Price),
            _ => reader.Number(FleetFields.Energy),
        };
        if (double.IsNaN(number))
            return nothing;
        return kind.Text switch
        {
            FleetFields.KindValue => new TerminalCondition.Value(new EnergyPrice(number)),
            FleetFields.KindFloor => new TerminalCondition.Floor(new Energy(number)),
            FleetFields.KindFixed => new TerminalCondition.Fixed(new Energy(number)),
            _ => nothing,
        };
    }

    private RiskPreference ReadRisk(ObjectReader battery)
    {
        if (battery.Node(FleetFields.Risk, JsonValueKind.Object, "an object") is not { } node)
            return RiskPreference.Neutral;
        var reader = new ObjectReader(node, FleetFields.RiskObject, log);
        var lambda = reader.Number(FleetFields.Lambda, RiskPreference.Neutral.Lambda);
        var tailShare = reader.Number(FleetFields.TailShare, RiskPreference.Neutral.TailShare);
        var lambdaHolds = Require(lambda >= 0, node.Find(FleetFields.Lambda), "a number >= 0");
        var tailShareHolds = Require(tailShare is > 0 and < 1, node.Find(FleetFields.TailShare), "a number in (0, 1)");
        return lambdaHolds && tailShareHolds ? new RiskPreference(lambda, tailShare) : RiskPreference.Neutral;
    }

    private bool Require(bool holds, LocatedNode? node, string expected)
    {
        if (!holds && node is not null && !log.IsTold(node.Path))
            log.Add(node.Path, node.Line, expected, node.Describe());
        return holds;
    }

    /// <summary>A battery with as many of the numbers as are right, against which state and end condition are judged.</summary>
    private Battery Repaired(BatterySpecification s, string id, ref TerminalCondition terminal, string path)
    {
        bool IsRight(string field) => !log.IsTold(LocatedNode.Below(path, field));

        // Without a right capacity any state ≥ 0 that the number format holds may be right.
        var capacity = IsRight(FleetFields.EnergyCapacity) ? s.EnergyCapacityMwh : double.MaxValue;
        var windowIsRight = IsRight(FleetFields.MinimumEnergy) && IsRight(FleetFields.MaximumEnergy)
            && s.MaximumEnergyMwh <= capacity && s.MinimumEnergyMwh < s.MaximumEnergyMwh;
        if (!windowIsRight && terminal is not TerminalCondition.Value)
            terminal = new TerminalCondition.None();
        return new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = capacity,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 1,
            DischargeEfficiency = 1,
            MinimumEnergyMwh = windowIsRight ? s.MinimumEnergyMwh : 0,
            MaximumEnergyMwh = windowIsRight ? s.MaximumEnergyMwh : capacity,
        });
    }

    private static FleetMember Harmless(string id, string? group) => new(
        new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = 1,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 1,
            DischargeEfficiency = 1,
            MinimumEnergyMwh = 0,
            MaximumEnergyMwh = 1,
        }),
        Energy.Zero, new TerminalCondition.None(), RiskPreference.Neutral, group);

    // The domain names the floor after its meaning, the file has one name for both kinds of amount; and a capacity that is
    // not known is no upper end to be told.
    private static Fault InFileTerms(Fault fault)
    {
        var field = fault.Field == "terminal.minimumEnergyMwh"
            ? LocatedNode.Below(FleetFields.Terminal, FleetFields.Energy)
            : fault.Field;
        var unknown = $"[0, {double.MaxValue.ToString("R", CultureInfo.InvariantCulture)}]";
        return fault with { Field = field, Expected = fault.Expected.Replace(unknown, "[0, energyCapacityMwh]", StringComparison.Ordinal) };
    }
}
