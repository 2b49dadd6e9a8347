using System.Numerics;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>Codes the residuals of the three planes, with probabilities that start from the knowledge.</summary>
/// <param name="bits">Probabilities of all planes, which learn while coding.</param>
/// <param name="layout">The order of the residuals.</param>
/// <param name="gridStep">Distance of the vertices in pixels.</param>
internal sealed class VertexResidualCoder(AdaptiveBit[] bits, VertexLayout layout, int gridStep)
{
    internal void Encode(RangeEncoder encoder, int[][] residuals)
    {
        for (int plane = 0; plane < VertexDecisions.Planes; plane++)
        {
            var values = residuals[plane];
            Encode(encoder, Class(plane, 0), 0, values[0]);
            foreach (var band in layout.Bands)
                for (int k = band.Start, at = Class(plane, VertexQuantizer.Class(band, gridStep)); k < band.End; k++)
                    Encode(encoder, at, Context(values, plane > 0 ? residuals[0] : null, k), values[k]);
        }
    }

    internal int[][] Decode(ref RangeDecoder decoder)
    {
        var residuals = new int[VertexDecisions.Planes][];
        for (int plane = 0; plane < VertexDecisions.Planes; plane++)
        {
            var values = residuals[plane] = new int[layout.Count];
            values[0] = Decode(ref decoder, Class(plane, 0), 0);
            foreach (var band in layout.Bands)
                for (int k = band.Start, at = Class(plane, VertexQuantizer.Class(band, gridStep)); k < band.End; k++)
                    values[k] = Decode(ref decoder, at, Context(values, plane > 0 ? residuals[0] : null, k));
        }
        return residuals;
    }

    private static int Class(int plane, int number) => plane * VertexDecisions.PerPlane + number * VertexDecisions.PerClass;

    private int Context(int[] values, int[]? luma, int index)
    {
        int activity = layout.Neighbors.Activity(values, index);
        if (luma is not null)
            activity += VertexNeighbors.LumaWeight * Math.Min(Math.Abs(luma[index]), 2);
        return VertexDecisions.Context(activity);
    }

    private void Encode(RangeEncoder encoder, int at, int context, int value)
    {
        encoder.Encode(ref bits[at + context], value == 0 ? 0 : 1);
        if (value == 0)
            return;
        encoder.Encode(ref bits[at + VertexDecisions.Sign], value < 0 ? 1 : 0);
        int size = Math.Abs(value);
        for (int step = 1; step < VertexDecisions.UnarySize; step++)
        {
            encoder.Encode(ref bits[at + VertexDecisions.Above(context, step)], size > step ? 1 : 0);
            if (size == step)
                return;
        }
        uint rest = (uint)(size - VertexDecisions.UnarySize + 1);
        int length = BitOperations.Log2(rest);
        for (int i = 0; i < VertexDecisions.MaxLength && i <= length; i++)
            encoder.Encode(ref bits[at + VertexDecisions.Longer(i)], length > i ? 1 : 0);
        encoder.EncodeBits(rest & ((1u << length) - 1), length);
    }

    private int Decode(ref RangeDecoder decoder, int at, int context)
    {
        if (decoder.Decode(ref bits[at + context]) == 0)
            return 0;
        int sign = decoder.Decode(ref bits[at + VertexDecisions.Sign]) == 0 ? 1 : -1;
        for (int step = 1; step < VertexDecisions.UnarySize; step++)
            if (decoder.Decode(ref bits[at + VertexDecisions.Above(context, step)]) == 0)
                return sign * step;
        int length = 0;
        while (length < VertexDecisions.MaxLength && decoder.Decode(ref bits[at + VertexDecisions.Longer(length)]) != 0)
            length++;
        return sign * ((int)(1u << length | decoder.DecodeBits(length)) + VertexDecisions.UnarySize - 1);
    }
}
