namespace Bess.Markets.Sources.Documents;

/// <summary>How a publisher writes numbers.</summary>
internal enum DecimalForm
{
    /// <summary>1234.56, no thousands mark.</summary>
    Point,

    /// <summary>1.234,56: decimal comma, a point between groups of three digits.</summary>
    Comma,
}
