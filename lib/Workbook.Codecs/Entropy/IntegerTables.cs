using System.Diagnostics.CodeAnalysis;

namespace Workbook.Codecs.Entropy;

/// <summary>Codes integers, each with one of a set of tables: the entropy coder of the learned codecs.</summary>
/// <remarks>
/// The payload is that of one <see cref="RangeEncoder"/>; FORMAT.md beside this file describes it byte by byte. Exact on every machine,
/// and there is one payload for each sequence of values, so that bytes which are missing or left over are noticed. Several sets can share a
/// payload: hand the same encoder and decoder on. An object may be used from several threads at once.
/// </remarks>
public sealed class IntegerTables
{
    /// <summary>Most tables in a set.</summary>
    public const int MaxTables = 4096;

    // A symbol is searched from where the symbols of its 1/256 of the total start: 512 bytes for each table.
    private const int SectorShift = 8;
    private const int Sectors = 65536 >> SectorShift;

    private readonly IntegerTable[] tables;
    private readonly Row[] rows;
    private readonly ushort[] starts;
    private readonly ushort[] sectors;

    /// <summary>Makes a set.</summary>
    /// <param name="tables">1 to <see cref="MaxTables"/> tables; their place here is their index.</param>
    /// <exception cref="ArgumentException">There are none or too many.</exception>
    public IntegerTables(IEnumerable<IntegerTable> tables)
    {
        this.tables = [.. tables];
        if (this.tables.Length is 0 or > MaxTables)
            throw new ArgumentException($"{this.tables.Length} tables were given; a set has 1 to {MaxTables}");
        rows = new Row[this.tables.Length];
        starts = new ushort[this.tables.Sum(table => table.Cdf.Symbols)];
        sectors = new ushort[Sectors * rows.Length];
        for (int i = 0, at = 0; i < rows.Length; at += this.tables[i++].Cdf.Symbols)
            Lay(i, at);
    }

    /// <summary>Number of tables.</summary>
    public int Count => tables.Length;

    /// <summary>One of the tables.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public IntegerTable this[int index] => tables[index];

    /// <summary>Reads a set.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> returned, exactly.</param>
    /// <exception cref="BitstreamException">The bytes are anything else.</exception>
    public static IntegerTables FromBytes(ReadOnlySpan<byte> bytes) => IntegerTableFile.Read(bytes);

    /// <summary>Writes the set, to be shipped with its model. One spelling: equal sets give equal bytes.</summary>
    public byte[] ToBytes() => IntegerTableFile.Write(this);

    /// <summary>Codes values into a payload of their own.</summary>
    /// <param name="values">The values.</param>
    /// <param name="indices">The table of each.</param>
    /// <returns>The payload; its length is not in it.</returns>
    /// <exception cref="ArgumentException">The lengths differ, an index is no table's, or a value lies too far outside its table.</exception>
    public byte[] Encode(ReadOnlySpan<int> values, ReadOnlySpan<int> indices)
    {
        var encoder = new RangeEncoder();
        Encode(encoder, values, indices);
        return encoder.Finish();
    }

    /// <summary>Decodes a payload.</summary>
    /// <param name="payload">What <see cref="Encode(ReadOnlySpan{int}, ReadOnlySpan{int})"/> returned, exactly.</param>
    /// <param name="indices">The table of each value.</param>
    /// <param name="values">Receives the values; as many as there are indices.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an index is no table's.</exception>
    /// <exception cref="BitstreamException">The payload is not one of as many values: too short, too long or damaged.</exception>
    public void Decode(ReadOnlySpan<byte> payload, ReadOnlySpan<int> indices, Span<int> values)
    {
        var decoder = new RangeDecoder(payload);
        Decode(ref decoder, indices, values);
        decoder.Finish();
    }

