namespace Bess.TestKit.Samples;

/// <summary>One data file of a sample.</summary>
/// <param name="Name">File name within the sample's folder.</param>
/// <param name="Text">Its whole content; lines end with a line feed.</param>
public sealed record SampleFile(string Name, string Text);
