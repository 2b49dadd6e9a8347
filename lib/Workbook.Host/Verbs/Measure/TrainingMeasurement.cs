using System.Diagnostics;
using Workbook.Imaging.Sets;
using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A training step with each switch of the fast path and in PyTorch, every variant a process of its own that takes its turn; and what both precisions learn.</summary>
internal sealed class TrainingMeasurement(MeasurementRun run, TimedRecipe recipe)
{
    private const string Plain = "nothing", Whole = "all but bfloat16", WholeMixed = "all", OnOneThread = ", one thread", PyTorch = "PyTorch", PyTorchMixed = "PyTorch, channels last and bfloat16";
    private const string PeerScript = "peer_training.py", PeerModels = "peer_models.py";
    private const int StepsToWarmUp = 5, StepsInTurn = 2;
    private static readonly (string, string) OwnAllocator = (NativeTorch.AllocatorVariable, "system"), Spin = ("GOMP_SPINCOUNT", "300000"), OnScenes = (DataRoot.Variable, "");

    public required int Rounds { get; init; }

    public required int Seeds { get; init; }

    public required long Steps { get; init; }

    /// <summary>Steps over which memory is watched; 0 for none.</summary>
    public int MemorySteps { get; init; }

    /// <summary>A Python that has PyTorch, to compare with; null for none.</summary>
    public string? Python { get; init; }

    private readonly string name = recipe.Name;
    private readonly TrainingOptions plain = recipe.Training with { Threads = recipe.Training.Threads == 0 ? Environment.ProcessorCount : recipe.Training.Threads, Device = "cpu", ChannelsLast = false, FusedAdam = false, SharedDiscriminatorPass = false, Precision = Precision.Float32, EvaluateEvery = 0 };
    private TrainingOptions Fast => plain with { ChannelsLast = true, FusedAdam = true, SharedDiscriminatorPass = true };

    public void Run()
    {
        run.Parameters[name] = $"{recipe.Words}; threads: {plain.Threads}";
        run.Parameters["counted"] = $"{Rounds} turns of {StepsInTurn} steps for each variant, after {StepsToWarmUp} to warm up; only one process computes at a time";
        Time();
        if (MemorySteps > 0)
            WatchMemory();
        if (Seeds > 0 && recipe.Codec is { } codec)
            Compare(codec);
    }

    private IEnumerable<(string Name, TrainingOptions Options, (string, string)[] Environment)> Variants()
    {
        yield return (Plain, plain, [OwnAllocator]);
        yield return ("kept memory", plain, []);
        yield return ("channels last", plain with { ChannelsLast = true }, [OwnAllocator]);
        yield return ("fused Adam", plain with { FusedAdam = true }, [OwnAllocator]);
        if (recipe.Codec is null)
            yield return ("one pass of D", plain with { SharedDiscriminatorPass = true }, [OwnAllocator]);
        if (Autocast.IsWorthwhile)
            yield return ("bfloat16", plain with { Precision = Precision.Bfloat16 }, [OwnAllocator]);
        yield return (Whole, Fast, []);
        yield return ($"{Whole}, threads that spin", Fast, [Spin]);
        if (Autocast.IsWorthwhile)
            yield return (WholeMixed, Fast with { Precision = Precision.Bfloat16 }, []);
        if (plain.Threads == 1)
            yield break;
        yield return ($"{Plain}{OnOneThread}", plain with { Threads = 1 }, [OwnAllocator]);
        yield return ($"{Whole}{OnOneThread}", Fast with { Threads = 1 }, []);
    }

    private void Time()
    {
        using var scripts = new PeerScripts(PeerScript, PeerModels);
        if (Python is not null && recipe.Codec is not null)
            run.Parameters["peer"] = ChildRun.Start(new ProcessStartInfo(Python, [scripts[PeerScript], "--about"]), run.Cancel).Output.Trim();
        var processes = new OrderedDictionary<string, StepProcess>();
        try
        {
            foreach (var (variant, options, environment) in Variants())
                processes[variant] = new StepProcess(recipe.ToJson(options), [.. environment, OnScenes]);
            foreach (var (variant, options) in PeerVariants())
                processes[variant] = new StepProcess([Python!, scripts[PeerScript]], recipe.ToJson(options), ("OPENBLAS_NUM_THREADS", $"{options.Threads}")); // it has threads of its own
            TakeTurns(processes.Values);
        }
        finally
        {
            foreach (var process in processes.Values)
                process.Dispose();
        }
        Report(processes.ToDictionary(process => process.Key, process => (process.Value.Times.Skip(StepsToWarmUp).ToArray(), process.Value.Loss)));
    }

