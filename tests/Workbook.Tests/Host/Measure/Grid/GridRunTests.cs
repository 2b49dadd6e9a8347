using Workbook.Codecs;
using Workbook.Host.Verbs.Measure;
using Workbook.Host.Verbs.Measure.Grid;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;
using Workbook.Learning.Designs;
using Workbook.Learning.Storage;
using Workbook.Results.Metrics;
using Workbook.Tests.Imaging;

namespace Workbook.Tests.Host.Measure.Grid;

public sealed class GridRunTests : IDisposable
{
    private static readonly GridPlan Tiny = new() { Side = 48, Images = 8, LearnImages = 6, Splits = 2, ReaderSteps = 2, TuneSteps = 1, Crop = 32, Batch = 2, Device = "cpu", Threads = 1, TrainedSettings = 1 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grid_codes_each_image_once_for_all_readers_and_seeds_and_nothing_when_it_runs_again()
    {
        var counted = new Counted();
        using var task = ClassifyingTask.Cracks(Tiny, default);
        var grid = Run(task, [new SourceMethod(), new Counting("A", counted), new Counting("B", counted)], [1, 2]);
        Assert.Equal(2 + 2 * 2 * 2 * 2, grid.Measured); // source from 2 seeds; methods x settings x readers x seeds
        Assert.Equal(2 * 2 * task.Measured.Count, counted.Encoded); // a classifier that learns from decoded images needs no others
        var written = Points().ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Assert.Equal(18, written.Count);

        Assert.Equal(0, Run(task, [new SourceMethod(), new Counting("A", counted), new Counting("B", counted)], [1, 2]).Measured);
        Assert.Equal(2 * 2 * task.Measured.Count, counted.Encoded);
        Assert.All(written, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
    }

    [Fact]
    public void Learned_codecs_start_from_the_nearest_model_of_their_size()
    {
        var (recipe, wider) = (LearnedMethod.RecipeOf("mbt2018-mean", "0.0004", GridPlan.Full), LearnedMethod.RecipeOf("mbt2018-mean", "0.0004", GridPlan.Large));
        Assert.EndsWith(", from mbt2018-mean-0.0018.wlm", LearnedMethod.TextOf(recipe));
        Assert.Equal(wider.ToJson(), LearnedMethod.TextOf(wider));
        using var start = LearnedMethod.Start(recipe);
        using var shipped = LearnedCodec.Load(Path.Combine(Repository.Root, "data", "models", "mbt2018-mean-0.0018.wlm"));
        Assert.Equal(TensorFile.Of(shipped.Network).ToBytes(), TensorFile.Of(start).ToBytes());
    }

    [Fact]
    public void Another_recipe_seed_or_task_is_measured_and_what_is_there_is_kept()
    {
        using var task = ClassifyingTask.Cracks(Tiny, default);
        Run(task, [new Counting("A", new())], [1]);
        Assert.Equal(4, Run(task, [new Counting("A", new())], [1, 2]).Measured);
        Assert.Equal(8, Run(task, [new Counting("A", new(), version: 2)], [1, 2]).Measured);
        using var other = ClassifyingTask.Cracks(Tiny with { Splits = 3 }, default);
        Assert.Equal(8, Run(other, [new Counting("A", new(), version: 2)], [1, 2]).Measured);
        Assert.Equal(8, Points().Count());
    }

    [Fact]
    public void A_stopped_grid_keeps_its_points_and_goes_on_with_the_others()
    {
        using var stop = new CancellationTokenSource();
        using var task = ClassifyingTask.Cracks(Tiny, default);
        var counted = new Counted { At = task.Measured.Count + 2, Then = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => Run(task, [new Counting("A", counted)], [1], stop.Token));
        Assert.Equal(2, Points().Count()); // the first setting, both readers
        Assert.Equal(2, Run(task, [new Counting("A", counted)], [1]).Measured);
    }

    [Fact]
    public void A_method_that_fails_or_does_not_serve_is_left_out_with_its_reason()
    {
        using var task = ClassifyingTask.Cracks(Tiny, default);
        IReadOnlyList<GridMethod> methods = [new SourceMethod(), new Counting("broken", new Counted { At = 0, Then = () => throw new ArgumentException("cannot code it") }),
            new JointMethod("D4", JointDesigns.D4, [0.1]), new StandardMethod("absent", [1], q => new Jpeg((int)q)) { WhyMissing = () => "its program is not installed" }];
        var work = Work(default);
        var grid = new GridRun(task, methods, [1], work);
        grid.Run();
        Assert.Equal(new Dictionary<string, string> { ["D4"] = "joint designs segment", ["absent"] = "its program is not installed", ["broken"] = "2: cannot code it" }, grid.LeftOut.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary());
        var left = GridSummary.Of(task, methods.Take(2).SelectMany(grid.Points), grid.LeftOut, work)!.Tables["left out"];
        Assert.Equal(3, left.Rows.Count);
        Assert.Null(GridSummary.Of(task, grid.Points(methods[3]), grid.LeftOut, work));
    }

    [Fact]
    public void Segmentation_trains_one_reader_for_all_methods_and_scores_a_joint_design_beside_them()
    {
        using var task = SegmentingTask.Polyps(Tiny, default);
        IReadOnlyList<GridMethod> methods = [new SourceMethod(), new Counting("A", new()), new JointMethod("D3", JointDesigns.D3, [0.1])];
        var grid = Run(task, methods, [1]);
        Assert.Equal(1 + 2 * 2 + 1, grid.Measured);
        Assert.Equal(["d3-0.1-1", "reader-1"], Trained("polyps"));
        var record = GridSummary.Of(task, methods.SelectMany(grid.Points), grid.LeftOut, Work(default))!;
        Assert.Equal(6, record.Tables["points"].Rows.Count);
        Assert.All(task.Scores, score => Assert.All(record.Tables["points"].Numbers(score), value => Assert.InRange(value, 0, 1)));
        Assert.Equal([.. record.Tables[ScoreChart.Summary].Numbers("PSNR (dB)").Select(double.IsFinite)], Enumerable.Repeat(true, 6));
        Assert.Equal(("mIoU", "synthetic polyps"), (record.Parameters[ScoreChart.MainScore], record.Data!.Name));
    }

    [Fact]
    public void Detection_is_scored_as_COCO_does_and_MVMICNet_learns_from_its_network_in_two_stages()
    {
        var plan = Tiny with { Side = 64, Crop = 64, CodecSteps = 1, CodecWidth = 4 };
        using var task = DetectingTask.Chests(plan, default);
        IReadOnlyList<GridMethod> methods = [new SourceMethod(), new MvmicMethod([0.0067]), new MvmicTogetherMethod([0.0067])];
        var work = new GridWork(_folder.Path, plan, Work(default).Run);
        var grid = new GridRun(task, methods, [1], work);
        grid.Run();
        Assert.Equal((1 + 2 + 1, 0), (grid.Measured, grid.LeftOut.Count));
        Assert.Equal([FormattableString.Invariant($"mvmic-0.0067-{MvmicMethod.Lambda2}-1"), "reader-1"], Trained("chests"));
        var points = GridSummary.Of(task, methods.SelectMany(grid.Points), grid.LeftOut, work)!.Tables["points"];
        Assert.Equal(["mAP", "mAP at 0.50", "mAP at 0.75"], task.Scores);
        Assert.All(task.Scores, score => Assert.All(points.Numbers(score), value => Assert.InRange(value, 0, 1)));
        Assert.Equal("own", points.Rows[^1][2].Text);
        using var classes = ClassifyingTask.Cracks(Tiny, default);
        Assert.NotNull(methods[1].WhyNot(classes));
    }

    [Fact]
    public void Work_that_one_process_has_taken_is_not_taken_twice()
    {
        var path = _folder["a.lock"];
        using (Claim.TryTake(path)!)
            Assert.Null(Claim.TryTake(path));
        using var again = Claim.TryTake(path);
        Assert.NotNull(again);
    }

    [Fact]
    public void Methods_are_found_by_how_their_names_begin()
    {
        Assert.Equal(["JPEG"], GridMethods.Find(["jpeg"]).Select(method => method.Name));
        Assert.Equal(["MAGIC paper", "MAGIC compact", "MAGIC vertex"], GridMethods.Find(["magic"]).Select(method => method.Name));
        Assert.Contains("there is no method 'h264'; there are source, jpeg,", Assert.Throws<ArgumentException>(() => GridMethods.Find(["h264"])).Message);
        Assert.Equal(GridMethods.All.Count, GridMethods.All.Select(method => GridPoint.Word(method.Name)).Distinct().Count());
    }

    [Fact]
    public void A_short_curve_keeps_both_ends()
    {
        Assert.Equal([1, 5], GridPlan.Spaced([1, 2, 3, 4, 5], 2));
        Assert.Equal([1, 3, 5], GridPlan.Spaced([1, 2, 3, 4, 5], 3));
        Assert.Equal([3], GridPlan.Spaced([1, 2, 3, 4, 5], 1));
    }

    /// <summary>What was trained for a task, without the hash of its recipe.</summary>
    private IEnumerable<string> Trained(string task) => Directory.GetFiles(_folder[$"{task}/trained"]).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file)[..^9]).Order();

