using System.Security.Cryptography;

namespace Workbook.Codecs.Frequency;

/// <summary>How coarsely each frequency of a block of 8 x 8 x 8 voxels is quantised: its step as a multiple of the finest.</summary>
/// <remarks>
/// In place of the table that JPEG made for eyes. Blocks with shorter sides look up the same frequency: the f-th of n takes entry floor((16 f + n) / (2 n)) along its side.
/// Steps are kept in 1/256; equal tables have equal fingerprints. A stream tells the first two bytes of its table's fingerprint, as it does with models.
/// </remarks>
public sealed class FrequencyTable
{
    /// <summary>Frequencies along a side.</summary>
    public const int Side = CosineTransform.Longest;

    /// <summary>Frequencies in all.</summary>
    public const int Count = Side * Side * Side;

    /// <summary>The coarsest step that can be.</summary>
    public const double MostStep = 255;

    private const int Unit = 256, HashBytes = 32;
    private readonly ushort[] steps;

    private FrequencyTable(ushort[] steps)
    {
        this.steps = steps;
        FingerprintBytes = SHA256.HashData(Body());
    }

    /// <summary>All steps are the same: the plain 3D relative of JPEG, for squared error.</summary>
    public static FrequencyTable Uniform { get; } = new([.. Enumerable.Repeat((ushort)Unit, Count)]);

    /// <summary>SHA-256 of the table in 64 hex digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(FingerprintBytes);

    internal byte[] FingerprintBytes { get; }

    private static ReadOnlySpan<byte> Magic => "WFT1"u8;

    /// <summary>The step of a frequency as a multiple of the finest.</summary>
    /// <param name="depth">0 (the mean over the slices of a block) to 7.</param>
    /// <param name="row">0 to 7.</param>
    /// <param name="column">0 to 7.</param>
    public double this[int depth, int row, int column] => steps[(depth * Side + row) * Side + column] / (double)Unit;

    /// <summary>Steps that are the inverse of what a network feels: each frequency's error then moves its loss by the same.</summary>
    /// <remarks>
    /// With a gradient g_k of root mean square G_k and an error of variance q_k^2 / 12, the loss moves by sum_k G_k^2 q_k^2 / 12 (mean square, errors independent). Of all
    /// steps with that sum the cheapest, whose rate is -sum_k log2 q_k, are q_k = constant / G_k. Here 1 for the largest G_k.
    /// </remarks>
    /// <param name="sensitivity">G_k: 512 numbers, depth first, columns fastest, at least 0 and not all 0; of any scale.</param>
    /// <param name="most">The coarsest step, 1 to 255: what is felt less than 1 / most of the largest is not quantised more coarsely.</param>
    /// <exception cref="ArgumentException">There are not 512 such numbers, or most is out of its range.</exception>
    public static FrequencyTable FromSensitivity(ReadOnlySpan<double> sensitivity, double most = 32)
    {
        var largest = 0.0;
        foreach (var felt in sensitivity)
            largest = double.IsFinite(felt) && felt >= 0 && sensitivity.Length == Count ? Math.Max(largest, felt) : double.NaN;
        if (!(largest > 0 && most is >= 1 and <= MostStep))
            throw new ArgumentException($"{sensitivity.Length} sensitivities with a largest of {largest} and a coarsest step of {most} were given; needed are {Count} finite ones from 0 on, "
                + $"not all 0, and a step of 1 to {MostStep}");
        var steps = new ushort[Count];
        for (var k = 0; k < Count; k++)
            steps[k] = (ushort)Math.Round(Unit * Math.Min(most, largest / sensitivity[k]));
        return new(steps);
    }

    /// <summary>The table as a file: WFT1, 512 steps of 16 bits in 1/256, SHA-256 (FORMAT.md).</summary>
    public byte[] ToBytes() => [.. Body(), .. FingerprintBytes];

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <exception cref="BitstreamException">The bytes are anything else.</exception>
    public static FrequencyTable FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Magic.Length + 2 * Count + HashBytes || !bytes.StartsWith(Magic) || !SHA256.HashData(bytes[..^HashBytes]).AsSpan().SequenceEqual(bytes[^HashBytes..]))
            throw new BitstreamException($"the {bytes.Length:N0} bytes are no table of frequencies of version 1, or it is damaged; make it again from its network");
        var fields = new FieldReader("table of frequencies", bytes[Magic.Length..^HashBytes]);
        var steps = new ushort[Count];
        foreach (ref var step in steps.AsSpan())
            fields.Require((step = (ushort)fields.UInt16()) is >= Unit and <= (int)(Unit * MostStep), $"a step is {step} / {Unit}, allowed 1 to {MostStep}");
        return new(steps);
    }

    /// <summary>The entry of the f-th of n frequencies along a side.</summary>
    internal static int Entry(int f, int n) => (2 * Side * f + n) / (2 * n);

    /// <summary>Steps of a block's coefficients.</summary>
    /// <param name="sides">The block's.</param>
    /// <param name="finest">The finest step, in the coefficients' unit.</param>
    internal int[] Steps(VolumeShape sides, int finest)
    {
        var result = new int[sides.Count];
        for (int d = 0, at = 0; d < sides.Depth; d++)
            for (var r = 0; r < sides.Rows; r++)
                for (var c = 0; c < sides.Columns; c++)
                    result[at++] = (int)Math.Min(1 << 24, ((long)finest * steps[(Entry(d, sides.Depth) * Side + Entry(r, sides.Rows)) * Side + Entry(c, sides.Columns)] + Unit / 2) / Unit);
        return result;
    }

    private byte[] Body()
    {
        var fields = new FieldWriter().Bytes(Magic);
        foreach (var step in steps)
            fields.UInt16(step);
        return fields.ToArray();
    }
}