    private IEnumerable<(string Name, TrainingOptions Options)> PeerVariants()
    {
        if (Python is null || recipe.Codec is null)
            yield break;
        yield return (PyTorch, plain);
        if (Autocast.IsWorthwhile)
            yield return (PyTorchMixed, plain with { ChannelsLast = true, Precision = Precision.Bfloat16 });
    }

    private void TakeTurns(ICollection<StepProcess> processes)
    {
        foreach (var process in processes)
            process.Step(StepsToWarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            run.Progress.Show($"{name}: timing steps", round, Rounds);
            foreach (var process in processes)
                process.Step(StepsInTurn);
            run.Cancel.ThrowIfCancellationRequested();
        }
    }

    private void Report(Dictionary<string, (double[] Times, double Loss)> variants)
    {
        var table = run.Table("steps", "recipe", "on", "lower quartile (ms)", "median (ms)", "upper quartile (ms)", "faster than nothing (times)", "loss after the last step");
        foreach (var (variant, (times, loss)) in variants)
        {
            var plainly = variants[variant.EndsWith(OnOneThread, StringComparison.Ordinal) ? $"{Plain}{OnOneThread}" : Plain].Times;
            var (spread, faster) = (BoxPlot.Of(times), Over(plainly, times));
            table.Add(name, variant, spread.LowerQuartile, spread.Median, spread.UpperQuartile, faster, loss);
            if (variant.StartsWith(PyTorch, StringComparison.Ordinal))
                foreach (var ours in new[] { Plain, Whole, WholeMixed }.Where(variants.ContainsKey))
                    run.Metrics[$"{name}: {variant} over {ours} (times)"] = Over(times, variants[ours].Times);
            else
                run.Metrics[$"{name}: {variant}, faster (times)"] = faster;
        }
    }

    /// <summary>The median of how often longer one's steps take, step by step.</summary>
    private static double Over(double[] times, double[] ours) => BoxPlot.Of(times.Zip(ours, (a, b) => a / b)).Median;

    /// <summary>Memory of the whole fast path, ten times over a long run: it must not grow.</summary>
    private void WatchMemory()
    {
        using var process = new StepProcess(recipe.ToJson(Fast), OnScenes);
        var used = new List<double>();
        for (var part = MemorySteps / 10; used.Count < 10; run.Cancel.ThrowIfCancellationRequested())
        {
            run.Progress.Show($"{name}: watching memory", used.Count, 10);
            process.Step(part);
            used.Add(process.Mebibytes);
            run.Table("memory", "recipe", "steps", "in use (MiB)").Add(name, (long)part * used.Count, used[^1]);
        }
        run.Metrics[$"{name}: memory after {MemorySteps} steps over that after {MemorySteps / 10} (times)"] = used[^1] / used[0];
    }

    private void Compare(CodecRecipe codec)
    {
        var images = Train.TrainingImages.Load(codec, run.Cancel);
        run.On(images.Name, images.Train.Count);
        run.Parameters["compared"] = $"{Steps} steps from {Seeds} seeds in each precision, on {images.HeldOut.Count} held-out images";
        var losses = new[] { Precision.Float32, Precision.Bfloat16 }.Select(precision => Enumerable.Range(1, Seeds).Select(seed => Learn(codec, images, precision, (ulong)seed)).ToArray()).ToArray();
        var differences = losses[0].Zip(losses[1], (exact, mixed) => 100 * (mixed / exact - 1)).ToArray();
        run.Metrics[$"{name}: bfloat16 over float32, loss, mean (%)"] = differences.Average();
        run.Metrics[$"{name}: bfloat16 over float32, loss, worst seed (%)"] = differences.Max();
        run.Metrics[$"{name}: float32, loss, spread over seeds (%)"] = 100 * (losses[0].Max() / losses[0].Min() - 1);
    }

    private double Learn(CodecRecipe codec, Train.TrainingImages images, Precision precision, ulong seed)
    {
        var options = Fast with { Precision = precision, Seed = seed, Steps = Steps };
        using var model = (codec with { Training = options }).MakeModel();
        using var training = new CodecTraining(model, codec.Lambda, images.Train, options, images.HeldOut);
        training.Run(new Relay<TrainingProgress>(step => run.Progress.Show($"{precision}, seed {seed}", (int)step.Step, (int)step.Steps)), run.Cancel);
        run.Cancel.ThrowIfCancellationRequested();
        var scores = training.Evaluate();
        run.Table("results", "recipe", "precision", "seed", "loss", "bpp", "psnr (dB)").Add(name, $"{precision}".ToLowerInvariant(), seed, scores["loss"], scores["bpp"], scores["psnr"]);
        return scores["loss"];
    }
}
