using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bess.Benchmarks.Linear;

/// <summary>The HiGHS solver of the npm package "highs" under Node, installed into a temporary folder when it can be had.</summary>
internal sealed class NodeHighs : IDisposable
{
    private const string Script = """
        const fs = require('fs');
        const { performance } = require('perf_hooks');
        (async () => {
          const highs = await require('highs')();
          const text = fs.readFileSync(process.argv[2], 'utf8');
          const method = process.argv[3];
          const repeats = Number(process.argv[4]);
          const best = { seconds: Infinity };
          for (let k = 0; k < repeats; k++) {
            if (highs.createModel) {
              const model = highs.createModel({ format: 'lp', data: text });
              model.options.set('output_flag', false);
              model.options.set('mip_rel_gap', 0);
              if (method !== 'default') model.options.set('solver', method);
              const before = performance.now();
              const run = model.run();
              best.seconds = Math.min(best.seconds, (performance.now() - before) / 1000);
              best.status = run.modelStatus === highs.constants.modelStatus.optimal ? 'Optimal' : 'model status ' + run.modelStatus;
              best.objective = model.info.get('objective_function_value');
              best.timed = 'run';
              model.dispose();
            } else {
              const before = performance.now();
              const answer = highs.solve(text, method === 'default' ? { mip_rel_gap: 0 } : { solver: method });
              best.seconds = Math.min(best.seconds, (performance.now() - before) / 1000);
              best.status = answer.Status;
              best.objective = answer.ObjectiveValue;
              best.timed = 'reading and run';
            }
          }
          console.log(JSON.stringify(best));
        })();
        """;

    private readonly DirectoryInfo _folder;

    private NodeHighs(DirectoryInfo folder) => _folder = folder;

    /// <summary>Null, with the reason, when Node, npm or the package are not to be had.</summary>
    public static async Task<(NodeHighs? Solver, string Reason)> TryCreateAsync(TimeSpan patience)
    {
        var folder = Directory.CreateTempSubdirectory("bess-highs-");
        var solver = new NodeHighs(folder);
        if (await RunAsync("node", ["--version"], folder.FullName, patience).ConfigureAwait(false) is not { Code: 0 })
        {
            solver.Dispose();
            return (null, "node is not there");
        }

        string[] arguments = ["install", "--no-audit", "--no-fund", "--prefix", folder.FullName, "highs"];
        var installed = await RunAsync("npm", arguments, folder.FullName, patience).ConfigureAwait(false);
        if (installed is not { Code: 0 })
        {
            solver.Dispose();
            return (null, installed is null ? "npm is not there or did not end in time" : "npm could not install highs");
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "solve.js"), Script).ConfigureAwait(false);
        return (solver, "");
    }

    /// <summary>Solves an LP file; the time is the least of some repeats, of the run alone where the package can tell it from reading, starting Node never.</summary>
    public async Task<(string Status, double Objective, double Seconds)> SolveAsync(string path, string method, int repeats = 1)
    {
        string[] arguments = ["solve.js", path, method, repeats.ToString(CultureInfo.InvariantCulture)];
        var run = await RunAsync("node", arguments, _folder.FullName, TimeSpan.FromMinutes(5)).ConfigureAwait(false);
        if (run is not { Code: 0 } done)
        {
            return ("failed: " + (run?.Output ?? "no answer in time"), double.NaN, double.NaN);
        }

        // HiGHS prints its log before; the answer is the last line.
        using var answer = JsonDocument.Parse(done.Output.Trim().Split('\n')[^1]);
        var root = answer.RootElement;
        var objective = root.GetProperty("objective");
        return (root.GetProperty("status").GetString()!, objective.ValueKind == JsonValueKind.Number ? objective.GetDouble() : double.NaN, root.GetProperty("seconds").GetDouble());
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Code, string Output)?> RunAsync(string program, string[] arguments, string folder, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                var errors = process.StandardError.ReadToEndAsync(timeout.Token);
                var output = await process.StandardOutput.ReadToEndAsync(timeout.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
                return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors.ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The program does not exist.
            return null;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"highs in {_folder.Name}");
}
