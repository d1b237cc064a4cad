using Bess.Cluster.Drills;

return await DrillProgram.RunAsync(args);
