using System.Buffers.Binary;
using System.Numerics;
using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Patterns;

/// <summary>Point patterns known to encoder and decoder: entry i has exactly i distinct points of a b x b block.</summary>
/// <remarks>
/// Source: Chakraborty et al. (MAGIC), section IV-A: 4096 random entries for b = 64; "learned pattern dictionary" in its discussion.
/// Exact everywhere; safe to share between threads.
/// <para>Format. A block has n = b * b positions, position p lies at row p / b and column p mod b. There are min(4096, n) entries.
/// <b>Drawn</b> (kind 0): entry i takes <see cref="SeededRandom"/>(seed, stream i), starts from the list 0, 1, ..., n - 1 and for
/// k = 0, 1, ..., i - 1 swaps item k with item k + Next(n - k); the first i items are the entry. Entries are independent of each other
/// and each is made when it is first asked for.
/// <b>Learned</b> (kind 1): one order of positions is stored; entry i is its first i positions.
/// An entry is a set: its points are handed out by row, then column.</para>
/// <para>Bytes, little endian: kind (1 byte), b (2 bytes, 1 to 256), then for kind 0 the seed (8 bytes), for kind 1
/// min(4096, n) - 1 distinct positions (2 bytes each). Nothing may follow.</para>
/// </remarks>
public sealed class PatternDictionary
{
    /// <summary>Most entries of a dictionary, whatever the block size.</summary>
    public const int MaxEntries = 4096;

    /// <summary>Largest side of a block.</summary>
    public const int MaxBlockSize = 256;

    // Larger entries are rare and made again each time: all 4096 together would be 16 MB.
    private const int MaxKept = 512;
    private const int SeedBytes = 8;
    private const int HeaderBytes = 3;

    private readonly ushort[]?[] kept;
    private readonly ushort[]? order;

    /// <summary>Draws a random dictionary.</summary>
    /// <param name="blockSize">Side b of a block in pixels, 1 to 256.</param>
    /// <param name="seed">Chooses the dictionary.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block size is out of range.</exception>
    public PatternDictionary(int blockSize, ulong seed) : this(blockSize, seed, null)
    {
    }

