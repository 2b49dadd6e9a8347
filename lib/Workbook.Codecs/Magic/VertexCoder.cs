using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Profile <c>vertex</c>: a colour for each vertex of the grid, coded as residuals from coarse to fine.</summary>
/// <remarks>The blocks have no points of their own: at equal bits a finer grid is as good and needs no labels.</remarks>
internal sealed class VertexCoder(MagicKnowledge knowledge) : IProfileCoder
{
    internal const int MaxGridStep = 128;
    internal const int MaxVertices = 1 << 20;
    private const int FineSettings = 4;
    private const int FineBits = 2;
    private const int ChromaBits = 3;
    private const int StepBits = 7;
    private readonly VertexPlanes planes = new((VertexStatistics)knowledge.Statistics[VertexStatistics.Tag]);

    public bool ColorsVertices => true;

    public MagicEncoding Encode(RgbImage image, MeshPlan plan, Mesh mesh, MagicOptions options) =>
        Encode(image, options, VertexSetting.Of(options), VertexRegion.Of(image, options.Region));

    internal MagicEncoding Encode(RgbImage image, MagicOptions options, VertexSetting asked, VertexRegion? region)
    {
        GridPoint.CheckSide(image.Rows, nameof(image));
        GridPoint.CheckSide(image.Columns, nameof(image));
        var setting = region?.Adapt(asked) ?? asked;
        var gridStep = GridStep(image, options.GridStep ?? setting.UsualStep);
        var (residuals, tables) = planes.Choose(image, gridStep, setting, region);
        var encoder = new RangeEncoder();
        WriteSetting(encoder, setting, gridStep);
        planes.Write(encoder, residuals, tables.Layout, gridStep, setting);
        var payload = encoder.Finish();
        var header = new StreamHeader(image.Rows, image.Columns, GridSpray.PaperStep(image.Rows, image.Columns), true, setting.Luma / FineSettings);
        var stream = SealedStream.Seal(knowledge, StreamKind.Vertex, header, payload, out var headerBytes);
        var bits = new BitBudget(8 * headerBytes, 0, 8 * payload.Length, 8 * SealedStream.ChecksumBytes);
        return new MagicEncoding(stream, tables.Grid.ToMesh(), Labels(image.Rows, image.Columns), bits, double.PositiveInfinity, gridStep);
    }

    public Picture Decode(ReadOnlySpan<byte> stream, Limits limits)
    {
        var header = SealedStream.Open(knowledge, StreamKind.Vertex, stream, limits, out var payload);
        if (header.GridStep != GridSpray.PaperStep(header.Rows, header.Columns) || !header.CoveredGrid)
            throw new BitstreamException("the header's flags speak of another grid, which vertex streams do not have; the stream is damaged");
        var decoder = new RangeDecoder(payload);
        var (setting, gridStep) = ReadSetting(ref decoder, header.ProfileBits);
        CheckVertices(header, gridStep, limits);
        VertexResidualCoder.CheckRoom(decoder, VertexGrid.Count(header.Rows, header.Columns, gridStep));
        var grid = new VertexGrid(header.Rows, header.Columns, gridStep);
        var colors = planes.Read(ref decoder, VertexLayout.Get(grid.Height, grid.Width), gridStep, setting);
        decoder.Finish();
        return new Picture(new MeshPlan(header.Rows, header.Columns, gridStep, true, Labels(header.Rows, header.Columns)), grid.ToMesh(), colors);
    }

    public RgbImage Paint(Picture picture) =>
        VertexPainter.Paint(new VertexGrid(picture.Plan.Rows, picture.Plan.Columns, picture.Plan.GridStep), picture.Colors);

    private int[] Labels(int rows, int columns) => new int[new BlockGrid(rows, columns, knowledge.BlockSize).Count];

    private static void CheckVertices(StreamHeader header, int gridStep, Limits limits)
    {
        var vertices = VertexGrid.Count(header.Rows, header.Columns, gridStep);
        if (vertices > MaxVertices)
            throw new BitstreamException($"the grid step {gridStep} gives an image of {header.Rows} x {header.Columns} pixels more than {MaxVertices:N0} "
                + "vertices, which vertex streams do not have; the stream is damaged");
        if (vertices > limits.MaxPoints)
            throw new BitstreamException($"the grid step {gridStep} gives {vertices:N0} vertices, "
                + $"allowed are {limits.MaxPoints:N0}; raise Limits.MaxPoints only for files you made");
    }

    /// <summary>The nearest step that the stream can express.</summary>
    private static int GridStep(RgbImage image, int step)
    {
        step = Math.Min(step, MaxGridStep);
        while (VertexGrid.Count(image.Rows, image.Columns, step) > MaxVertices)
            step++;
        return step;
    }

    // What is usual costs a tenth of a bit.
    private static AdaptiveBit Unusual() => new(61440, 16);

    private static void WriteSetting(RangeEncoder encoder, VertexSetting setting, int gridStep)
    {
        encoder.EncodeBits((uint)(setting.Luma % FineSettings), FineBits);
        WriteUnusual(encoder, setting.Chroma, VertexSetting.EqualChroma, ChromaBits);
        WriteUnusual(encoder, gridStep - 1, setting.UsualStep - 1, StepBits);
    }

    private static (VertexSetting Setting, int GridStep) ReadSetting(ref RangeDecoder decoder, int coarse)
    {
        var luma = FineSettings * coarse + (int)decoder.DecodeBits(FineBits);
        var setting = new VertexSetting(luma, ReadUnusual(ref decoder, VertexSetting.EqualChroma, ChromaBits));
        return (setting, 1 + ReadUnusual(ref decoder, setting.UsualStep - 1, StepBits));
    }

    private static void WriteUnusual(RangeEncoder encoder, int value, int usual, int bits)
    {
        var unusual = Unusual();
        encoder.Encode(ref unusual, value == usual ? 0 : 1);
        if (value != usual)
            encoder.EncodeBits((uint)value, bits);
    }

    private static int ReadUnusual(ref RangeDecoder decoder, int usual, int bits)
    {
        var unusual = Unusual();
        return decoder.Decode(ref unusual) == 0 ? usual : (int)decoder.DecodeBits(bits);
    }
}
