namespace Bess.Markets.Tests.Sources.Operators;

/// <summary>Small whole documents of every operator, in their form; tests spoil them.</summary>
internal static class OperatorTexts
{
    public const string SystemPrices = """
        {"data": [
        {"settlementDate": "2024-10-27", "settlementPeriod": 49, "startTime": "2024-10-27T23:00:00Z",
         "createdDateTime": "2024-10-27T23:44:00Z", "systemSellPrice": -3.5, "systemBuyPrice": -3.5, "netImbalanceVolume": 10},
        {"settlementDate": "2024-10-27", "settlementPeriod": 50, "startTime": "2024-10-27T23:30:00Z",
         "createdDateTime": "2024-10-28T00:14:00Z", "systemSellPrice": 80, "systemBuyPrice": 80, "netImbalanceVolume": -7.25}
        ]}
        """;

    public const string MarketIndex = """
        {"data": [
        {"startTime": "2024-03-31T00:30:00Z", "dataProvider": "APXMIDP", "settlementDate": "2024-03-31", "settlementPeriod": 2, "price": 61.5, "volume": 400},
        {"startTime": "2024-03-31T00:30:00Z", "dataProvider": "N2EXMIDP", "settlementDate": "2024-03-31", "settlementPeriod": 2, "price": 0, "volume": 0}
        ]}
        """;

    public const string DemandForecast = """
        {"metadata": {"datasets": ["NDF", "TSDF"]}, "data": [
        {"startTime": "2024-10-26T23:00:00Z", "settlementDate": "2024-10-27", "settlementPeriod": 1, "boundary": "N",
         "publishTime": "2024-10-26T08:45:00Z", "transmissionSystemDemand": 21500, "nationalDemand": 20000},
        {"startTime": "2024-10-26T23:00:00Z", "settlementDate": "2024-10-27", "settlementPeriod": 1, "boundary": "N",
         "publishTime": "2024-10-26T22:45:00Z", "transmissionSystemDemand": 21600, "nationalDemand": 20100}
        ]}
        """;

    public const string BestView = """
        Settlement Date,Settlement Period,System Sell Price(GBP/MWh),System Buy Price(GBP/MWh),Net Imbalance Volume(MWh)
        31/03/2024,45,59.5,59.5,-7.1
        31/03/2024,46,-20,-20,14

        """;

    public const string Auctions = """
        _id,auctionID,auctionProduct,serviceType,deliveryStart,deliveryEnd,clearedVolume,clearingPrice
        1,1,DRH,Response,2024-03-30T23:00:00,2024-03-31T02:00:00,175,-7.84
        2,1,DRH,Response,2024-03-31T02:00:00,2024-03-31T06:00:00,180,2.5

        """;

    public const string AuctionStore = """
        {"success": true, "result": {"records": [
        {"_id": 1, "auctionProduct": "DRH", "deliveryStart": "2024-03-30T23:00:00", "deliveryEnd": "2024-03-31T02:00:00", "clearedVolume": "175", "clearingPrice": -7.84},
        {"_id": 2, "auctionProduct": "DRH", "deliveryStart": "2024-03-31T02:00:00", "deliveryEnd": "2024-03-31T06:00:00", "clearedVolume": 180, "clearingPrice": "2.5"}
        ]}}
        """;

    public const string Demand = """
        SETTLEMENT_DATE,SETTLEMENT_PERIOD,ND,TSD,EMBEDDED_WIND_GENERATION,EMBEDDED_SOLAR_GENERATION
        31-MAR-2024,45,21206,23360,1625,0
        31-MAR-2024,46,21214,23455,1583,0

        """;

    public const string MimerExport = """
        Datum;FCR-N Pris (EUR/MW);Total;SE1 FCRN;FCR-D upp Pris (EUR/MW);Total FCRD upp;FCR-D ned Pris (EUR/MW);Total FCRD ned;
        2024-10-27 01:00:00;30,25;210,0;1;9,10;600,0;1.005,50;400,0;
        2024-10-27 02:00:00;31,25;211,0;1;9,20;601,0;5,60;401,0;
        2024-10-27 02:01:00;32,25;212,0;1;9,30;602,0;5,70;402,0;
        2024-10-27 03:00:00;33,25;213,0;1;0;0;5,80;403,0;
        Summa;;846;4;;1803;;1606;

        """;

