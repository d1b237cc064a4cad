using Bess.Markets.Tests.Store;

// Started by the tests as a process of its own; the test runner loads the assembly and does not come here.
return await AppendingProcess.RunAsync(args);
