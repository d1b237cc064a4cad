using System.Globalization;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Running;
using Bess.Domain.Time;

namespace Bess.Backtesting.Desk;

/// <summary>What the files of a run folder say of its days. The last ledger that was read is kept. Thread-safe.</summary>
internal sealed class DeskFiles
{
    private readonly Lock _gate = new();
    private (string Path, long Length, LedgerRun? Run, string Clock, IReadOnlyList<DayOutcome> Days)? _last;

    /// <summary>The days of a run.</summary>
    /// <param name="view">The run.</param>
    /// <param name="folder">Its ordinary folder.</param>
    public DaysDocument Days(DeskRunView view, string folder)
    {
        var (run, _, days) = Ledger(folder);
        var isFinal = view.State == DeskRunState.Done;
        var ceilings = isFinal ? Ceilings(Path.Combine(folder, DaysCsv.FileName)) : [];
        string[] streams = [.. days.SelectMany(day => day.Streams).GroupBy(one => one.Key).OrderByDescending(group => Math.Abs(group.Sum(one => one.Value))).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
        var lines = new List<DayLine>(days.Count);
        decimal sum = 0, peak = 0;
        decimal? ceilingSum = isFinal ? 0m : null;
        foreach (var day in days)
        {
            sum += day.Net;
            peak = Math.Max(peak, sum);
            decimal? ceiling = ceilings.TryGetValue(day.Day, out var known) ? known : null;
            ceilingSum += ceiling;
            lines.Add(new DayLine(
                day.Day, day.Net, ceiling, day.ExpectedNet, day.Streams, sum, ceilingSum, peak - sum, Cycles(run!, day), day.DischargedMwh, day.ChargedMwh,
                day.StartEnergyMwh, day.EnergyMwh[^1], day.Rules));
        }

        return new DaysDocument(view.Id, view.Currency, isFinal, streams, lines);
    }

    /// <summary>A day of a run step by step; null when it was not run.</summary>
    /// <param name="view">The run.</param>
    /// <param name="folder">Its ordinary folder.</param>
    /// <param name="day">The day.</param>
    public StepsDocument? Steps(DeskRunView view, string folder, DateOnly day)
    {
        var (run, clock, days) = Ledger(folder);
        if (run is null || days.FirstOrDefault(one => one.Day == day) is not { } found)
            return null;
        var (battery, grid) = (run.Plant.Battery, found.Grid);
        var local = ClockOf(clock);
        return new StepsDocument
        {
            Id = view.Id,
            Day = day,
            Currency = view.Currency,
            Clock = local.Name,
            StartUtc = grid.Start.UtcDateTime,
            StepSeconds = grid.Step.TotalSeconds,
            Steps = grid.Count,
            LocalStarts = [.. Enumerable.Range(0, grid.Count).Select(t => local.LocalTime(grid.StartOf(t)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))],
            DayAheadPricePerMwh = found.DayAheadPricePerMwh,
            RealTimePricePerMwh = found.RealTimePricePerMwh,
            RealTimeSurplusPricePerMwh = found.RealTimeSurplusPricePerMwh,
            PositionMw = found.PositionMw,
            SetpointMw = found.SetpointMw,
            MeteredMw = found.MeteredMw,
            StartEnergyMwh = found.StartEnergyMwh,
            EnergyMwh = found.EnergyMwh,
            MinimumEnergyMwh = battery.MinimumEnergy.Mwh,
            MaximumEnergyMwh = battery.MaximumEnergy.Mwh,
            ChargeLimitMw = battery.ChargeLimit.Mw,
            DischargeLimitMw = battery.DischargeLimit.Mw,
            Reserves = [.. found.Reserves.Select(sale => new ReserveLine(sale.Product, sale.CapacityMw, sale.HeldMw, sale.PricePerMwHour))],
            Site = found.Site,
            Net = found.Net,
            Streams = found.Streams,
            Rules = found.Rules,
        };
    }

    private (LedgerRun? Run, string Clock, IReadOnlyList<DayOutcome> Days) Ledger(string folder)
    {
        var path = Path.Combine(folder, BacktestFolder.LedgerName);
        var length = File.Exists(path) ? new FileInfo(path).Length : 0;
        if (length == 0)
            return (null, "", []);
        lock (_gate)
        {
            if (_last is not { } last || last.Path != path || last.Length != length)
            {
                var entries = LedgerTail.Read(path);
                if (entries.Count == 0)
                    return (null, "", []);
                var first = entries[0].Data;
                _last = last = (path, length, LedgerRun.Read(first), first.GetProperty("clock").GetString()!, LedgerReader.Days(entries));
            }

            return (last.Run, last.Clock, last.Days);
        }
    }

    // A clock that neither the orders nor the catalogue of zones know: times are told in UTC, and the document says so.
    private static MarketClock ClockOf(string name) =>
        BacktestOrder.Clocks.Values.Concat(BiddingZone.Catalogue.Select(zone => zone.Clock)).FirstOrDefault(one => one.Name == name) ?? BacktestOrder.Clocks["utc"];

    private static double Cycles(LedgerRun run, DayOutcome day) =>
        CellEnergy.DischargedMwh(run.Plant, run.Reality, run.Terms.Products, [day]) / (run.Plant.Battery.MaximumEnergy.Mwh - run.Plant.Battery.MinimumEnergy.Mwh);

    // The first columns of days.csv are day, net and ceiling, none of them quoted.
    private static Dictionary<DateOnly, decimal> Ceilings(string path) => File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToDictionary(
        cells => DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), cells => decimal.Parse(cells[2], CultureInfo.InvariantCulture));
}