    private GridWork Work(CancellationToken cancel) => new(_folder.Path, Tiny, new MeasurementRun("grid", new MeasureSettings(false, 0, 0, 1, _folder.Path), cancel));

    private GridRun Run(GridTask task, IReadOnlyList<GridMethod> methods, ulong[] seeds, CancellationToken cancel = default)
    {
        var grid = new GridRun(task, methods, seeds, Work(cancel));
        grid.Run();
        return grid;
    }

    private IEnumerable<string> Points() => Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories);

    /// <summary>How often images were coded, and what happens at one of those times.</summary>
    private sealed class Counted
    {
        private int encoded;

        public int Encoded => encoded;

        public int? At { get; init; }

        public Action? Then { get; init; }

        public void Add()
        {
            if (Interlocked.Increment(ref encoded) - 1 == At)
                Then!();
        }
    }

    private sealed class Counting(string name, Counted counted, int version = 1) : CodecMethod(name)
    {
        public override IReadOnlyList<string> Settings(GridPlan plan) => ["2", "4"];

        public override string Recipe(string setting, GridPlan plan) => $"{setting}, version {version}";

        protected override IImageCodec Make(GridTask task, string setting, ulong seed, GridWork work) => new CountingCodec(counted, (int)Number(setting));
    }

    private sealed class CountingCodec(Counted counted, int factor) : IImageCodec
    {
        private readonly Shrunk inner = new(new Jpeg(50), factor);

        public string Name => inner.Name;

        public byte[] Encode(RgbImage image)
        {
            counted.Add();
            return inner.Encode(image);
        }

        public RgbImage Decode(ReadOnlySpan<byte> stream) => inner.Decode(stream);
    }
}
