using Bess.Benchmarks.Cases;

return await CaseCatalog.RunAsync(args).ConfigureAwait(false);
