using TorchSharp;
using Workbook.Codecs;
using Workbook.Learning.Devices;
using Workbook.Learning.Rate;
using Workbook.Learning.Training;
using Workbook.Learning.Training.Distributed;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Training.Distributed;

public sealed class ProcessGroupTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_parts_of_a_batch_are_the_batch_of_one_process_in_images_labels_and_noise()
    {
        var cases = Enumerable.Range(0, 5).Select(i => (new RgbImage(9, 9, [.. Enumerable.Repeat((byte)(40 * i), 243)]), new LabelImage(9, 9, [.. Enumerable.Range(0, 81).Select(p => (byte)((p + i) % 2))]))).ToArray();
        var (crops, pairs) = (new CropBatches([.. cases.Select(one => one.Item1)], 6, 4), new LabelledCrops(cases, 1, 6, 4));
        AssertParts(random => crops.Batch(random, 3));
        AssertParts(random => pairs.Batch(random, 3).Images);
        AssertParts(random => pairs.Batch(random, 3).Truth);
        AssertParts(random => random.Uniform([6 / random.Part.Parts, 5, 3], 0, 3, "bits"));
        AssertParts(random => random.Normal([6 / random.Part.Parts, 5, 3], 0, 3, "noise"));
    }

    [Fact]
    public void A_batch_that_cannot_be_shared_evenly_is_refused()
    {
        Assert.Contains("BatchSize is 3; it must be a multiple of 2, the number of processes that share a batch",
            Assert.Throws<ArgumentException>(() => new Trainer("x", new TrainingOptions { BatchSize = 3, Group = new GivenPartner() })).Message);
        Assert.Contains("a batch of 3 is shared by 2 processes; it must be a multiple of 2",
            Assert.Throws<ArgumentException>(() => new CropBatches([new RgbImage(4, 4)], 3, 4).Batch(new StepRandom(1, new BatchPart(0, 2)), 0)).Message);
    }

    /// <summary>Two channels, of which one process sees the means 0.1 and 0.4, the other 0.3 and 0.8.</summary>
    [Fact]
    public void The_rate_s_bound_is_that_of_the_mean_over_all_processes_and_so_is_its_slope()
    {
        var (mine, all) = (tensor(new[] { 0.1f, 0.4f }).view(1, 2, 1, 1).requires_grad_(), tensor(new[] { 0.2f, 0.6f }).view(1, 2, 1, 1).requires_grad_());
        var (shared, whole) = (BinaryRate.Bound(mine, 4, new GivenPartner(0.3, 0.8).Mean), BinaryRate.Bound(all, 4));
        Assert.Equal(whole.item<float>(), shared.item<float>(), 1e-6);
        shared.backward();
        whole.backward();
        Assert.True(mine.grad!.allclose(all.grad!));
    }

    /// <summary>Here the gradients 2 and none, in the other process 4 and 6; a third parameter is used by nobody, a fourth does not learn.</summary>
    [Fact]
    public void Gradients_are_averaged_a_missing_one_counts_as_zero_and_one_that_nobody_has_stays_missing()
    {
        var parameters = Enumerable.Range(0, 4).Select(i => new TorchSharp.Modules.Parameter(zeros(1), requires_grad: i < 3)).ToArray();
        parameters[0].grad = tensor(new[] { 2f });
        new GivenPartner(4, 6, 0, 1, 1, 0).AverageGradients(parameters);
        Assert.Equal([3f, 3f, null, null], parameters.Select(parameter => parameter.grad?.item<float>()));
    }

    [Fact]
    public void The_environment_tells_how_many_were_started_together()
    {
        Assert.Equal(1, Count());
        Assert.Equal(4, Count(("OMPI_COMM_WORLD_SIZE", "4"), ("SLURM_STEP_NUM_TASKS", "2")));
        Assert.Equal(8, Count(("SLURM_STEP_NUM_TASKS", "8"), ("PMIX_RANK", "3")));
        Assert.Equal(1, Count(("SLURM_NTASKS", "8"), ("SLURM_PROCID", "0"))); // a batch script runs the command itself
        Assert.Equal(1, Count(("OMPI_COMM_WORLD_SIZE", "1")));
        Assert.Contains("srun started 8 processes that cannot meet", Fails(("SLURM_STEP_NUM_TASKS", "8")));
        Assert.Contains("another MPI", Fails(("PMI_SIZE", "2"), ("PMI_RANK", "0")));
        Assert.Same(ProcessGroup.Single, ProcessGroup.Run(group => group));
    }

    private static int Count(params (string Name, string Value)[] variables)
        => Launcher.Count(name => variables.ToDictionary(variable => variable.Name, variable => variable.Value).GetValueOrDefault(name));

    private static string Fails(params (string Name, string Value)[] variables) => Assert.Throws<PlatformNotSupportedException>(() => Count(variables)).Message;

    private static void AssertParts(Func<StepRandom, Tensor> draw)
    {
        var whole = draw(new StepRandom(7));
        var parts = Enumerable.Range(0, 3).Select(i => draw(new StepRandom(7, new BatchPart(i, 3)))).ToArray();
        Assert.True(cat(parts).equal(whole).all().item<bool>());
    }
}
