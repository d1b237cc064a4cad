namespace Bess.Dashboard.Streaming;

/// <summary>An event as it is sent.</summary>
/// <param name="Number">From 0, without gaps.</param>
/// <param name="Name">Its name among server-sent events.</param>
/// <param name="Document">What is sent.</param>
/// <param name="MayBeLeftOut">Whether a chart that falls behind does without it when there is a newer one.</param>
internal readonly record struct SentEvent(int Number, string Name, byte[] Document, bool MayBeLeftOut);
