namespace Bess.Scheduling.Explaining;

/// <summary>What makes the price behind a connection, in words.</summary>
internal static class ConnectionWords
{
    public static string Of(
        ExplainedConnection plan, int step, double nodePerMwh, Flow flow, (double Buy, double Sell) price, IReadOnlyList<BindingLimit> limits)
    {
        var (unit, at) = ($"{plan.Currency.Code}/MWh", plan.At(step));
        var curtailed = plan.IsFlow(at.CurtailedMw) ? $" {ReasonWords.Mw(at.CurtailedMw)} MW of sun are curtailed." : "";
        var passes = flow switch
        {
            Flow.Import => $"The connection imports {ReasonWords.Mw(at.ImportMw)} MW at {ReasonWords.Price(price.Buy)} {unit}{Worth(LimitKind.Import)}.",
            Flow.Export => $"The connection exports {ReasonWords.Mw(at.ExportMw)} MW at {ReasonWords.Price(price.Sell)} {unit}{Worth(LimitKind.Export)}.",
            _ => $"Nothing passes the connection, which buys at {ReasonWords.Price(price.Buy)} and sells at {ReasonWords.Price(price.Sell)} {unit}{Worth(LimitKind.Import)}{Worth(LimitKind.Export)}.",
        };
        return $"Behind the connection a MWh more is worth {ReasonWords.Price(nodePerMwh)} {unit}. {passes}{curtailed}";

        string Worth(LimitKind kind) => limits.FirstOrDefault(limit => limit.Kind == kind) is { } limit
            ? $"; a MW more of the {(kind == LimitKind.Import ? "import" : "export")} limit would be worth {ReasonWords.Price(limit.ShadowPrice)} {plan.Currency.Code} an hour"
            : "";
    }
}
