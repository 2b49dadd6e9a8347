using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Profile <c>compact</c>: the labels and colours of <c>paper</c>, coded with context. Decodes to the same image.</summary>
internal sealed class CompactCoder(MagicKnowledge knowledge) : IProfileCoder
{
    private readonly CompactStatistics statistics = (CompactStatistics)knowledge.Statistics[CompactStatistics.Tag];

    public bool ColorsVertices => false;

    public MagicEncoding Encode(RgbImage image, MeshPlan plan, Mesh mesh, MagicOptions options)
    {
        var encoder = new RangeEncoder();
        new LabelCoder(statistics.Labels).Encode(encoder, plan.Labels, PerRow(plan));
        var labelBits = encoder.BitCount;
        var indices = TriangleColors.Measure(mesh, image, knowledge.Palette);
        ColorCoder.Encode(encoder, statistics.Colors, knowledge.Palette, mesh, indices);
        var header = new StreamHeader(plan.Rows, plan.Columns, plan.GridStep, plan.CoveredGrid, 0);
        var payload = encoder.Finish();
        var stream = SealedStream.Seal(knowledge, StreamKind.Compact, header, payload, out var headerBytes);
        labelBits = Math.Min(labelBits, 8 * payload.Length);
        var bits = new BitBudget(8 * headerBytes, labelBits, 8 * payload.Length - labelBits, 8 * SealedStream.ChecksumBytes);
        return new MagicEncoding(stream, mesh, plan.Labels, bits, options.PointDivisor, plan.GridStep);
    }

    public Picture Decode(ReadOnlySpan<byte> stream, Limits limits)
    {
        var header = SealedStream.Open(knowledge, StreamKind.Compact, stream, limits, out var payload);
        if (header.ProfileBits != 0)
            throw new BitstreamException($"the header's flags have {header.ProfileBits:X2} in their lowest five bits, compact streams have 0");
        var decoder = new RangeDecoder(payload);
        var labels = new int[new BlockGrid(header.Rows, header.Columns, knowledge.BlockSize).Count];
        var plan = new MeshPlan(header.Rows, header.Columns, header.GridStep, header.CoveredGrid, labels);
        new LabelCoder(statistics.Labels).Decode(ref decoder, labels, PerRow(plan), knowledge.Patterns.EntryCount);
        decoder.CheckRoom(plan.LeastTriangles(knowledge.BlockSize), ColorModel.Others(knowledge.Palette), "colours");
        var mesh = plan.Build(knowledge.Patterns, limits);
        var colors = ColorCoder.Decode(ref decoder, statistics.Colors, knowledge.Palette, mesh);
        decoder.Finish();
        return new Picture(plan, mesh, colors);
    }

    public RgbImage Paint(Picture picture) => TriangleColors.Paint(picture.Mesh, picture.Colors);

    private int PerRow(MeshPlan plan) => new BlockGrid(plan.Rows, plan.Columns, knowledge.BlockSize).BlockColumns;
}
