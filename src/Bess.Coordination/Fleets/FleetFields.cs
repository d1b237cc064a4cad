namespace Bess.Coordination.Fleets;

/// <summary>The names of the format, once: the reader, the writer and the test of the schema use these.</summary>
internal static class FleetFields
{
    public const int SchemaVersion = 1;

    public const string Schema = "$schema";
    public const string Version = "schemaVersion";
    public const string Name = "name";
    public const string Groups = "groups";
    public const string Batteries = "batteries";
    public const string Parent = "parent";
    public const string Id = "id";
    public const string EnergyCapacity = "energyCapacityMwh";
    public const string ChargeLimit = "chargeLimitMw";
    public const string DischargeLimit = "dischargeLimitMw";
    public const string ChargeEfficiency = "chargeEfficiency";
    public const string DischargeEfficiency = "dischargeEfficiency";
    public const string MinimumEnergy = "minimumEnergyMwh";
    public const string MaximumEnergy = "maximumEnergyMwh";
    public const string InitialEnergy = "initialEnergyMwh";
    public const string RampLimit = "rampLimitMw";
    public const string DegradationCost = "degradationCostPerMwh";
    public const string Terminal = "terminal";
    public const string Kind = "kind";
    public const string Price = "pricePerMwh";
    public const string Energy = "energyMwh";
    public const string Risk = "risk";
    public const string Lambda = "lambda";
    public const string TailShare = "tailShare";
    public const string Group = "group";

    public const string KindNone = "none";
    public const string KindValue = "value";
    public const string KindFloor = "floor";
    public const string KindFixed = "fixed";

    public static readonly FieldSet Root = new([Version, Name, Batteries], [Schema, Groups]);

    public static readonly FieldSet GroupObject = new([Name], [Parent]);

    public static readonly FieldSet Battery = new(
        [
            Id, EnergyCapacity, ChargeLimit, DischargeLimit, ChargeEfficiency, DischargeEfficiency, MinimumEnergy, MaximumEnergy,
            InitialEnergy, Terminal,
        ],
        [RampLimit, DegradationCost, Risk, Group]);

    public static readonly FieldSet RiskObject = new([], [Lambda, TailShare]);

    /// <summary>Fields of the terminal condition by its kind.</summary>
    public static readonly IReadOnlyDictionary<string, FieldSet> TerminalKinds = new Dictionary<string, FieldSet>
    {
        [KindNone] = new([Kind], []),
        [KindValue] = new([Kind, Price], []),
        [KindFloor] = new([Kind, Energy], []),
        [KindFixed] = new([Kind, Energy], []),
    };
}
