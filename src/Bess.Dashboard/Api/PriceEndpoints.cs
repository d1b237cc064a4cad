using Bess.Coordination.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Dashboard.Prices;
using Bess.Dashboard.Security;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>Prices and scenarios that people send for their rounds.</summary>
internal static class PriceEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/prices", Doors.Readers, List);
        api.Map("GET", "/prices/{name}", Doors.Readers, Coverage);
        api.Map("PUT", "/prices/{name}", Doors.Operators, PutAsync);
        api.Map("DELETE", "/prices/{name}", Doors.Operators, Delete);
        api.Map("GET", "/prices/{name}/file", Doors.Readers, File);
    }

    private static IResult List(HttpContext http)
    {
        if (Book(http) is not { } book)
            return Problem.NoPrices();
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var (notes, next) = page.Of(book.List(), note => note.Name);
        return new TaggedAnswer(PriceDocuments.List(notes, next));
    }

    private static IResult Coverage(HttpContext http, string name)
    {
        if (Book(http) is not { } book)
            return Problem.NoPrices();
        return book.List().FirstOrDefault(note => note.Name == name) is { } note ? Answer(note) : Unknown(name);
    }

    private static async Task<IResult> PutAsync(HttpContext http, string name)
    {
        if (Book(http) is not { } book)
            return Problem.NoPrices();
        if (!DeskNames.IsRoundId(name))
            return Problem.BadParameter("name", DeskNames.RoundIdRule, name);
        var asked = http.Request.Query["zone"].ToString();
        BiddingZone? zone = null;
        if (asked.Length > 0 && !BiddingZone.TryFind(asked, out zone))
            return Problem.BadParameter("zone", $"one of {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}", asked);
        var isCsv = http.Request.ContentType?.Split(';')[0].Trim().Equals("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        var (body, problem) = await RequestBody.ReadAsync(http, isCsv, "application/json or text/csv");
        if (body is null)
            return problem!;
        var column = http.Request.Query["column"] is { Count: > 0 } columns ? columns.ToString() : null;
        var read = isCsv ? PriceUpload.Csv(body, name, column, zone) : PriceUpload.Json(body);
        if (!read.TryGet(out var prices))
            return Problem.Of(read.Faults);
        var (tag, by) = (TagOf(http.Request), Caller.Of(http).Name);
        var change = prices.Series is { } series
            ? book.Put(name, series, by, body.Length, tag)
            : book.Put(name, prices.Scenarios!, by, body.Length, tag);
        return Answer(http, book, name, change);
    }

    private static IResult Delete(HttpContext http, string name)
    {
        if (Book(http) is not { } book)
            return Problem.NoPrices();
        return Answer(http, book, name, book.Delete(name, TagOf(http.Request)));
    }

    private static IResult File(HttpContext http, string name)
    {
        if (Book(http) is not { } book)
            return Problem.NoPrices();
        var format = http.Request.Query["format"].ToString();
        if (format is not ("csv" or "json" or ""))
            return Problem.BadParameter("format", "csv or json", format);
        if (book.Find(name) is not { } kept)
            return Unknown(name);
        return format == "json"
            ? new Download("application/json", $"{name}.json", PriceFiles.Json(kept))
            : new Download("text/csv", $"{name}.csv", PriceFiles.Csv(kept));
    }

    private static IResult Answer(HttpContext http, PriceBook book, string name, PriceChange change)
    {
        var isNewOnly = http.Request.Headers.IfNoneMatch == PriceBook.AnyTag;
        return change switch
        {
            PriceChange.Created or PriceChange.Replaced when book.List().FirstOrDefault(note => note.Name == name) is { } note =>
                new TaggedAnswer(PriceDocuments.Coverage(note), note.Tag, change == PriceChange.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            PriceChange.Deleted => DocumentAnswer.Done(),
            PriceChange.TagMissing when !isNewOnly => Problem.NoPrecondition(),
            PriceChange.TagMissing or PriceChange.TagDiffers => Problem.Changed(name),
            PriceChange.Full => Problem.Of([new Fault("", "name", $"at most {PriceBook.Most} names", "one more")]),
            _ => Unknown(name),
        };
    }

    private static TaggedAnswer Answer(PriceNote note) => new(PriceDocuments.Coverage(note), note.Tag);

    // A weak tag, or a list of tags, is none that was given out.
    private static string? TagOf(HttpRequest request) => request.Headers.IfMatch.Count == 0 ? null : request.Headers.IfMatch.ToString().Trim('"');

    private static PriceBook? Book(HttpContext http) => http.RequestServices.GetService<PriceBook>();

    private static Problem Unknown(string name) => Problem.NotFound($"prices '{name}'");
}
