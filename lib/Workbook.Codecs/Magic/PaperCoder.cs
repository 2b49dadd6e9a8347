using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Profile <c>paper</c>: fields of fixed length, bit for bit as section IV-B describes them.</summary>
/// <remarks>Rows, columns, grid step and block size in 16 bits each, then the labels, then the triangles' palette indices, highest bit
/// first. The paper's grid has no last row and column; a stream with the covered grid says so in the highest bit of the grid step.</remarks>
internal sealed class PaperCoder(MagicKnowledge knowledge) : IProfileCoder
{
    /// <summary>Rows stay below 49152, so that the first two bits are never 11: those mark the other profiles.</summary>
    internal const int MaxSide = 49151;

    private const int HeaderBits = 64;
    private const int FieldBits = 16;
    private const int CoveredMark = 0x8000;

    public bool ColorsVertices => false;

    public MagicEncoding Encode(RgbImage image, MeshPlan plan, Mesh mesh, MagicOptions options)
    {
        if (plan.Rows > MaxSide || plan.Columns > MaxSide)
            throw new ArgumentException($"the image is {plan.Rows} x {plan.Columns}; a paper stream takes sides up to {MaxSide}");
        var colors = TriangleColors.Measure(mesh, image, knowledge.Palette);
        var (labelBits, colorBits) = (knowledge.Patterns.LabelBits, knowledge.PaletteBits);
        var writer = new BitWriter((HeaderBits + plan.Labels.Length * labelBits + colors.Length * colorBits + 7) / 8);
        foreach (var field in (ReadOnlySpan<int>)[plan.Rows, plan.Columns, plan.GridStep | (plan.CoveredGrid ? CoveredMark : 0), knowledge.BlockSize])
            writer.Write((uint)field, FieldBits);
        foreach (var label in plan.Labels)
            writer.Write((uint)label, labelBits);
        foreach (var color in colors)
            writer.Write((uint)color, colorBits);
        var stream = writer.ToArray();
        var labels = (double)plan.Labels.Length * labelBits;
        var bits = new BitBudget(HeaderBits, labels, 8.0 * stream.Length - HeaderBits - labels, 0);
        return new MagicEncoding(stream, mesh, plan.Labels, bits, options.PointDivisor, plan.GridStep);
    }

    public Picture Decode(ReadOnlySpan<byte> stream, Limits limits)
    {
        var reader = new BitReader(stream);
        var (plan, blockSize) = ReadHeader(ref reader, limits);
        if (blockSize != knowledge.BlockSize)
            throw new BitstreamException($"header at byte 6 says blocks of {blockSize}, the loaded knowledge {knowledge.Fingerprint[..8]} has "
                + $"blocks of {knowledge.BlockSize}; load the knowledge file that its encoder used");
        plan = plan with { Labels = ReadLabels(ref reader, plan) };
        var mesh = BuildMesh(plan, reader.Remaining, limits);
        var colors = new Rgb[mesh.Triangles.Length];
        for (var i = 0; i < colors.Length; i++)
            colors[i] = knowledge.Palette.Colors[(int)reader.Read(knowledge.PaletteBits)];
        reader.ExpectEnd();
        return new Picture(plan, mesh, colors);
    }

    public RgbImage Paint(Picture picture) => TriangleColors.Paint(picture.Mesh, picture.Colors);

    internal static (MeshPlan Plan, int BlockSize) ReadHeader(ref BitReader reader, Limits limits)
    {
        var (rows, columns) = ((int)reader.Read(FieldBits), (int)reader.Read(FieldBits));
        var (grid, blockSize) = ((int)reader.Read(FieldBits), (int)reader.Read(FieldBits));
        StreamHeader.CheckSize(rows, columns, 0, limits);
        var step = grid & ~CoveredMark;
        if (rows > MaxSide || columns > MaxSide || step == 0)
            throw new BitstreamException($"header at byte 0 says {rows} x {columns} pixels and a grid step of {step}; "
                + $"allowed are sides up to {MaxSide} and steps from 1 to {CoveredMark - 1}");
        return (new MeshPlan(rows, columns, step, (grid & CoveredMark) != 0, []), blockSize);
    }

    private int[] ReadLabels(ref BitReader reader, MeshPlan plan)
    {
        var (blocks, patterns) = (new BlockGrid(plan.Rows, plan.Columns, knowledge.BlockSize), knowledge.Patterns);
        if ((long)blocks.Count * patterns.LabelBits > reader.Remaining)
            throw new BitstreamException($"{blocks.Count} labels need {(long)blocks.Count * patterns.LabelBits} bits behind byte 8, "
                + $"{reader.Remaining} are left; the stream was cut short");
        var labels = new int[blocks.Count];
        for (var k = 0; k < labels.Length; k++)
            if ((labels[k] = (int)reader.Read(patterns.LabelBits)) >= patterns.EntryCount)
                throw new BitstreamException($"the label of block {k} is {labels[k]}, the dictionary has {patterns.EntryCount} entries");
        return labels;
    }

    private Mesh BuildMesh(MeshPlan plan, long remainingBits, Limits limits)
    {
        // Most false sizes are refused before any memory is taken.
        CheckColors(plan.LeastTriangles(knowledge.BlockSize), remainingBits);
        var mesh = plan.Build(knowledge.Patterns, limits);
        CheckColors(mesh.Triangles.Length, remainingBits);
        return mesh;
    }

    private void CheckColors(long triangles, long remainingBits)
    {
        if (triangles * knowledge.PaletteBits > remainingBits)
            throw new BitstreamException($"{triangles} triangles need {triangles * knowledge.PaletteBits} bits of colour, "
                + $"{remainingBits} are left; the stream was cut short");
    }
}
