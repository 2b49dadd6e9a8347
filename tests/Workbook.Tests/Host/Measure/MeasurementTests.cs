using Workbook.Codecs;
using Workbook.Host.Verbs.Measure;
using Workbook.Results.Metrics;
using Workbook.Results.Records;

namespace Workbook.Tests.Host.Measure;

public sealed class MeasurementTests
{
    private static readonly MeasureSettings FewScenes = new(Scenes: true, Images: 4, LearnImages: 6, Seed: 1, Folder: Path.GetTempPath());

    [Fact]
    public void Size_of_scenes_says_that_paper_has_the_formulas_length_and_compact_the_same_pixels()
    {
        var run = new MeasurementRun("size-scenes", FewScenes, TestContext.Current.CancellationToken);
        SizeMeasurement.Run(run, MeasuredSet.Halves(MeasuredSet.Cracks, FewScenes));
        var record = ResultFile.Parse(ResultFile.ToBytes(run.ToRecord()));

        var streams = record.Tables["streams"];
        Assert.Equal([8, 2], streams.Numbers("cb"));
        Assert.Equal(streams.Numbers("images"), streams.Numbers("of the formula's length"));
        Assert.Equal(streams.Numbers("images"), streams.Numbers("identical images"));
        Assert.All(streams.Numbers("saving (%)"), saving => Assert.InRange(saving, 1, 99));
        Assert.Equal(["compact", "paper", "vertex"], record.Tables["rate"].Column("profile").Select(cell => cell.Text!).Distinct().Order());
        Assert.Equal(new DataRecord("crack scenes: 4", 4), record.Data);
    }

    [Fact]
    public void Parts_of_a_set_share_no_group()
    {
        var set = MeasuredSet.Halves(MeasuredSet.Fire, FewScenes);
        Assert.Empty(set.Learning.Images.Select(image => image.Group).Intersect(set.Measured.Images.Select(image => image.Group)));
        Assert.Equal((6, 4), (set.Learning.Images.Count, set.Measured.Images.Count));
    }

    [Fact]
    public void Rate_at_equal_quality_lies_on_the_line_through_the_logarithms()
    {
        RatePoint[] curve = [new(100, 20), new(400, 24), new(900, 23)];
        Assert.Equal(200, EqualScore.RateAt(curve, 22)!.Value, 1e-9);
        Assert.Equal(22, EqualScore.QualityAt(curve, 200)!.Value, 1e-9);
        Assert.Null(EqualScore.RateAt(curve, 19.9));
    }

    [Fact]
    public void Energy_follows_from_the_times_that_speed_wrote()
    {
        using var folder = new Imaging.TemporaryFolder();
        var times = new ResultTable("codec", "bytes", "encode median (ms)").Add("MAGIC compact d=12", 100, 2).Add("WebP q=1", 600, 1);
        ResultFile.Save(Path.Combine(folder.Path, "speed.json"), new RunRecord { Name = "speed", Tables = new Dictionary<string, ResultTable> { ["times"] = times } });
        var run = new MeasurementRun("energy", FewScenes with { Scenes = false, Folder = folder.Path });
        EnergyMeasurement.Run(run, watts: 2);

        var row = Assert.Single(run.Tables["cut-offs"].Rows);
        Assert.Equal("above the cut-off", row[6].Text);
        Assert.Equal(1e6 / 4000, row[7].Number!.Value, 1e-9); // 1 ms more of computing for 4000 bits less
        Assert.Equal(2e6 / 4000, row[8].Number!.Value, 1e-9);
    }

    [Fact]
    public void Each_image_is_coded_and_decoded_by_the_codec_of_its_fold()
    {
        var (first, second) = (new RgbImage(1, 1), new RgbImage(1, 1));
        var codec = new FoldedCodec(image => image == first ? 0 : 1, [new OneByte(7), new OneByte(9)]);
        Assert.Equal(7, codec.Decode(codec.Encode(first)).Pixels[0]);
        Assert.Equal(9, codec.Decode(codec.Encode(second)).Pixels[0]);
    }

    [Fact]
    public void Stopped_measurement_keeps_the_rows_that_are_finished_beside_the_whole_file()
    {
        using var folder = new Imaging.TemporaryFolder();
        int code = MeasurementRun.Execute("trial", FewScenes with { Folder = folder.Path }, run =>
        {
            run.Table("rows", "number").Add(1);
            throw new OperationCanceledException();
        });
        Assert.NotEqual(0, code);
        Assert.Equal(1, ResultFile.Load(Assert.Single(Directory.GetFiles(folder.Path, "trial-scenes.json.partial"))).Tables["rows"].Rows[0][0].Number);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.json"));
    }

    private sealed record OneByte(byte Value) : IImageCodec
    {
        public string Name => "one byte";

        public byte[] Encode(RgbImage image) => [Value];

        public RgbImage Decode(ReadOnlySpan<byte> stream) => new(1, 1, [Value, 0, 0]);
    }
}
