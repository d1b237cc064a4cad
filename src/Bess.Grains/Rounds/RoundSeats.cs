using Bess.Coordination.Checking;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Grains.Wire;

namespace Bess.Grains.Rounds;

/// <summary>The places of a round: who sits where, since when, until when. Places are never given twice.</summary>
internal sealed class RoundSeats
{
    private readonly List<SeatMessage> _seats = [];
    private readonly RoundSetup _setup;

    public RoundSeats(RoundSetup setup, Roster roster)
    {
        _setup = setup;
        foreach (var entry in roster.Entries)
        {
            _seats.Add(SeatOf(entry, _seats.Count, 1));
        }
    }

    /// <summary>Places given so far.</summary>
    public int Positions => _seats.Count;

    /// <summary>Who is there.</summary>
    public IEnumerable<SeatMessage> Present => _seats.Where(seat => seat.LeftAt == 0);

    public bool Has(string agent) => Present.Any(seat => seat.Agent == agent);

    public SeatMessage? Find(string agent) => Present.FirstOrDefault(seat => seat.Agent == agent);

    public SeatMessage At(int place) => _seats[place];

    /// <summary>The seat that a battery would get.</summary>
    public SeatMessage SeatOf(RosterEntry entry, int place, int joinedAt) => new()
    {
        Place = place,
        Agent = entry.Agent.Value,
        Owner = entry.Owner,
        ClassIndex = _setup.Plan.ClassOf(entry.Group),
        GroupPlace = PlanChecker.PlaceOf(_setup.Terms.Groups, entry.Group),
        PowerMw = entry.PowerMw,
        JoinedAt = joinedAt,
    };

    public void Add(SeatMessage seat)
    {
        if (seat.Place != _seats.Count)
        {
            throw new ArgumentException($"Expected place {_seats.Count}, was {seat.Place}.", nameof(seat));
        }

        _seats.Add(seat);
    }

    /// <summary>Notes a public key.</summary>
    public void TakeKey(int place, byte[] key) => _seats[place] = _seats[place] with { PublicKey = key };

    /// <summary>Empties a place.</summary>
    public void Leave(int place, int sequence) => _seats[place] = _seats[place] with { LeftAt = Math.Max(1, sequence) };
}
