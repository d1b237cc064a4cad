namespace Bess.Hosts.Tests.Telemetry;

/// <summary>Tests that listen to the whole process.</summary>
[CollectionDefinition(OtlpTests.Alone, DisableParallelization = true)]
public sealed class RunAlone;
