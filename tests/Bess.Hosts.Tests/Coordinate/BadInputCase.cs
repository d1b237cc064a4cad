using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Coordinate;

/// <summary>A command line that must be refused, and the words that the refusal must hold.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Code">Exit code.</param>
/// <param name="Args">The command line.</param>
/// <param name="Spoil">Changes the valid inputs.</param>
/// <param name="Words">Words of the refusal: the file and the field, at least.</param>
public sealed record BadInputCase(string Name, int Code, string[] Args, Action<TempFolder> Spoil, string[] Words)
{
    public override string ToString() => Name;
}
