using Workbook.Learning.Devices;
using Workbook.Learning.Training;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>A training step with each switch of the fast path, every variant a process of its own that takes its turn; and what both precisions learn.</summary>
internal sealed class TrainingMeasurement(MeasurementRun run, CodecRecipe recipe)
{
    private const string Plain = "nothing", Whole = "all but bfloat16", WholeMixed = "all";
    private const int StepsToWarmUp = 5, StepsInTurn = 2;
    private static readonly (string, string) OwnAllocator = (NativeTorch.AllocatorVariable, "system"), Spin = ("OMP_WAIT_POLICY", "ACTIVE");

    public required int Rounds { get; init; }

    public required int Seeds { get; init; }

    public required long Steps { get; init; }

    private readonly TrainingOptions _plain = recipe.Training with { Device = "cpu", ChannelsLast = false, FusedAdam = false, Precision = Precision.Float32, EvaluateEvery = 0 };

    public void Run()
    {
        run.Parameters["model"] = $"{recipe.Model}, N {recipe.N}, M {recipe.M}";
        run.Parameters["batch"] = $"{recipe.Training.BatchSize} x 3 x {recipe.Training.CropSize} x {recipe.Training.CropSize}";
        run.Parameters["counted"] = $"{Rounds} turns of {StepsInTurn} steps for each variant, after {StepsToWarmUp} to warm up; only one process computes at a time";
        run.Parameters["threads"] = recipe.Training.Threads == 0 ? "one for each core" : $"{recipe.Training.Threads}";
        Time();
        if (Seeds > 0)
            Compare();
    }

    private IEnumerable<(string Name, TrainingOptions Options, (string, string)[] Environment)> Variants()
    {
        var last = _plain with { ChannelsLast = true };
        yield return (Plain, _plain, [OwnAllocator]);
        yield return ("kept memory", _plain, []);
        yield return ("channels last", last, [OwnAllocator]);
        yield return ("fused Adam", _plain with { FusedAdam = true }, [OwnAllocator]);
        if (Autocast.IsWorthwhile)
            yield return ("bfloat16", _plain with { Precision = Precision.Bfloat16 }, [OwnAllocator]);
        yield return (Whole, last with { FusedAdam = true }, []);
        yield return ($"{Whole}, threads that spin", last with { FusedAdam = true }, [Spin]);
        if (Autocast.IsWorthwhile)
            yield return (WholeMixed, last with { FusedAdam = true, Precision = Precision.Bfloat16 }, []);
    }

    private void Time()
    {
        var processes = new OrderedDictionary<string, StepProcess>();
        try
        {
            foreach (var (name, options, environment) in Variants())
                processes[name] = new StepProcess(recipe with { Training = options }, environment);
            foreach (var process in processes.Values)
                process.Step(StepsToWarmUp);
            for (var round = 0; round < Rounds; round++)
            {
                run.Progress.Show("timing steps", round, Rounds);
                foreach (var process in processes.Values)
                    process.Step(StepsInTurn);
                run.Cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            foreach (var process in processes.Values)
                process.Dispose();
        }
        Report(processes);
    }

    private void Report(OrderedDictionary<string, StepProcess> processes)
    {
        var table = run.Table("steps", "on", "lower quartile (ms)", "median (ms)", "upper quartile (ms)", "faster than nothing (times)", "loss after the last step");
        var plain = Counted(processes[Plain]);
        foreach (var (name, process) in processes)
        {
            var times = BoxPlot.Of(Counted(process));
            var faster = BoxPlot.Of(plain.Zip(Counted(process), (before, after) => before / after)).Median;
            table.Add(name, times.LowerQuartile, times.Median, times.UpperQuartile, faster, process.Loss);
            run.Metrics[$"{name}, faster (times)"] = faster;
        }
    }

    private static double[] Counted(StepProcess process) => [.. process.Times.Skip(StepsToWarmUp)];

    private void Compare()
    {
        var images = Train.TrainingImages.Load(recipe, run.Cancel);
        run.On(images.Name, images.Train.Count);
        run.Parameters["compared"] = $"{Steps} steps from {Seeds} seeds in each precision, on {images.HeldOut.Count} held-out images";
        var losses = new[] { Precision.Float32, Precision.Bfloat16 }.Select(precision => Enumerable.Range(1, Seeds).Select(seed => Learn(images, precision, (ulong)seed)).ToArray()).ToArray();
        var differences = losses[0].Zip(losses[1], (exact, mixed) => 100 * (mixed / exact - 1)).ToArray();
        run.Metrics["bfloat16 over float32, loss, mean (%)"] = differences.Average();
        run.Metrics["bfloat16 over float32, loss, worst seed (%)"] = differences.Max();
        run.Metrics["float32, loss, spread over seeds (%)"] = 100 * (losses[0].Max() / losses[0].Min() - 1);
    }

    private double Learn(Train.TrainingImages images, Precision precision, ulong seed)
    {
        var options = _plain with { ChannelsLast = true, FusedAdam = true, Precision = precision, Seed = seed, Steps = Steps };
        using var model = (recipe with { Training = options }).MakeModel();
        using var training = new CodecTraining(model, recipe.Lambda, images.Train, options, images.HeldOut);
        training.Run(new Relay<TrainingProgress>(step => run.Progress.Show($"{precision}, seed {seed}", (int)step.Step, (int)step.Steps)), run.Cancel);
        run.Cancel.ThrowIfCancellationRequested();
        var scores = training.Evaluate();
        run.Table("results", "precision", "seed", "loss", "bpp", "psnr (dB)").Add($"{precision}".ToLowerInvariant(), seed, scores["loss"], scores["bpp"], scores["psnr"]);
        return scores["loss"];
    }
}
