using System.Globalization;
using Bess.Domain.Units;

namespace Bess.Scheduling.Explaining;

/// <summary>Reasons in plain words.</summary>
internal static class ReasonWords
{
    /// <summary>Prices closer than this are the same, currency/MWh.</summary>
    public const double Cent = 0.005;

    public static string Summary(ExplanationStatus status, MultiplierBasis basis, double gap, double? aboveBest, Currency currency)
    {
        var held = basis == MultiplierBasis.HeldDecisions
            ? " Prices hold for its directions and sold bids as they are; a direction is justified by the cost of its opposite."
            : "";
        if (aboveBest is not null)
            return $"The plan is as good as any found with bids in their sizes; without sizes a plan could cost up to {Money(gap, currency)} less.{held}";
        return status == ExplanationStatus.Optimal
            ? $"The plan is the best one for its prices, up to rounding.{held}"
            : $"The plan is near the best one for its prices: at most {Money(gap, currency)} above it, and the reasons hold up to that.{held}";
    }

    public static string Sentence(IntervalReason reason, StepFigures figures, bool isLosing, Currency currency)
    {
        var (unit, detail) = ($"{currency.Code}/MWh", figures.Detail);
        var parts = new List<string> { $"{What(reason)}{Limits(reason)}: {Why(reason, unit)}" };
        parts.Add($"A MWh more in store would be worth {Price(reason.StoredEnergyValuePerMwh)} {unit}{(detail.Length > 0 ? $"; the break-even prices hold {detail}" : "")}.");
        if (Math.Abs(reason.CouplingPricePerMwh) > Cent)
            parts.Add($"The coupling's part of the price is {Price(reason.CouplingPricePerMwh)} {unit}.");
        if (figures.Place.Length > 0)
            parts.Add(figures.Place);
        if (reason.NextBestMarket is { } next)
            parts.Add(Next(next, currency));
        if (reason.Opposite is { } opposite)
            parts.Add(Opposite(opposite, currency));
        if (isLosing)
            parts.Add($"Against these prices the interval loses {Money(reason.GapShare, currency)}, its part of the plan's gap.");
        return string.Join(" ", parts);
    }

    public static string Price(double value) => (Math.Round(value, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Money(double value, Currency currency) =>
        Math.Abs(value) is > 0 and < 0.005 ? $"{value.ToString("0.0e0", CultureInfo.InvariantCulture)} {currency.Code}" : $"{Price(value)} {currency.Code}";

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    public static string Mw(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string What(IntervalReason reason) => reason.Action switch
    {
        IntervalAction.Charge => $"Charges {Mw(-reason.PowerMw)} MW",
        IntervalAction.Discharge => $"Discharges {Mw(reason.PowerMw)} MW",
        _ => "Stays idle",
    };

    private static string Limits(IntervalReason reason)
    {
        var names = reason.BindingLimits.Select(limit => Name(limit.Kind) + (limit.Subject.Length > 0 ? $" ({limit.Subject})" : "")).ToArray();
        return names.Length == 0 ? "" : $" at {string.Join(", ", names)}";
    }

    private static string Why(IntervalReason reason, string unit)
    {
        var price = $"the effective price {Price(reason.EffectivePricePerMwh)} {unit}";
        string charge = Price(reason.ChargeBreakEvenPerMwh), discharge = Price(reason.DischargeBreakEvenPerMwh);
        var isAgainst = reason.MarginPerMwh < -Cent;
        return reason.Action switch
        {
            IntervalAction.Charge => $"{price} is {(isAgainst ? "above" : reason.IsStrict ? "below" : "at")} {charge}, up to which charging pays.",
            IntervalAction.Discharge => $"{price} is {(isAgainst ? "below" : reason.IsStrict ? "above" : "at")} {discharge}, from which on discharging pays.",
            _ when isAgainst => $"{price} is not between {charge}, up to which charging pays, and {discharge}, from which on discharging pays; idling does not follow from the prices alone.",
            _ => $"{price} lies {(reason.IsStrict ? "between" : "at the edge of")} {charge}, up to which charging pays, and {discharge}, from which on discharging pays.",
        };
    }

    private static string Next(MarketReason next, Currency currency)
    {
        var pays = next.IsPurchase ? $"would cost {Price(-next.PaysPerMwHour)}" : $"would pay {Price(next.PaysPerMwHour)}";
        var left = next.GainPerMwHour > Cent ? $"{Price(next.GainPerMwHour)} more than it takes" : next.GainPerMwHour < -Cent ? $"{Price(-next.GainPerMwHour)} less than it takes" : "just what it takes";
        return $"Next best market: {next.Market} {pays} {currency.Code} a MW and hour, {left} from the rest of the plan.";
    }

    private static string Opposite(OppositeAction opposite, Currency currency)
    {
        var verb = opposite.Action == IntervalAction.Charge ? "charge" : "discharge";
        if (opposite.Cost is not { } cost)
            return $"No plan could {verb} here.";
        var about = opposite.IsExact ? "" : "at most ";
        return $"To {verb} {Mw(opposite.PowerMw)} MW here instead would cost {about}{Money(cost, currency)}.";
    }

    private static string Name(LimitKind kind) => kind switch
    {
        LimitKind.ChargePower => "its charging limit",
        LimitKind.DischargePower => "its discharging limit",
        LimitKind.EnergyFloor => "the floor of its store",
        LimitKind.EnergyCeiling => "the ceiling of its store",
        LimitKind.EndOfHorizon => "what must be stored at the end",
        LimitKind.WindowReturn => "the way back into its window",
        LimitKind.Ramp => "its ramp limit",
        LimitKind.CycleLimit => "the day's cycles",
        LimitKind.ReserveUpwardPower => "the discharging power kept for reserve",
        LimitKind.ReserveDownwardPower => "the charging power kept for reserve",
        LimitKind.ReserveUpwardEnergy => "the energy kept for reserve",
        LimitKind.ReserveDownwardEnergy => "the room kept for reserve",
        LimitKind.Import => "the import limit",
        LimitKind.Export => "the export limit",
        LimitKind.MarketVolume => "the volume limit",
        LimitKind.ReserveVolume => "the largest bid",
        LimitKind.Deviation => "the largest deviation",
        LimitKind.Curtailment => "the whole sun curtailed",
        _ => kind.ToString(),
    };
}
