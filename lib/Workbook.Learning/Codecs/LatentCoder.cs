using Workbook.Codecs;
using Workbook.Codecs.Entropy;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Learning.Codecs;

/// <summary>Latents to one payload and back: the latent without side information, then y where that was z.</summary>
/// <param name="tables">The model's integers.</param>
/// <param name="startY">Starts the walk of y behind z's, with y to encode, with null to decode; null without a hyperprior.</param>
internal sealed class LatentCoder(LatentTables tables, Func<LatentWalk, Tensor?, LatentWalk>? startY)
{
    private readonly int leastParts = LeastParts(tables.Bottleneck);

    /// <summary>Codes latents.</summary>
    /// <param name="y">[1, M, h, w].</param>
    /// <param name="z">[1, N, h/4, w/4]; null without a hyperprior.</param>
    /// <returns>The payload.</returns>
    internal byte[] Encode(Tensor y, Tensor? z)
    {
        var (encoder, first) = (new RangeEncoder(), z ?? y);
        using var walk = LatentWalk.Start(tables.Medians, (int)first.shape[2], (int)first.shape[3], first);
        Encode(encoder, walk, tables.Bottleneck);
        using var second = startY?.Invoke(walk, y);
        if (second is not null)
            Encode(encoder, second, tables.Scales!);
        return encoder.Finish();
    }

    /// <summary>Decodes a payload.</summary>
    /// <param name="payload">What <see cref="Encode(Tensor, Tensor?)"/> returned, exactly.</param>
    /// <param name="height">Of the first latent.</param>
    /// <param name="width">Of the first latent.</param>
    /// <returns>The caller disposes it.</returns>
    /// <exception cref="BitstreamException">The payload is anything else.</exception>
    internal Latents Decode(ReadOnlySpan<byte> payload, int height, int width)
    {
        var decoder = new RangeDecoder(payload);
        decoder.CheckRoom((long)height * width, leastParts, "positions of latents");
        using var walk = LatentWalk.Start(tables.Medians, height, width);
        Decode(ref decoder, walk, tables.Bottleneck);
        using var second = startY?.Invoke(walk, null);
        if (second is not null)
            Decode(ref decoder, second, tables.Scales!);
        decoder.Finish();
        return second is null ? new Latents(walk.Latent(), null) : new Latents(second.Latent(), walk.Latent());
    }

    private static void Encode(RangeEncoder encoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
            tables.Encode(encoder, walk.Symbols, walk.Tables);
    }

    private static void Decode(ref RangeDecoder decoder, LatentWalk walk, IntegerTables tables)
    {
        while (walk.Next())
            tables.Decode(ref decoder, walk.Tables, walk.Symbols);
    }

    /// <summary>Parts of 65536 that the likeliest value of each channel leaves to others, over all channels.</summary>
    private static int LeastParts(IntegerTables tables) => Enumerable.Range(0, tables.Count).Select(i => tables[i].Cdf)
        .Sum(cdf => 65536 - Enumerable.Range(0, cdf.Symbols).Max(symbol => cdf.Start(symbol + 1) - cdf.Start(symbol)));
}
