namespace Workbook.Codecs.Entropy;

/// <summary>A set of tables as bytes; FORMAT.md has the layout.</summary>
internal static class IntegerTableFile
{
    internal static byte[] Write(IntegerTables tables)
    {
        var writer = new FieldWriter().Varint(tables.Count);
        for (int i = 0; i < tables.Count; i++)
            Write(writer, tables[i]);
        return writer.ToArray();
    }

    internal static IntegerTables Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FieldReader("tables", bytes);
        int count = reader.Varint();
        reader.Require(count is > 0 and <= IntegerTables.MaxTables, $"there are {count:N0} tables, allowed is 1 to {IntegerTables.MaxTables:N0}");
        var tables = new List<IntegerTable>();
        for (int i = 0; i < count; i++)
            tables.Add(ReadTable(ref reader));
        reader.ExpectEnd();
        return new IntegerTables(tables);
    }

    private static void Write(FieldWriter writer, IntegerTable table)
    {
        writer.Varint(table.First << 1 ^ table.First >> 31).Varint(table.Count);
        for (int i = 0; i < table.Count; i++)
            writer.Varint(table.Cdf.Start(i + 1) - table.Cdf.Start(i));
    }

    private static IntegerTable ReadTable(ref FieldReader reader)
    {
        int zigzag = reader.Varint(), count = reader.Varint();
        int first = zigzag >> 1 ^ -(zigzag & 1);
        reader.Require(count >= 1 && count <= Math.Min(CdfTable.MaxSymbols - 1, reader.Remaining),
            $"a table of {count:N0} values is not possible; {reader.Remaining:N0} bytes are left");
        reader.Require(first >= -IntegerTable.MaxSize && (long)first + count - 1 <= IntegerTable.MaxSize,
            $"a table's values from {first} on go beyond {IntegerTable.MaxSize}");
        var sizes = new long[count + 1];
        for (int i = 0; i < count; i++)
            sizes[i] = reader.Varint();
        sizes[count] = CdfTable.Total - sizes.Sum();
        reader.Require(sizes.Min() > 0, "an interval is empty; each needs at least 1 of 65536, the escape's too");
        return new IntegerTable(first, CdfTable.FromCounts(sizes));
    }
}
