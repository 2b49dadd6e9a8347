using Workbook.Codecs.Entropy;
using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Codes one frame after the other; what was learned since the last key frame goes on (section VI-E).</summary>
/// <remarks>
/// A frame that is not a key frame says for each block whether its label stays, and for each triangle whether its colour stays: the
/// palette colour nearest to the mean of the previous decoded frame over the triangle, which is the triangle's own colour where the mesh
/// stayed. What changed is coded as in a still image.
/// </remarks>
/// <param name="knowledge">What was learned from the domain.</param>
/// <param name="header">What all frames share.</param>
/// <param name="limits">What a decoder accepts; an encoder has none.</param>
internal sealed class VideoFrameCoder(MagicKnowledge knowledge, VideoHeader header, Limits? limits = null)
{
    private readonly CompactStatistics statistics = (CompactStatistics)knowledge.Statistics[CompactStatistics.Tag];
    private readonly AdaptiveBit[] labelKept = [AdaptiveBit.Fresh, AdaptiveBit.Fresh, AdaptiveBit.Fresh];
    private readonly AdaptiveBit[] colorKept = new AdaptiveBit[FrameChanges.Contexts];
    private AdaptiveBit meshKept = AdaptiveBit.Fresh;
    private AdaptiveInteger labelChange = new();

    /// <summary>The frame coded last.</summary>
    internal Picture? Previous { get; private set; }

    internal byte[] Encode(RgbImage image, int[] labels, int colorTolerance, bool key)
    {
        var encoder = new RangeEncoder();
        if (key)
            Reset();
        var (plan, mesh) = EncodeMesh(encoder, labels, key);
        var indices = TriangleColors.Measure(mesh, image, knowledge.Palette);
        if (key)
            ColorCoder.Encode(encoder, statistics.Colors, knowledge.Palette, mesh, indices);
        else
            EncodeChanges(encoder, mesh, indices, image, colorTolerance);
        Previous = new Picture(plan, mesh, Array.ConvertAll(indices, index => knowledge.Palette.Colors[index]));
        return encoder.Finish();
    }

    internal Picture Decode(ReadOnlySpan<byte> payload, bool key)
    {
        var decoder = new RangeDecoder(payload);
        if (key)
            Reset();
        var (plan, mesh) = DecodeMesh(ref decoder, key);
        var colors = key ? ColorCoder.Decode(ref decoder, statistics.Colors, knowledge.Palette, mesh) : DecodeChanges(ref decoder, mesh);
        decoder.Finish();
        return Previous = new Picture(plan, mesh, colors);
    }

    private BlockGrid Blocks => new(header.Rows, header.Columns, knowledge.BlockSize);

    private void Reset()
    {
        Array.Fill(labelKept, AdaptiveBit.Fresh);
        Array.Fill(colorKept, AdaptiveBit.Fresh);
        (meshKept, labelChange, Previous) = (AdaptiveBit.Fresh, new AdaptiveInteger(), null);
    }

    private (MeshPlan, Mesh) EncodeMesh(RangeEncoder encoder, int[] labels, bool key)
    {
        if (key)
        {
            new LabelCoder(statistics.Labels).Encode(encoder, labels, Blocks.BlockColumns);
            return Build(labels);
        }
        var before = Previous!.Plan.Labels;
        var changed = !labels.AsSpan().SequenceEqual(before);
        encoder.Encode(ref meshKept, changed ? 1 : 0);
        if (!changed)
            return (Previous.Plan, Previous.Mesh);
        for (int k = 0, last = 0; k < labels.Length; k++)
        {
            encoder.Encode(ref labelKept[last], labels[k] != before[k] ? 1 : 0);
            last = labels[k] != before[k] ? 1 : 2;
            if (last == 1)
                labelChange.Encode(encoder, labels[k] - before[k]);
        }
        return Build(labels);
    }

