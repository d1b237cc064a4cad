using Bess.Grains.Batteries;
using Bess.Silo.Settings;

namespace Bess.Silo.Hosting;

/// <summary>For drills: those whose number at the end of the name is a multiple answer late.</summary>
internal sealed class SlowBatteries(DrillSettings settings, TimeProvider clock) : IAgentDelay
{
    public Task WaitAsync(string battery)
    {
        var name = battery.Split('/')[1];
        var digits = name.Length - name.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).Length;
        return digits is > 0 and < 10 && int.Parse(name[^digits..], System.Globalization.CultureInfo.InvariantCulture) % settings.SlowEvery == 0
            ? Task.Delay(settings.SlowBy, clock)
            : Task.CompletedTask;
    }
}
