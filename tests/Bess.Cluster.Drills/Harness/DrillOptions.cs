using System.Globalization;

namespace Bess.Cluster.Drills.Harness;

/// <summary>What a drill may be asked; null where each has its own default.</summary>
internal sealed record DrillOptions
{
    public int? Rounds { get; init; }

    public int? Batteries { get; init; }

    public int Seed { get; init; } = 1;

    public string Store { get; init; } = "postgresql";

    /// <summary>Whether masked sums are asked for.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Reads pairs of name and value.</summary>
    /// <returns>Null when they are not understood.</returns>
    public static DrillOptions? Read(string[] arguments)
    {
        var options = new DrillOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--masked")
            {
                options = options with { IsMasked = true };
                continue;
            }

            if (++i == arguments.Length)
            {
                return null;
            }

            var isNumber = int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (arguments[i - 1])
            {
                case "--rounds" when isNumber:
                    options = options with { Rounds = number };
                    break;
                case "--batteries" when isNumber:
                    options = options with { Batteries = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--store" when arguments[i] is "memory" or "postgresql":
                    options = options with { Store = arguments[i] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