    private (MeshPlan, Mesh) DecodeMesh(ref RangeDecoder decoder, bool key)
    {
        var labels = new int[Blocks.Count];
        if (key)
        {
            new LabelCoder(statistics.Labels).Decode(ref decoder, labels, Blocks.BlockColumns, knowledge.Patterns.EntryCount);
            return Build(decoder, labels, ColorModel.Others(knowledge.Palette));
        }
        if (decoder.Decode(ref meshKept) == 0)
            return (Previous!.Plan, Previous.Mesh);
        for (int k = 0, last = 0; k < labels.Length; k++)
        {
            last = decoder.Decode(ref labelKept[last]) == 1 ? 1 : 2;
            labels[k] = Previous!.Plan.Labels[k] + (last == 1 ? labelChange.Decode(ref decoder) : 0);
            if ((uint)labels[k] >= (uint)knowledge.Patterns.EntryCount)
                throw new BitstreamException($"the label of block {k} is {labels[k]}, the dictionary has {knowledge.Patterns.EntryCount} entries; the frame is damaged");
        }
        return Build(decoder, labels, AdaptiveBit.LeastParts);
    }

    private MeshPlan Plan(int[] labels) => new(header.Rows, header.Columns, header.GridStep, header.CoveredGrid, labels);

    private (MeshPlan, Mesh) Build(int[] labels)
    {
        var plan = Plan(labels);
        return (plan, plan.Build(knowledge.Patterns));
    }

    /// <summary>The mesh of a frame whose triangles each leave some parts of 65536 to what they are not.</summary>
    private (MeshPlan, Mesh) Build(in RangeDecoder decoder, int[] labels, int others)
    {
        var plan = Plan(labels);
        decoder.CheckRoom(plan.LeastTriangles(knowledge.BlockSize), others, "triangles");
        return (plan, plan.Build(knowledge.Patterns, limits ?? Limits.Default));
    }

    /// <summary>The palette indices that triangles keep from the previous frame.</summary>
    private int[] Expected(Mesh mesh) => ReferenceEquals(mesh, Previous!.Mesh)
        ? Array.ConvertAll(Previous.Colors, knowledge.Palette.Nearest)
        : TriangleColors.Measure(mesh, TriangleColors.Paint(Previous.Mesh, Previous.Colors), knowledge.Palette);

    private void EncodeChanges(RangeEncoder encoder, Mesh mesh, int[] indices, RgbImage image, int tolerance)
    {
        var changes = new FrameChanges(knowledge, statistics.Colors, mesh, Expected(mesh));
        KeepSimilar(mesh, image, changes.Expected, indices, tolerance);
        for (var t = 0; t < indices.Length; t++)
        {
            var kept = indices[t] == changes.Expected[t];
            encoder.Encode(ref colorKept[changes.Context(t)], kept ? 0 : 1);
            if (!kept)
            {
                var starts = changes.Starts(t);
                encoder.Encode(starts[indices[t]], starts[indices[t] + 1] - starts[indices[t]]);
            }
            changes.Add(t, indices[t]);
        }
    }

    private Rgb[] DecodeChanges(ref RangeDecoder decoder, Mesh mesh)
    {
        var changes = new FrameChanges(knowledge, statistics.Colors, mesh, Expected(mesh));
        var colors = new Rgb[mesh.Triangles.Length];
        for (var t = 0; t < colors.Length; t++)
        {
            var kept = decoder.Decode(ref colorKept[changes.Context(t)]) == 0;
            var index = kept ? changes.Expected[t] : decoder.Decode(changes.Starts(t));
            changes.Add(t, index);
            colors[t] = knowledge.Palette.Colors[index];
        }
        return colors;
    }

    /// <summary>Replaces an index by the expected one where the triangle's mean is close to it.</summary>
    private void KeepSimilar(Mesh mesh, RgbImage image, int[] expected, int[] indices, int tolerance)
    {
        var means = TriangleColors.Means(mesh, image);
        for (var t = 0; t < indices.Length; t++)
        {
            var (mean, old) = (means[t], knowledge.Palette.Colors[expected[t]]);
            if (Math.Abs(mean.Red - old.Red) <= tolerance && Math.Abs(mean.Green - old.Green) <= tolerance && Math.Abs(mean.Blue - old.Blue) <= tolerance)
                indices[t] = expected[t];
        }
    }
}
