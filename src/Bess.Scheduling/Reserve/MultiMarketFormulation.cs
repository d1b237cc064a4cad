using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Energy in one or more venues and reserve capacity of one battery as one programme.</summary>
/// <remarks>
/// Discharge is split into what each venue buys and charge into what each sells, so that no position is virtual: d_t = Σ_m s_{m,t},
/// c_t = Σ_m b_{m,t}. One market at a time is chosen by a binary for each market and step.
/// </remarks>
internal sealed class MultiMarketFormulation
{
    private readonly ProblemBuilder _builder;
    private readonly MultiMarketRequest _request;

    public MultiMarketFormulation(ProblemBuilder builder, MultiMarketRequest request)
    {
        _builder = builder;
        _request = request;
        var widest = request.Venues.MaxBy(venue => venue.Prices.Count)!;
        Risk = new RiskBlock(builder, widest.Prices.Probabilities, request.Risk.Lambda, request.Risk.TailShare);
        Storage = StorageBlock.Append(
            builder, request.Plant, request.Steps, request.Hours, StorageModelFactory.SoftPriceFactor * LargestPrice(), 1, Risk.AddSure);
        Venues = AddVenues();
        Reserves = new ReserveBlock(builder, request, Storage, Risk);
        AddPairs();
        if (request.IsOneMarketAtATime)
            AddChoice();
    }

    public RiskBlock Risk { get; }

    public StorageColumns Storage { get; }

    /// <summary>First columns of what is sold and bought in each venue.</summary>
    public (int Sell, int Buy)[] Venues { get; }

    public ReserveBlock Reserves { get; }

    public List<ExclusivePair> Pairs { get; } = [];

    public List<int> Binaries { get; } = [];

    private (int Sell, int Buy)[] AddVenues()
    {
        var battery = _request.Plant.Battery;
        var places = new (int Sell, int Buy)[_request.Venues.Count];
        for (var m = 0; m < places.Length; m++)
        {
            var venue = _request.Venues[m];
            var isAlone = places.Length == 1 && venue.VolumeLimitMw is null;
            var limit = venue.VolumeLimitMw ?? double.PositiveInfinity;
            places[m] = isAlone
                ? (Storage.Discharge, Storage.Charge)
                : (_builder.AddColumns(_request.Steps, 0, Math.Min(limit, battery.DischargeLimit.Mw)),
                    _builder.AddColumns(_request.Steps, 0, Math.Min(limit, battery.ChargeLimit.Mw)));
            AddMoney(venue, places[m]);
        }

        for (var t = 0; t < _request.Steps && places[0].Sell != Storage.Discharge; t++)
        {
            Sum(Storage.Discharge + t, places.Select(place => place.Sell + t));
            Sum(Storage.Charge + t, places.Select(place => place.Buy + t));
        }

        return places;
    }

    private void AddMoney(EnergyVenue venue, (int Sell, int Buy) place)
    {
        var hours = _request.Hours;
        for (var t = 0; t < _request.Steps; t++)
        {
            if (venue.Prices.Count == 1)
            {
                var price = venue.Prices.PricesPerMwh(0)[t];
                Risk.AddSure(place.Sell + t, hours * (price - venue.FeePerMwh));
                Risk.AddSure(place.Buy + t, hours * (-price - venue.FeePerMwh));
                continue;
            }

            for (var s = 0; s < venue.Prices.Count; s++)
            {
                var price = venue.Prices.PricesPerMwh(s)[t];
                Risk.Add(s, place.Sell + t, hours * (price - venue.FeePerMwh));
                Risk.Add(s, place.Buy + t, hours * (-price - venue.FeePerMwh));
            }
        }
    }

    private void Sum(int whole, IEnumerable<int> parts)
    {
        var row = _builder.AddRow(0, 0);
        _builder.AddEntry(row, whole, -1);
        foreach (var part in parts)
            _builder.AddEntry(row, part, 1);
    }

    private void AddPairs()
    {
        var battery = _request.Plant.Battery;
        for (var t = 0; t < _request.Steps; t++)
        {
            var isSuspect = false;
            foreach (var venue in _request.Venues)
            {
                for (var s = 0; s < venue.Prices.Count; s++)
                    isSuspect |= venue.Prices.PricesPerMwh(s)[t] < 0;
            }

            Pairs.Add(new ExclusivePair(Storage.Charge + t, battery.ChargeLimit.Mw, Storage.Discharge + t, battery.DischargeLimit.Mw, isSuspect));
        }
    }

    /// <summary>Σ_m z_{m,t} ≤ 1 and each market's amount ≤ its limit · z.</summary>
    private void AddChoice()
    {
        var battery = _request.Plant.Battery;
        for (var t = 0; t < _request.Steps; t++)
        {
            var one = _builder.AddRow(double.NegativeInfinity, 1);
            foreach (var place in Venues)
            {
                var chosen = AddMarket(one);
                Hold(place.Sell + t, battery.DischargeLimit.Mw, chosen);
                Hold(place.Buy + t, battery.ChargeLimit.Mw, chosen);
            }

            for (var k = 0; k < _request.Reserves.Count; k++)
                Hold(Reserves.Column[k][t], Reserves.Limit(_request.Reserves[k]), AddMarket(one));
        }

        int AddMarket(int one)
        {
            var binary = _builder.AddColumn(0, 1);
            Binaries.Add(binary);
            _builder.AddEntry(one, binary, 1);
            return binary;
        }

        void Hold(int column, double limit, int binary)
        {
            var row = _builder.AddRow(double.NegativeInfinity, 0);
            _builder.AddEntry(row, column, 1);
            _builder.AddEntry(row, binary, -limit);
        }
    }

    private double LargestPrice()
    {
        var largest = 1.0;
        foreach (var venue in _request.Venues)
        {
            for (var s = 0; s < venue.Prices.Count; s++)
            {
                foreach (var price in venue.Prices.PricesPerMwh(s))
                    largest = Math.Max(largest, Math.Abs(price));
            }
        }

        foreach (var offer in _request.Reserves)
        {
            foreach (var price in offer.PricePerMwHour)
                largest = double.IsNaN(price) ? largest : Math.Max(largest, Math.Abs(price));
        }

        return largest;
    }
}
