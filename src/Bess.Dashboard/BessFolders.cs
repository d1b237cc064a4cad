using Bess.Backtesting.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Reports.Backtests;

namespace Bess.Dashboard;

/// <summary>What a host keeps in folders of its own: uploaded prices and backtests. One process at a time uses them.</summary>
/// <param name="Data">Folder of prices, backtests and their forecasts; made if it is missing.</param>
/// <param name="Market">Market data of backtests, a subfolder a zone; null for none.</param>
/// <param name="Samples">Samples with market data, all synthetic; null for none.</param>
public sealed record BessFolders(string Data, string? Market, string? Samples)
{
    /// <summary>Samples that come with the program: null where they were left out.</summary>
    public static string? OwnSamples => Beside("samples");

    /// <summary>Orders of the samples, ready to launch, that come with the program: null where they were left out.</summary>
    public static string? OwnOrders => Beside("orders");

    /// <summary>Adds the services, so that the API has prices and backtests.</summary>
    /// <param name="services">The host's services.</param>
    public void AddTo(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(_ => new PriceBook(Path.Combine(Data, "prices")));
        services.AddSingleton(Desk);
    }

    /// <summary>Opens them at once: what is damaged is told at the start, and runs that an earlier process left are marked before anybody asks.</summary>
    /// <param name="services">Services to which they were added.</param>
    /// <exception cref="Domain.BessDataException">When a file in the folder cannot be understood.</exception>
    /// <exception cref="IOException">When the folder cannot be used.</exception>
    public static void Open(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _ = services.GetRequiredService<PriceBook>();
        _ = services.GetRequiredService<BacktestDesk>();
    }

    private static string? Beside(string name) => Path.Combine(AppContext.BaseDirectory, name) is var folder && Directory.Exists(folder) ? folder : null;

    private BacktestDesk Desk(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILogger<BacktestDesk>>();
        return new BacktestDesk(
            new MarketShelf(Market, Samples),
            new BacktestDeskOptions(Path.GetFullPath(Path.Combine(Data, "backtests")), BacktestReport.Text)
            {
                Forecasts = Path.GetFullPath(Path.Combine(Data, "forecasts")),
                Warn = text => DeskLog.Warn(logger, text),
            },
            services.GetRequiredService<TimeProvider>());
    }
}
