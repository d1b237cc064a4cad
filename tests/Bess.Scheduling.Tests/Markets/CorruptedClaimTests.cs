using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Markets;

/// <summary>Ten thousand damaged plans, each of which must be refused for the right reason; the undamaged ones must pass.</summary>
public sealed class CorruptedClaimTests
{
    private const int EachKind = 500;

    private static readonly PlanClaim[] Reserves = [.. Enumerable.Range(1, 6).Select(seed => Reserve(MarketInstances.Nordic(seed)))];
    private static readonly PlanClaim[] Nodes = [.. Enumerable.Range(1, 6).Select(seed => Node(MarketInstances.Sunny(seed)))];
    private static readonly PlanClaim[] Traded = [.. Enumerable.Range(1, 6).SelectMany(seed => Trade(MarketInstances.Traded(seed, scenarios: 4)))];

    public static TheoryData<string, AuditRule> Kinds() => new()
    {
        { "not a number", AuditRule.Shape },
        { "list too short", AuditRule.Shape },
        { "discharge beyond limit", AuditRule.PowerLimit },
        { "charge beyond limit", AuditRule.PowerLimit },
        { "energy shifted in a step", AuditRule.EnergyBalance },
        { "energy burnt", AuditRule.EnergyBalance },
        { "wrong start", AuditRule.EnergyBalance },
        { "window narrower than used", AuditRule.EnergyWindow },
        { "end floor missed", AuditRule.EndOfHorizon },
        { "ramp broken", AuditRule.Ramp },
        { "too many cycles", AuditRule.CycleLimit },
        { "negative bid", AuditRule.BidSize },
        { "bid between steps", AuditRule.BidSize },
        { "block not constant", AuditRule.Block },
        { "upward oversold", AuditRule.UpwardPower },
        { "downward oversold", AuditRule.DownwardPower },
        { "endurance up missing", AuditRule.UpwardEndurance },
        { "endurance down missing", AuditRule.DownwardEndurance },
        { "node unbalanced", AuditRule.NodalBalance },
        { "import beyond limit", AuditRule.Connection },
        { "export and import at once", AuditRule.Connection },
        { "more curtailed than sun", AuditRule.Curtailment },
        { "day-ahead not deliverable", AuditRule.DayAheadDelivery },
        { "venues do not sum", AuditRule.Venues },
        { "revenue overstated", AuditRule.Money },
        { "fees forgotten", AuditRule.Money },
        { "wear understated", AuditRule.Money },
        { "reserve revenue overstated", AuditRule.Money },
        { "total does not sum", AuditRule.Money },
        { "position at another price", AuditRule.Money },
        { "day-ahead changes in its block", AuditRule.DayAheadBlock },
    };

    [Fact]
    public void Kinds_TimesEach_AreTenThousand() => Assert.True(Kinds().Count * EachKind >= 10_000);

    [Fact]
    public void Check_UndamagedPlans_AreAccepted() =>
        Assert.All(Reserves.Concat(Nodes).Concat(Traded), claim => Assert.Empty(PlanAudit.Check(claim).Findings));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_DamagedPlan_IsCaughtByItsRule(string kind, AuditRule rule)
    {
        var random = new Random(kind.Length * 7919);
        for (var k = 0; k < EachKind; k++)
        {
            var verdict = PlanAudit.Check(Damage(kind, random));
            Assert.True(verdict.Breaks(rule), $"{kind} {k}: {string.Join(", ", verdict.Findings.Select(finding => finding.Rule).Distinct())}");
        }
    }