    public const string MimerNormalised = """
        time_start,zone,afrr_up_price_eur_mw,afrr_up_volume_mw
        2024-10-27T02:00:00,SN3,10,5
        2024-10-27T02:00:00,SN2,11,6
        2024-10-27T02:01:00,SN3,12,7
        2024-10-27T02:01:00,SN2,13,8

        """;

    public const string Elpriset = """
        [{"SEK_per_kWh":0.1,"EUR_per_kWh":0.08883,"EXR":11.2,"time_start":"2024-10-27T02:00:00+02:00","time_end":"2024-10-27T03:00:00+01:00"},
        {"SEK_per_kWh":-0.2,"EUR_per_kWh":-1e-05,"EXR":11.2,"time_start":"2024-10-27T02:00:00+01:00","time_end":"2024-10-27T03:00:00+01:00"},
        {"SEK_per_kWh":0.3,"EUR_per_kWh":0.02,"EXR":11.2,"time_start":"2024-10-27T03:00:00+01:00","time_end":"2024-10-27T04:00:00+01:00"}]
        """;

    public const string Esett = """
        [{"timestampUTC": "2025-10-26T00:45:00Z", "mba": "SE3", "imblSalesPrice": -1.0, "imblPurchasePrice": -1.0, "upRegPrice": 12,
          "downRegPrice": -1.0, "mainDirRegPowerPerMBA": -1.0, "imblSpotDifferencePrice": -13},
         {"timestampUTC": "2025-10-26T01:00:00Z", "mba": "SE3", "imblSalesPrice": null, "imblPurchasePrice": null, "upRegPrice": null,
          "downRegPrice": null, "mainDirRegPowerPerMBA": null, "imblSpotDifferencePrice": null}]
        """;

    public const string NordPool = """
        {"deliveryDateCET": "2026-02-01", "version": 2, "updatedAt": "2026-01-31T12:00:00Z", "multiAreaEntries": [
        {"deliveryStart": "2026-01-31T23:00:00Z", "deliveryEnd": "2026-01-31T23:15:00Z", "entryPerArea": {"SE3": 20.5, "GER": 70}},
        {"deliveryStart": "2026-01-31T23:15:00Z", "deliveryEnd": "2026-01-31T23:30:00Z", "entryPerArea": {"SE3": -1, "GER": 71}}],
        "currency": "EUR", "areaStates": [{"state": "Preliminary", "areas": ["SE3", "GER"]}]}
        """;

    public static string Entsoe => EntsoeTexts.Prices(
        EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T03:00Z", "PT60M", "A03", sequence: 1, points: [(1, 10), (2, 11), (3, 12)]));

    /// <summary>A whole document by the name by which its reader is found.</summary>
    public static string Of(string name) => name switch
    {
        "entsoe/a.xml" => Entsoe,
        "entsoe/load.xml" => EntsoeTexts.Powers("A65", "A01", EntsoeTexts.Power("outBiddingZone", null, 500)),
        "entsoe/ack.xml" => EntsoeTexts.Acknowledgement("No matching data found"),
        "elexon/prices.json" => SystemPrices,
        "elexon/mid.json" => MarketIndex,
        "elexon/ndf.json" => DemandForecast,
        "elexon/best.csv" => BestView,
        "neso_eac/a.csv" => Auctions,
        "neso_eac/a.json" => AuctionStore,
        "neso_demand/a.csv" => Demand,
        "svk_mimer/export.csv" => MimerExport,
        "svk_mimer/a.csv" => MimerNormalised,
        "elprisetjustnu/a.json" => Elpriset,
        "esett/a.json" => Esett,
        "nordpool/a.json" => NordPool,
        _ => throw new ArgumentException($"Expected a document of this class, was '{name}'.", nameof(name)),
    };
}
