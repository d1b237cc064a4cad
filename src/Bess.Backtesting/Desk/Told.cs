namespace Bess.Backtesting.Desk;

/// <summary>Tells progress at once and in order, on the thread that makes it.</summary>
internal sealed class Told<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
