using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;

namespace Bess.Coordination.Desk.Local;

/// <summary>What is kept of a round besides order, events and result; replaced at each turn of its life.</summary>
/// <param name="View">The round; while it runs, as it stood when this process took it up.</param>
/// <param name="TakesEnrolled">Whether enrolled batteries come and go while it runs.</param>
/// <param name="IsCancelled">Whether a person has ended it.</param>
/// <param name="Starts">How often it was begun since an iteration was last told; 0 when its process let go of it in order.</param>
internal sealed record RoundNote(RoundView View, bool TakesEnrolled, bool IsCancelled, int Starts)
{
    private const string Kind = "kept-round";
    private const int LongestBytes = 1 << 20;

    public byte[] Write() => DocumentBytes.Write(Kind, this, Fields);

    public static Validated<RoundNote> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    private static void Fields(Utf8JsonWriter json, RoundNote note)
    {
        json.Object("round", note.View, RoundViewDocument.Fields);
        json.WriteBoolean("takesEnrolled", note.TakesEnrolled);
        json.WriteBoolean("isCancelled", note.IsCancelled);
        json.WriteNumber("starts", note.Starts);
    }

    private static RoundNote? Fields(DocumentObject form)
    {
        var view = form.Object("round", RoundViewDocument.Fields);
        var (takesEnrolled, isCancelled, starts) = (form.Flag("takesEnrolled"), form.Flag("isCancelled"), form.Whole("starts", 0));
        return view is null ? null : new RoundNote(view, takesEnrolled, isCancelled, starts);
    }
}
