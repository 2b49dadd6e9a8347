using BenchmarkDotNet.Attributes;
using Workbook.Codecs;
using Workbook.Codecs.Color;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Patterns;

namespace Workbook.Benchmarks;

/// <summary>The stages of coding one tile, d = 12, in their order; then the stages of decoding it.</summary>
[MemoryDiagnoser]
public class MagicStages
{
    private RgbImage image = null!;
    private GrayImage gray = null!;
    private MagicKnowledge knowledge = null!;
    private EntropyPlane entropies = null!;
    private float[] features = [];
    private MagicEncoding coded = null!;
    private GridPoint[] points = [];
    private Rgb[] colors = [];
    private byte[] paper = [], compact = [];
    private MagicDecoder decoder = null!;
    private MagicEncoder encoder = null!;

    /// <summary>Learns and runs every stage once, so that each can be measured alone.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (image, knowledge) = (BenchmarkImages.Load(2)[1], BenchmarkImages.Knowledge());
        (encoder, decoder, gray) = (new(knowledge), new(knowledge), image.ToGray());
        entropies = EntropyFeature.ComputeStrided(gray, knowledge.Options.EntropyStride);
        features = entropies.CutBlocks(knowledge.BlockSize / knowledge.Options.EntropyStride, 0);
        coded = encoder.EncodeWithParts(image);
        (points, compact) = ([.. coded.Mesh.Points], coded.Stream);
        paper = encoder.Encode(image, new() { Profile = MagicProfile.Paper });
        colors = [.. coded.Mesh.Triangles.Select((_, i) => knowledge.Palette.Colors[i % knowledge.Palette.Colors.Length])];
    }

    [Benchmark]
    public GrayImage Encode1Gray() => image.ToGray();

    [Benchmark]
    public EntropyPlane Encode2Entropy() => EntropyFeature.ComputeStrided(gray, knowledge.Options.EntropyStride);

    [Benchmark]
    public float[] Encode3Predictor() => knowledge.Predictor.PredictBlocks(features);

    [Benchmark]
    public int Encode4Spray()
    {
        var sprayed = new List<GridPoint>(GridSpray.Points(image.Rows, image.Columns, GridSpray.PaperStep(image.Rows, image.Columns), covered: true));
        knowledge.Patterns.Spray(coded.Labels.ToArray(), image.Rows, image.Columns, sprayed);
        return sprayed.Count;
    }

    [Benchmark]
    public Mesh Encode5Delaunay() => Delaunay.Triangulate(points, image.Rows, image.Columns);

    [Benchmark]
    public TriangleSums Encode6Sums() => TriangleRaster.Sums(coded.Mesh, image);

    [Benchmark]
    public int Encode7Palette()
    {
        var sum = 0;
        foreach (var color in colors)
            sum += knowledge.Palette.Nearest(new((byte)(color.Red ^ 5), (byte)(color.Green ^ 3), (byte)(color.Blue ^ 6)));
        return sum;
    }

    [Benchmark(Baseline = true)]
    public byte[] EncodeAllCompact() => encoder.Encode(image);

    [Benchmark]
    public byte[] EncodeAllPaper() => encoder.Encode(image, new() { Profile = MagicProfile.Paper });

    [Benchmark]
    public RgbImage Decode8Fill()
    {
        var target = new RgbImage(image.Rows, image.Columns);
        TriangleRaster.Fill(coded.Mesh, colors, target);
        return target;
    }

    [Benchmark]
    public RgbImage DecodeAllPaper() => decoder.Decode(paper);

    [Benchmark]
    public RgbImage DecodeAllCompact() => decoder.Decode(compact);
}