    private static PlanClaim Damage(string kind, Random random)
    {
        var claim = kind switch
        {
            "node unbalanced" or "import beyond limit" or "export and import at once" or "more curtailed than sun" or "ramp broken" or "end floor missed"
                => Pick(Nodes, random),
            "day-ahead not deliverable" or "too many cycles" or "fees forgotten" or "day-ahead changes in its block" => Pick(Traded, random),
            "negative bid" or "bid between steps" or "block not constant" or "upward oversold" or "downward oversold" or "endurance up missing"
                or "endurance down missing" or "venues do not sum" or "reserve revenue overstated" => Pick(Reserves, random),
            _ => Pick([.. Reserves, .. Nodes, .. Traded], random),
        };
        var t = random.Next(claim.PowerMw.Count);
        var size = 1e-3 + (0.3 * random.NextDouble());
        return kind switch
        {
            "not a number" => claim with { PowerMw = Set(claim.PowerMw, t, random.Next(2) == 0 ? double.NaN : double.PositiveInfinity) },
            "list too short" => claim with { EnergyMwh = [.. claim.EnergyMwh.Skip(1)] },
            "discharge beyond limit" => claim with { PowerMw = Set(claim.PowerMw, t, claim.Battery.DischargeLimit.Mw * (1 + size)) },
            "charge beyond limit" => claim with { PowerMw = Set(claim.PowerMw, t, -claim.Battery.ChargeLimit.Mw * (1 + size)) },
            "energy shifted in a step" => claim with { EnergyMwh = Set(claim.EnergyMwh, t, claim.EnergyMwh[t] + (size * (random.Next(2) == 0 ? 1 : -1))) },
            "energy burnt" => claim with { EnergyMwh = [.. claim.EnergyMwh.Select((e, i) => i < t ? e : e - size)] },
            "wrong start" => claim with { InitialEnergyMwh = claim.InitialEnergyMwh + size },
            "window narrower than used" => Discharged(claim, random),
            "end floor missed" => claim with { EndFloorMwh = claim.EnergyMwh[^1] + size },
            "ramp broken" => Ramped(claim, Math.Max(1, t), size),
            "too many cycles" => claim with { CyclesPerDay = Cycles(claim) * (1 - size) },
            _ when kind.Contains("revenue", StringComparison.Ordinal) || Monetary.Contains(kind) => DamageMoney(kind, claim, random, t, size),
            _ => DamageMarket(kind, claim, random, t, size),
        };
    }

    private static readonly string[] Monetary =
        ["fees forgotten", "wear understated", "total does not sum", "position at another price", "day-ahead changes in its block"];

