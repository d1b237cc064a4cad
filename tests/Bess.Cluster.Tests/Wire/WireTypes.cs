using System.Reflection;
using Bess.Grains;
using Bess.Grains.Batteries;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Everything that the cluster sends or stores in the framework's own form.</summary>
internal static class WireTypes
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(GrainKeys).Assembly).AddAssembly(typeof(BatteryState).Assembly))
        .BuildServiceProvider();

    public static Serializer Serializer { get; } = Services.GetRequiredService<Serializer>();

    public static IReadOnlyList<Type> All { get; } =
    [
        .. new[] { typeof(GrainKeys).Assembly, typeof(BatteryState).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .OrderBy(AliasOf, StringComparer.Ordinal),
    ];

    public static Serializer<T> SerializerOf<T>() => Services.GetRequiredService<Serializer<T>>();

    /// <summary>Members with the number under which they travel.</summary>
    public static IEnumerable<(uint Id, PropertyInfo Property)> MembersOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetCustomAttribute<IdAttribute>() is not null)
        .Select(property => (property.GetCustomAttribute<IdAttribute>()!.Id, property))
        .OrderBy(member => member.Item1);

    public static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias;
}
