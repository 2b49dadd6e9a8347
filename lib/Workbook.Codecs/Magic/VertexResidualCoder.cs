using System.Numerics;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>Codes the residuals of the three planes, with probabilities that start from the knowledge.</summary>
/// <param name="bits">Probabilities of all planes, which learn while coding.</param>
/// <param name="layout">The order of the residuals.</param>
/// <param name="gridStep">Distance of the vertices in pixels.</param>
internal sealed class VertexResidualCoder(AdaptiveBit[] bits, VertexLayout layout, int gridStep)
{
    /// <summary>Refuses most false sizes before the layout is made: each residual takes a decision or more.</summary>
    internal static void CheckRoom(in RangeDecoder decoder, long vertices) =>
        decoder.CheckRoom(VertexDecisions.Planes * (vertices + 1), AdaptiveBit.LeastParts, "residuals");

    internal void Encode(RangeEncoder encoder, int[][] residuals)
    {
        for (int plane = 0; plane < VertexDecisions.Planes; plane++)
        {
            var (values, activity) = (residuals[plane], new VertexActivity(layout, plane > 0 ? residuals[0] : null));
            Encode(encoder, Class(plane, 0), 0, values[0]);
            foreach (var band in layout.Bands)
                for (int k = band.Start, at = Class(plane, VertexQuantizer.Class(band, gridStep)); k < band.End; k++)
                {
                    Encode(encoder, at, activity.Context(k), values[k]);
                    activity.Change(k, 0, values[k]);
                }
        }
    }

    internal int[][] Decode(ref RangeDecoder decoder)
    {
        var residuals = new int[VertexDecisions.Planes][];
        for (int plane = 0; plane < VertexDecisions.Planes; plane++)
        {
            var values = residuals[plane] = new int[layout.Count];
            var activity = new VertexActivity(layout, plane > 0 ? residuals[0] : null);
            values[0] = Decode(ref decoder, Class(plane, 0), 0);
            foreach (var band in layout.Bands)
                Decode(ref decoder, Class(plane, VertexQuantizer.Class(band, gridStep)), band, values, activity);
        }
        return residuals;
    }

    private void Decode(ref RangeDecoder decoder, int at, VertexBand band, int[] values, VertexActivity activity)
    {
        for (int k = band.Start; k < band.End; k++)
        {
            int context = activity.Context(k);
            if (decoder.Decode(ref bits[at + context]) == 0)
                continue;
            values[k] = DecodeSize(ref decoder, at, context);
            activity.Change(k, 0, values[k]);
        }
    }

    private static int Class(int plane, int number) => plane * VertexDecisions.PerPlane + number * VertexDecisions.PerClass;

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

    private int Decode(ref RangeDecoder decoder, int at, int context) =>
        decoder.Decode(ref bits[at + context]) == 0 ? 0 : DecodeSize(ref decoder, at, context);

    /// <summary>A residual that is not zero.</summary>
    private int DecodeSize(ref RangeDecoder decoder, int at, int context)
    {
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