    private PatternDictionary(int blockSize, ulong seed, ushort[]? order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockSize, MaxBlockSize);
        (BlockSize, Seed, this.order) = (blockSize, seed, order);
        kept = new ushort[]?[Math.Min(MaxKept, EntryCount)];
    }

    /// <summary>Side b of a block in pixels.</summary>
    public int BlockSize { get; }

    /// <summary>The seed of a drawn dictionary, 0 for a learned one.</summary>
    public ulong Seed { get; }

    /// <summary>True when the order of points was learned from images.</summary>
    public bool IsLearned => order is not null;

    /// <summary>Number of entries: labels are 0 to this minus 1.</summary>
    public int EntryCount => CountFor(BlockSize);

    /// <summary>Bits of a label of fixed length: the logarithm of <see cref="EntryCount"/>, rounded up.</summary>
    public int LabelBits => 32 - BitOperations.LeadingZeroCount((uint)EntryCount - 1);

    /// <summary>The positions of an entry, ascending; position p is at row p / b, column p mod b of the block.</summary>
    /// <param name="label">Which entry, 0 to <see cref="EntryCount"/> - 1. Also the number of its positions.</param>
    /// <returns>Exactly <paramref name="label"/> distinct positions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ReadOnlySpan<ushort> Entry(int label)
    {
        if ((uint)label >= (uint)EntryCount)
            throw new ArgumentOutOfRangeException(nameof(label), $"label {label} is not in the dictionary of {EntryCount} entries");
        if (label >= kept.Length)
            return Make(label);
        // Two threads may make the same entry; they make the same values.
        return Volatile.Read(ref kept[label]) ?? (kept[label] = Make(label));
    }

    /// <summary>Adds the points of every block's entry, in image coordinates.</summary>
    /// <remarks>Block k lies at (k / blocks per row, k mod blocks per row); points outside the image are dropped.</remarks>
    /// <param name="labels">One label a block, row by row of blocks.</param>
    /// <param name="rows">Height of the image in pixels.</param>
    /// <param name="columns">Width of the image in pixels.</param>
    /// <param name="points">Receives the points, block by block, each block's by row, then column.</param>
    /// <exception cref="ArgumentException">The number of labels does not fit the image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label has no entry.</exception>
    public void Spray(ReadOnlySpan<int> labels, int rows, int columns, List<GridPoint> points)
    {
        var grid = new BlockGrid(rows, columns, BlockSize);
        if (labels.Length != grid.Count)
            throw new ArgumentException($"{labels.Length} labels for {rows} x {columns} pixels; blocks of {BlockSize} need {grid.Count}");
        for (int k = 0, top = 0; top < rows; top += BlockSize)
            for (int left = 0; left < columns; left += BlockSize, k++)
                foreach (int position in Entry(labels[k]))
                {
                    var (row, column) = (top + position / BlockSize, left + position % BlockSize);
                    if (row < rows && column < columns)
                        points.Add(new GridPoint(row, column));
                }
    }

    /// <summary>An entry as a picture: its points black on light grey.</summary>
    /// <param name="label">Which entry, 0 to <see cref="EntryCount"/> - 1.</param>
    /// <returns>A picture of one block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public GrayImage ToImage(int label)
    {
        var image = new GrayImage(BlockSize, BlockSize);
        Array.Fill(image.Pixels, (byte)0xE6);
        foreach (int position in Entry(label))
            image.Pixels[position] = 0;
        return image;
    }

    /// <summary>Learns an order of points from the points that Algorithm 1 chose in training images.</summary>
    /// <remarks>See <see cref="PatternOrder"/> for how; the result depends on the counts only and is exact everywhere.</remarks>
    /// <param name="blockSize">Side b of a block in pixels, 1 to 256.</param>
    /// <param name="images">The points of each image, in image coordinates; none negative.</param>
    /// <returns>A dictionary whose entry i is the first i points of the learned order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The block size is out of range.</exception>
    /// <exception cref="ArgumentException">A point has a negative coordinate.</exception>
    public static PatternDictionary Learn(int blockSize, IEnumerable<IReadOnlyList<GridPoint>> images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockSize, MaxBlockSize);
        var counts = new long[blockSize * blockSize];
        foreach (var points in images)
            foreach (var (row, column) in points)
            {
                if (row < 0 || column < 0)
                    throw new ArgumentException($"point ({row}, {column}) has a negative coordinate; points lie inside an image");
                counts[row % blockSize * blockSize + column % blockSize]++;
            }
        return new PatternDictionary(blockSize, 0, PatternOrder.Choose(counts, blockSize, CountFor(blockSize) - 1));
    }

    /// <summary>The bytes that <see cref="FromBytes"/> reads.</summary>
    /// <returns>11 bytes for a drawn dictionary, 8193 for a learned one with b = 64.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderBytes + (order is null ? SeedBytes : 2 * order.Length)];
        bytes[0] = (byte)(IsLearned ? 1 : 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), (ushort)BlockSize);
        if (order is null)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(HeaderBytes), Seed);
        for (int i = 0; i < order?.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeaderBytes + 2 * i), order[i]);
        return bytes;
    }

    /// <summary>Reads a dictionary.</summary>
    /// <param name="bytes">All bytes of the dictionary and no other.</param>
    /// <returns>A dictionary equal to the one that was written.</returns>
    /// <exception cref="BitstreamException">The bytes are not a good dictionary.</exception>
    public static PatternDictionary FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[0] > 1)
            throw new BitstreamException($"a pattern dictionary starts with kind 0 or 1 and a block size, found {Convert.ToHexString(bytes[..Math.Min(3, bytes.Length)])}");
        int blockSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]);
        if (blockSize is < 1 or > MaxBlockSize)
            throw new BitstreamException($"pattern dictionary: block size {blockSize} at byte 1, allowed 1 to {MaxBlockSize}");
        int expected = HeaderBytes + (bytes[0] == 0 ? SeedBytes : 2 * (CountFor(blockSize) - 1));
        if (bytes.Length != expected)
            throw new BitstreamException($"pattern dictionary: {bytes.Length} bytes, a block size of {blockSize} needs {expected}");
        var body = bytes[HeaderBytes..];
        return bytes[0] == 0
            ? new PatternDictionary(blockSize, BinaryPrimitives.ReadUInt64LittleEndian(body))
            : new PatternDictionary(blockSize, 0, ReadOrder(body, blockSize * blockSize));
    }

    private static ushort[] ReadOrder(ReadOnlySpan<byte> body, int positions)
    {
        var order = new ushort[body.Length / 2];
        var seen = new bool[positions];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = BinaryPrimitives.ReadUInt16LittleEndian(body[(2 * i)..]);
            if (order[i] >= positions || seen[order[i]])
                throw new BitstreamException($"pattern dictionary: position {order[i]} at place {i} is out of range or came before");
            seen[order[i]] = true;
        }
        return order;
    }

    private static int CountFor(int blockSize) => Math.Min(MaxEntries, blockSize * blockSize);

    private ushort[] Make(int label)
    {
        var entry = order is null ? Draw(label) : order.AsSpan(0, label).ToArray();
        Array.Sort(entry);
        return entry;
    }

    private ushort[] Draw(int label)
    {
        var positions = new ushort[BlockSize * BlockSize];
        for (int p = 0; p < positions.Length; p++)
            positions[p] = (ushort)p;
        var random = new SeededRandom(Seed, (ulong)label);
        for (int k = 0; k < label; k++)
        {
            int other = k + random.Next(positions.Length - k);
            (positions[k], positions[other]) = (positions[other], positions[k]);
        }
        return positions.AsSpan(0, label).ToArray();
    }
}