    private static PlanClaim DamageMoney(string kind, PlanClaim claim, Random random, int t, double size)
    {
        var money = claim.Money!;
        var m = random.Next(money.Markets.Count);
        var much = size * (1 + Math.Abs(money.Total) + money.Wear);
        return kind switch
        {
            "revenue overstated" => claim with { Money = money with { Markets = Change(money.Markets, m, market => market with { Revenue = market.Revenue + much }) } },
            "fees forgotten" => claim with { Money = money with { Fees = 0, Total = money.Total + money.Fees } },
            "wear understated" => claim with { Money = money with { Wear = money.Wear - much, Total = money.Total + much } },
            "reserve revenue overstated" => claim with
            {
                Money = money with { Reserves = Change(money.Reserves, random.Next(money.Reserves.Count), reserve => reserve with { Revenue = reserve.Revenue + much }) },
            },
            "total does not sum" => claim with { Money = money with { Total = money.Total + (much * (random.Next(2) == 0 ? 1 : -1)) } },
            "position at another price" => claim with
            {
                Money = money with { Markets = Change(money.Markets, m, market => market with { PositionMw = Set(market.PositionMw, t, market.PositionMw[t] + size) }) },
            },
            "day-ahead changes in its block" => claim with
            {
                DayAheadBlockSteps = 4,
                DayAheadMw = [.. claim.DayAheadMw!.Select((x, i) => claim.DayAheadMw![i - (i % 4)] + (i == (t | 1) ? size : 0))],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known kind."),
        };
    }

    private static T[] Change<T>(IReadOnlyList<T> values, int at, Func<T, T> change) => [.. values.Select((value, i) => i == at ? change(value) : value)];

    private static PlanClaim DamageMarket(string kind, PlanClaim claim, Random random, int t, double size)
    {
        var k = random.Next(Math.Max(1, claim.Reserves.Count));
        return kind switch
        {
            "negative bid" => Sell(claim, k, t, -size),
            "bid between steps" => Sell(claim, k, t, claim.Reserves[k].SoldMw[t] + 0.02 + (0.06 * random.NextDouble())),
            "block not constant" => Sell(claim, 3, (4 * random.Next(6)) + 1 + random.Next(2), claim.Reserves[3].SoldMw[t] + 0.1 + size + 1),
            "upward oversold" => Sell(claim, 1, t, 2.1),
            "downward oversold" => Sell(claim, 2, t, 2.1),
            "endurance up missing" => Sell(claim, 0, t, 1.7),
            "endurance down missing" => Sell(claim, 0, t, 1.8),
            "node unbalanced" => claim with { PowerMw = Set(claim.PowerMw, t, claim.PowerMw[t] + size) },
            "import beyond limit" => claim with { Connection = claim.Connection! with { ImportMw = Set(claim.Connection!.ImportMw, t, 2 + size) } },
            "export and import at once" => claim with
            {
                Connection = claim.Connection! with
                {
                    ImportMw = Set(claim.Connection!.ImportMw, t, claim.Connection!.ImportMw[t] + size),
                    ExportMw = Set(claim.Connection!.ExportMw, t, claim.Connection!.ExportMw[t] + size),
                },
            },
            "more curtailed than sun" => claim with { Connection = claim.Connection! with { CurtailedMw = Set(claim.Connection!.CurtailedMw, t, claim.Connection!.SolarMw[t] + size) } },
            "day-ahead not deliverable" => claim with { DayAheadMw = [.. claim.DayAheadMw!.Select((x, i) => i <= t || i < 3 ? claim.Battery.DischargeLimit.Mw : x)] },
            "venues do not sum" => claim with { VenueMw = [claim.VenueMw[0], Set(claim.VenueMw[1], t, claim.VenueMw[1][t] + size)] },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known kind."),
        };
    }

    /// <summary>A consistent path that leaves the window: full discharge from some step on.</summary>
    private static PlanClaim Discharged(PlanClaim claim, Random random)
    {
        var from = random.Next(claim.PowerMw.Count - 6);
        double[] power = [.. claim.PowerMw.Select((p, i) => i >= from && i < from + 6 ? claim.Battery.DischargeLimit.Mw : p)];
        return claim with
        {
            Reserves = [],
            PowerMw = power,
            EnergyMwh = StoragePhysics.Path(claim.Battery, claim.InitialEnergyMwh, power, claim.Grid.StepHours),
        };
    }

    private static PlanClaim Ramped(PlanClaim claim, int t, double size)
    {
        var before = claim.PowerMw[t - 1];
        return claim with { PowerMw = Set(claim.PowerMw, t, before + ((before > 0 ? -1 : 1) * claim.Battery.RampLimit!.Value.Mw * (1 + size))) };
    }

    /// <summary>The most cycles of a day that a plan has.</summary>
    private static double Cycles(PlanClaim claim)
    {
        var window = claim.Battery.MaximumEnergy.Mwh - claim.Battery.MinimumEnergy.Mwh;
        return claim.PowerMw.Chunk(24).Max(day => day.Sum(p => Math.Max(0, p))) / claim.Battery.DischargeEfficiency.Value / window;
    }

    private static PlanClaim Sell(PlanClaim claim, int product, int t, double sold) => claim with
    {
        Reserves = [.. claim.Reserves.Select((r, k) => k == product ? r with { SoldMw = Set(r.SoldMw, t, sold) } : r)],
    };

    private static double[] Set(IReadOnlyList<double> values, int t, double value)
    {
        double[] copy = [.. values];
        copy[t] = value;
        return copy;
    }

    private static PlanClaim Pick(PlanClaim[] claims, Random random) => claims[random.Next(claims.Length)];

    private static PlanClaim Reserve(MultiMarketRequest request) => PlanClaims.Of(new MultiMarketPlanner().Plan(request), request);

    private static PlanClaim Node(ConnectionRequest request) => PlanClaims.Of(new ConnectionPlanner().Plan(request), request);

    private static IEnumerable<PlanClaim> Trade(TwoStageRequest request)
    {
        var plan = new TwoStagePlanner().Plan(request);
        return Enumerable.Range(0, plan.DispatchMw.Length).Select(s => PlanClaims.Of(plan, request, s));
    }
}
