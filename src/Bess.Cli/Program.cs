using Bess.Cli;

return await Cli.RunAsync(args, Console.Out, Console.Error, CliHost.OfThisProcess());
