using System.Buffers.Binary;
using Bess.Forecasting.Conformal;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Tests.Support;

namespace Bess.Forecasting.Tests.Models;

public sealed class TrainedModelTests
{
    private static readonly DateOnly First = new(2025, 1, 20);
    private static readonly DateOnly Day = First.AddDays(70);
    private static readonly MarketData Data = SyntheticMarket.Data(First, 90);
    private static readonly TrainedModel Model = Train(CalibrationKind.Adaptive);

    [Theory]
    [InlineData(CalibrationKind.None)]
    [InlineData(CalibrationKind.Split)]
    [InlineData(CalibrationKind.Adaptive)]
    public void FromBytes_Saved_ForecastsTheSameToTheLastBit(CalibrationKind calibration)
    {
        var model = Train(calibration);
        var read = TrainedModel.FromBytes(model.ToBytes(), "m.bess").Value;
        Assert.Equal((model.Kind, model.Chosen, model.Target, model.TrainedFor), (read.Kind, read.Chosen, read.Target, read.TrainedFor));
        Assert.Equal(model.Decision, read.Decision);
        Assert.Equal(model.ToBytes(), read.ToBytes());
        for (var ahead = 0; ahead < 10; ahead++)
        {
            Assert.Equal(
                SyntheticMarket.Bits(model.Forecast(Data, Day.AddDays(ahead)).Value), SyntheticMarket.Bits(read.Forecast(Data, Day.AddDays(ahead)).Value));
        }
    }

    [Fact]
    public void Train_SameSeed_SameBytes() => Assert.Equal(Model.ToBytes(), Train(CalibrationKind.Adaptive).ToBytes());

    [Fact]
    public void FromBytes_AnotherVersion_IsRefusedWithItsNumber()
    {
        var bytes = Model.ToBytes();
        var at = sizeof(int) + "bess-forecast-model".Length;
        foreach (var (place, what) in new[] { (at, "the file"), (at + sizeof(int), "its features") })
        {
            var changed = (byte[])bytes.Clone();
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(place), 77);
            var fault = Assert.Single(TrainedModel.FromBytes(changed, "m.bess").Faults);
            Assert.Equal("m.bess", fault.Location);
            Assert.Contains($"of {what} (found 77", fault.Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FromBytes_CutAnywhere_IsRefused()
    {
        var bytes = Model.ToBytes();
        foreach (var length in new[] { 0, 3, 20, 60, 200, bytes.Length / 2, bytes.Length - 1 })
            Assert.False(TrainedModel.FromBytes(bytes[..length], "m.bess").IsValid);
        Assert.False(TrainedModel.FromBytes([.. bytes, 0], "m.bess").IsValid);
        Assert.False(TrainedModel.FromBytes("{ \"not\": \"a model of this kind\" }"u8.ToArray(), "m.bess").IsValid);
    }

    [Fact]
    public void Forecast_SeriesMissing_IsAFaultThatNamesIt()
    {
        var less = new MarketData(Data.Target, [Data.Others[0]], Data.Decision);
        var fault = Assert.Single(Model.Forecast(less, Day).Faults);
        Assert.Contains("wind_onshore_actual_mw", fault.Location, StringComparison.Ordinal);
        Assert.False(Model.Forecast(Data, Day.AddDays(-1)).IsValid);
        Assert.False(Model.Forecast(Data, Day, TimeSpan.FromMinutes(7)).IsValid);
    }

    [Fact]
    public void Forecast_ClockChanges_HasTheHoursOfTheDay()
    {
        var change = new DateOnly(2025, 3, 30);
        Assert.Equal(23, ForecastTrainer.Train(Data, change, SyntheticMarket.Quick).Value.Forecast(Data, change).Value.Grid.Count);
        var first = new DateOnly(2025, 8, 20);
        var data = SyntheticMarket.Data(first, 80);
        var autumn = ForecastTrainer.Train(data, new DateOnly(2025, 10, 26), SyntheticMarket.Quick).Value.Forecast(data, new DateOnly(2025, 10, 26)).Value;
        Assert.Equal(25, autumn.Grid.Count);
        Assert.Equal(autumn.At(2).ToArray(), autumn.At(3).ToArray());
    }

    [Fact]
    public void Forecast_QuarterHours_AreTheHourMovedByTheirKnownShape()
    {
        var data = SyntheticMarket.Data(First, 80, stepMinutes: 15);
        var model = ForecastTrainer.Train(data, Day, SyntheticMarket.Quick).Value;
        var (hours, quarters) = (model.Forecast(data, Day).Value, model.Forecast(data, Day, TimeSpan.FromMinutes(15)).Value);
        Assert.Equal(96, quarters.Grid.Count);
        for (var h = 0; h < 24; h++)
        {
            Assert.Equal(hours.At(h)[6], Enumerable.Range(0, 4).Average(q => quarters.At((4 * h) + q)[6]), 1e-9);
            Assert.Equal(hours.At(h)[9] - hours.At(h)[3], quarters.At(4 * h)[9] - quarters.At(4 * h)[3], 1e-9);
        }

        Assert.NotEqual(quarters.At(20)[6], quarters.At(21)[6]);
    }

    [Fact]
    public void Train_TooShortAHistory_IsAFault() =>
        Assert.Contains("28 days of history", Assert.Single(ForecastTrainer.Train(Data, First.AddDays(20), SyntheticMarket.Quick).Faults).Expected, StringComparison.Ordinal);

    private static TrainedModel Train(CalibrationKind calibration) =>
        ForecastTrainer.Train(Data, Day, SyntheticMarket.Quick with { Calibration = calibration }).Value;
}