    /// <summary>Codes values.</summary>
    /// <param name="encoder">Where they go.</param>
    /// <param name="values">The values.</param>
    /// <param name="indices">The table of each.</param>
    /// <exception cref="ArgumentException">The lengths differ, an index is no table's, or a value lies too far outside its table.</exception>
    public void Encode(RangeEncoder encoder, ReadOnlySpan<int> values, ReadOnlySpan<int> indices)
    {
        CheckLengths(values.Length, indices.Length);
        for (int i = 0; i < indices.Length; i++)
            Encode(encoder, values[i], indices[i]);
    }

    /// <summary>Decodes values.</summary>
    /// <param name="decoder">Where they come from.</param>
    /// <param name="indices">The table of each value.</param>
    /// <param name="values">Receives the values; as many as there are indices.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an index is no table's.</exception>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public void Decode(ref RangeDecoder decoder, ReadOnlySpan<int> indices, Span<int> values)
    {
        CheckLengths(values.Length, indices.Length);
        for (int i = 0; i < indices.Length; i++)
            values[i] = Decode(ref decoder, indices[i]);
    }

    /// <summary>Codes a value.</summary>
    /// <param name="encoder">Where it goes.</param>
    /// <param name="value">At most <see cref="IntegerTable.MaxDistance"/> outside its table.</param>
    /// <param name="index">Its table.</param>
    /// <exception cref="ArgumentException">The index is no table's, or the value lies too far outside.</exception>
    public void Encode(RangeEncoder encoder, int value, int index)
    {
        ref readonly Row row = ref RowOf(index);
        uint symbol = (uint)(value - row.First);
        if (symbol < (uint)row.Count)
        {
            var interval = starts.AsSpan(row.At + (int)symbol, 2);
            encoder.Put(interval[0], interval[1]);
            return;
        }
        encoder.Put(starts[row.At + row.Count], 65536);
        EscapeCode.Encode(encoder, tables[index], value);
    }

    /// <summary>Decodes a value, where the next one's table depends on it.</summary>
    /// <param name="decoder">Where it comes from.</param>
    /// <param name="index">Its table.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The index is no table's.</exception>
    /// <exception cref="BitstreamException">The payload ended long before.</exception>
    public int Decode(ref RangeDecoder decoder, int index)
    {
        ref readonly Row row = ref RowOf(index);
        uint target = decoder.Target;
        int symbol = sectors[index * Sectors + (int)(target >> SectorShift)];
        var own = starts.AsSpan(row.At, row.Count + 1);
        while (symbol + 1 < own.Length && own[symbol + 1] <= target)
            symbol++;
        if (symbol + 1 < own.Length)
        {
            decoder.Take(own[symbol], own[symbol + 1]);
            return row.First + symbol;
        }
        decoder.Take(own[symbol], 65536);
        return EscapeCode.Decode(ref decoder, tables[index]);
    }

    private void Lay(int index, int at)
    {
        var (table, cdf) = (tables[index], tables[index].Cdf);
        rows[index] = new Row(table.First, table.Count, at);
        for (int i = 0; i < cdf.Symbols; i++)
            starts[at + i] = (ushort)cdf.Start(i);
        for (int sector = 0, symbol = 0; sector < Sectors; sector++)
        {
            while (cdf.Start(symbol + 1) <= sector << SectorShift)
                symbol++;
            sectors[index * Sectors + sector] = (ushort)symbol;
        }
    }

    private ref readonly Row RowOf(int index)
    {
        if ((uint)index >= (uint)rows.Length)
            ThrowIndex(index);
        return ref rows[index];
    }

    private static void CheckLengths(int values, int indices)
    {
        if (values != indices)
            throw new ArgumentException($"{values:N0} values but {indices:N0} indices of tables; each value needs one");
    }

    [DoesNotReturn]
    private void ThrowIndex(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"there is no such table; allowed is 0 to {tables.Length - 1}");

    /// <summary>Where a table lies.</summary>
    /// <param name="First">Its first value.</param>
    /// <param name="Count">Number of its values.</param>
    /// <param name="At">Where its first interval starts in <see cref="starts"/>; the escape's start is Count places behind.</param>
    private readonly record struct Row(int First, int Count, int At);
}
