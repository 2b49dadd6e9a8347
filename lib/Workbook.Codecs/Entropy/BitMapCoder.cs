namespace Workbook.Codecs.Entropy;

/// <summary>Codes maps of bits with the probability that their neighbours tell, starting from what a domain has taught.</summary>
/// <remarks>
/// A bit's context are six bits that were coded before it: left, above, above to the right and in the slice before of its own channel, and at its place
/// in the two channels before; what lies outside is 0. For each channel and context there is an <see cref="AdaptiveBit"/> that starts from
/// counts over training codes and goes on learning in the stream; where slices are unlike each other, as iterations are, for each slice, too.
/// Integers throughout: exact on every machine. FORMAT.md beside this file.
/// </remarks>
public sealed class BitMapCoder
{
    /// <summary>Contexts of a channel.</summary>
    public const int Contexts = 1 << 6;

    /// <summary>The most observations that the start may weigh.</summary>
    private const int Confidence = 40;

    private readonly AdaptiveBit[] start;
    private readonly int slices;

    /// <summary>Starts from counts.</summary>
    /// <param name="counts">Zeros and ones seen: [slice][channel][context][value], as <see cref="Count"/> fills it. Length: 128 for each channel and slice.</param>
    /// <param name="slices">How many slices have decisions of their own; those behind share the last one's. 1 where all share them.</param>
    /// <exception cref="ArgumentException">The length is no multiple of 128 times the slices, or a count is negative.</exception>
    public BitMapCoder(ReadOnlySpan<int> counts, int slices = 1)
    {
        if (slices < 1 || counts.IsEmpty || counts.Length % (2L * Contexts * slices) != 0 || counts.ContainsAnyInRange(int.MinValue, -1))
            throw new ArgumentException($"there are {counts.Length} counts for {slices} slices; expected {2 * Contexts} for each channel and slice, none negative");
        (Channels, this.slices) = (counts.Length / (2 * Contexts) / slices, slices);
        start = new AdaptiveBit[counts.Length / 2];
        for (var first = 0; first < start.Length; first += Contexts)
            Start(counts.Slice(2 * first, 2 * Contexts), start.AsSpan(first, Contexts));
    }

    /// <summary>Channels of the maps.</summary>
    public int Channels { get; }

    /// <summary>A coder that knows nothing.</summary>
    /// <param name="channels">Channels of the maps.</param>
    public static BitMapCoder Untaught(int channels) => new(new int[2 * Contexts * channels]);

    /// <summary>Adds one code to counts.</summary>
    /// <param name="maps">A training code.</param>
    /// <param name="counts">128 for each channel, or for each channel and slice.</param>
    public static void Count(BitMaps maps, Span<int> counts)
    {
        var slices = counts.Length / (2 * Contexts * maps.Channels);
        for (var channel = 0; channel < maps.Channels; channel++)
            for (var place = 0; place < maps.Places; place++)
            {
                ref var seen = ref counts[2 * Decision(maps, slices, channel, place) + maps.Bits[channel * maps.Places + place]];
                seen = Math.Min(seen, int.MaxValue - 1) + 1;
            }
    }

    /// <summary>Codes maps.</summary>
    /// <param name="maps">With as many channels as the coder.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="ArgumentException">The number of channels is another one.</exception>
    public byte[] Encode(BitMaps maps)
    {
        CheckChannels(maps.Channels);
        var (encoder, bits) = (new RangeEncoder(), (AdaptiveBit[])start.Clone());
        for (var channel = 0; channel < Channels; channel++)
            for (var place = 0; place < maps.Places; place++)
                encoder.Encode(ref bits[Decision(maps, slices, channel, place)], maps.Bits[channel * maps.Places + place]);
        return encoder.Finish();
    }

    /// <summary>Decodes maps.</summary>
    /// <param name="payload">Exactly what <see cref="Encode"/> returned.</param>
    /// <param name="depth">D.</param>
    /// <param name="rows">H.</param>
    /// <param name="columns">W.</param>
    /// <exception cref="BitstreamException">The payload is anything else.</exception>
    public BitMaps Decode(ReadOnlySpan<byte> payload, int depth, int rows, int columns)
    {
        var decoder = new RangeDecoder(payload);
        decoder.CheckRoom((long)Channels * depth * rows * columns, AdaptiveBit.LeastParts, "bits of code");
        var (maps, bits) = (new BitMaps(Channels, depth, rows, columns), (AdaptiveBit[])start.Clone());
        for (var channel = 0; channel < Channels; channel++)
            for (var place = 0; place < maps.Places; place++)
                maps.Bits[channel * maps.Places + place] = (byte)decoder.Decode(ref bits[Decision(maps, slices, channel, place)]);
        decoder.Finish();
        return maps;
    }

    /// <summary>Contexts that were never seen start from what the channel does on the whole.</summary>
    private static void Start(ReadOnlySpan<int> counts, Span<AdaptiveBit> start)
    {
        long zeros = 0, ones = 0;
        for (var i = 0; i < counts.Length; i += 2)
            (zeros, ones) = (zeros + counts[i], ones + counts[i + 1]);
        var whole = AdaptiveBit.FromCounts(zeros, ones, 1);
        for (var context = 0; context < Contexts; context++)
        {
            var (zero, one) = ((long)counts[2 * context], (long)counts[2 * context + 1]);
            start[context] = zero + one == 0 ? whole : AdaptiveBit.FromCounts(zero, one, Confidence);
        }
    }

    /// <summary>The index of a bit's decision: [slice][channel][context].</summary>
    private static int Decision(BitMaps maps, int slices, int channel, int place)
    {
        var (bits, at, columns) = (maps.Bits, channel * maps.Places + place, maps.Columns);
        var (row, column, slice) = (place / columns % maps.Rows, place % columns, place / columns / maps.Rows);
        var context = (column > 0 ? bits[at - 1] : 0)
            | (row > 0 ? bits[at - columns] : 0) << 1
            | (row > 0 && column + 1 < columns ? bits[at - columns + 1] : 0) << 2
            | (slice > 0 ? bits[at - columns * maps.Rows] : 0) << 3
            | (channel > 0 ? bits[at - maps.Places] : 0) << 4
            | (channel > 1 ? bits[at - 2 * maps.Places] : 0) << 5;
        return Contexts * (Math.Min(slice, slices - 1) * maps.Channels + channel) + context;
    }

    private void CheckChannels(int channels)
    {
        if (channels != Channels)
            throw new ArgumentException($"the maps have {channels} channels, the coder has {Channels}");
    }
}
