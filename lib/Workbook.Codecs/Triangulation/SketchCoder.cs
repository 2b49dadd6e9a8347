using Workbook.Codecs.Entropy;
using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>The payload of a sketch: grid step, table, which places carry a vertex, colours. FORMAT.md beside this file.</summary>
internal sealed class SketchCoder
{
    internal const int MostStep = 1 << StepBits;

    private const int StepBits = 7, SizeBits = 5, DensityBits = 3, Densities = 1 << DensityBits;
    private const int MostContexts = 3, OccupancyWeight = 12, RankSteps = 6;

    private readonly AdaptiveBit[] occupied = new AdaptiveBit[MostContexts];
    private readonly AdaptiveBit[] ranks = new AdaptiveBit[2 * RankSteps];
    private readonly AdaptiveInteger green = new(), red = new(), blue = new();

    private SketchCoder(int density)
    {
        Array.Fill(occupied, new AdaptiveBit(65536 - 65536 / (4 * Densities) * (2 * density + 1), OccupancyWeight));
        Array.Fill(ranks, AdaptiveBit.Fresh);
        green.Bits[2..].Fill(new AdaptiveBit(65536 / 4, 2)); // steps of green are mostly large
    }

    /// <summary>A level of 6 bits as one of 8, 0 and 63 being 0 and 255.</summary>
    internal static byte Level(int coarse) => (byte)(coarse << 2 | coarse >> 4);

    internal static int Coarse(double level) => (int)Math.Round(Math.Clamp(level, 0, 255) * 63 / 255);

    /// <summary>The payload.</summary>
    /// <param name="sketch">Its table holds levels of <see cref="Level"/> and is sorted by green.</param>
    internal static byte[] Write(Sketch sketch)
    {
        var encoder = new RangeEncoder();
        var density = (int)Math.Min(2.0 * Densities * sketch.Vertices / sketch.Colors.Length, Densities - 1);
        encoder.EncodeBits((uint)(sketch.Grid.Step - 1), StepBits);
        encoder.EncodeBits((uint)(sketch.Table.Length - 1), SizeBits);
        encoder.EncodeBits((uint)density, DensityBits);
        var coder = new SketchCoder(density);
        coder.WriteTable(encoder, sketch.Table);
        for (var place = 0; place < sketch.Colors.Length; place++)
            if (!Sketch.IsCorner(sketch.Grid, place))
                encoder.Encode(ref coder.Occupied(sketch, place), sketch.Colors[place] == Sketch.Empty ? 0 : 1);
        coder.WriteColors(encoder, sketch);
        return encoder.Finish();
    }

    /// <exception cref="BitstreamException">The payload is damaged or over the limits.</exception>
    internal static Sketch Read(ReadOnlySpan<byte> payload, TriangulationHeader header, Limits limits)
    {
        var decoder = new RangeDecoder(payload);
        var (step, size, density) = ((int)decoder.DecodeBits(StepBits) + 1, (int)decoder.DecodeBits(SizeBits) + 1, (int)decoder.DecodeBits(DensityBits));
        var places = VertexGrid.Count(header.Rows, header.Columns, step);
        if (places > limits.MaxPoints)
            throw new BitstreamException($"the grid step {step} gives {places:N0} places, allowed are {limits.MaxPoints:N0}; raise Limits.MaxPoints only for files you made");
        decoder.CheckRoom(places - 4, AdaptiveBit.LeastParts, "places of the grid");
        var coder = new SketchCoder(density);
        var sketch = new Sketch(new VertexGrid(header.Rows, header.Columns, step), coder.ReadTable(ref decoder, size), new int[places]);
        sketch.Colors.AsSpan().Fill(Sketch.Empty);
        for (var place = 0; place < sketch.Colors.Length; place++)
            if (Sketch.IsCorner(sketch.Grid, place) || decoder.Decode(ref coder.Occupied(sketch, place)) != 0)
                sketch.Colors[place] = 0;
        coder.ReadColors(ref decoder, sketch);
        decoder.Finish();
        return sketch;
    }

    /// <summary>By how many of the four neighbours met before carry a vertex.</summary>
    private ref AdaptiveBit Occupied(Sketch sketch, int place)
    {
        var (colors, width, column) = (sketch.Colors, sketch.Grid.Width, place % sketch.Grid.Width);
        var (count, above) = (column > 0 && colors[place - 1] != Sketch.Empty ? 1 : 0, place - width);
        if (above >= 0)
            for (var at = above - (column > 0 ? 1 : 0); at <= above + (column + 1 < width ? 1 : 0); at++)
                count += colors[at] != Sketch.Empty ? 1 : 0;
        return ref occupied[Math.Min(count, MostContexts - 1)];
    }

    private void WriteTable(RangeEncoder encoder, Rgb[] table)
    {
        var before = TableColor.Zero;
        foreach (var color in table)
        {
            var own = TableColor.Of(color);
            green.Encode(encoder, own.Green - before.Green);
            red.Encode(encoder, own.Red - before.Red);
            blue.Encode(encoder, own.Blue - before.Blue);
            before = own;
        }
    }

    private Rgb[] ReadTable(ref RangeDecoder decoder, int size)
    {
        var (table, before) = (new Rgb[size], TableColor.Zero);
        for (var i = 0; i < size; i++)
        {
            before = new(before.Green + green.Decode(ref decoder), before.Red + red.Decode(ref decoder), before.Blue + blue.Decode(ref decoder));
            table[i] = before.ToColor(i);
        }
        return table;
    }

    private void WriteColors(RangeEncoder encoder, Sketch sketch)
    {
        var neighbors = new ColorNeighbors(sketch);
        for (var place = 0; place < sketch.Colors.Length; place++)
        {
            if (sketch.Colors[place] == Sketch.Empty)
                continue;
            var rank = neighbors.Order(place).IndexOf(sketch.Colors[place]);
            for (var step = 0; step < sketch.Table.Length - 1; step++)
            {
                encoder.Encode(ref Beyond(neighbors, step), rank > step ? 1 : 0);
                if (rank == step)
                    break;
            }
        }
    }

    private void ReadColors(ref RangeDecoder decoder, Sketch sketch)
    {
        var neighbors = new ColorNeighbors(sketch);
        for (var place = 0; place < sketch.Colors.Length; place++)
        {
            if (sketch.Colors[place] == Sketch.Empty)
                continue;
            var order = neighbors.Order(place);
            var rank = 0;
            while (rank < sketch.Table.Length - 1 && decoder.Decode(ref Beyond(neighbors, rank)) != 0)
                rank++;
            sketch.Colors[place] = order[rank];
        }
    }

    /// <summary>The decision whether a rank that is not below a step is above it.</summary>
    private ref AdaptiveBit Beyond(ColorNeighbors neighbors, int step) => ref ranks[neighbors.Context * RankSteps + Math.Min(step, RankSteps - 1)];

    /// <summary>Green, and how far red and blue lie above it, in 1/63 of the range.</summary>
    private readonly record struct TableColor(int Green, int Red, int Blue)
    {
        internal static TableColor Zero => default;

        internal static TableColor Of(Rgb color) => new(color.Green >> 2, (color.Red >> 2) - (color.Green >> 2), (color.Blue >> 2) - (color.Green >> 2));

        internal Rgb ToColor(int index) => ((Green | Green + Red | Green + Blue) & ~63) == 0 ? new(Level(Green + Red), Level(Green), Level(Green + Blue))
            : throw new BitstreamException($"colour {index} of the table is {Green + Red}, {Green}, {Green + Blue}; allowed is 0 to 63 each; the stream is damaged");
    }
}
