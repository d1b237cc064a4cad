using Bess.Domain.Assets;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Explaining;

/// <summary>What a store does, in the columns of a programme.</summary>
internal static class StorageActions
{
    /// <summary>Forces at least an amount of an action in a step.</summary>
    public static void Force(ProblemBuilder builder, StorageColumns storage, Battery battery, int step, IntervalAction action, double powerMw)
    {
        var (does, limit) = ColumnOf(storage, battery, step, action);
        builder.SetLower(does, powerMw);
        builder.SetUpper(does, limit);
        builder.Fix((action == IntervalAction.Charge ? storage.Discharge : storage.Charge) + step, 0);
    }

    /// <summary>Column of an action in a step, and its limit.</summary>
    public static (int Column, double LimitMw) ColumnOf(StorageColumns storage, Battery battery, int step, IntervalAction action) =>
        action == IntervalAction.Charge ? (storage.Charge + step, battery.ChargeLimit.Mw) : (storage.Discharge + step, battery.DischargeLimit.Mw);

    /// <summary>Lets a step do no other action than this.</summary>
    public static void HoldDirection(ProblemBuilder builder, StorageColumns storage, int step, IntervalAction action)
    {
        if (action != IntervalAction.Charge)
            builder.Fix(storage.Charge + step, 0);
        if (action != IntervalAction.Discharge)
            builder.Fix(storage.Discharge + step, 0);
    }

    /// <summary>Tells a point what a plan does in a step.</summary>
    public static void Tell(PlanPoint point, StorageColumns storage, StoragePlant plant, int step, double powerMw, double energyMwh)
    {
        point.Set(step, storage.Charge + step, Math.Max(0, -powerMw));
        point.Set(step, storage.Discharge + step, Math.Max(0, powerMw));
        point.Set(step, storage.Energy + step, energyMwh);
        var (sign, bound) = StorageBlock.Outside(plant);
        if (storage.Outside >= 0)
            point.Set(step, storage.Outside + step, Math.Max(0, sign * (bound - energyMwh)));
    }
}
