using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>What the vertices coded so far say about the colour of the next: the order of the table, likeliest first.</summary>
internal sealed class ColorNeighbors
{
    /// <summary>Columns of the grid to either side that are looked at.</summary>
    private const int Reach = 3;

    private readonly Sketch sketch;
    private readonly int[] latestRow; // of the vertex met last in each column of the grid; -1 for none
    private readonly int[] order, distances;

    internal ColorNeighbors(Sketch sketch)
    {
        this.sketch = sketch;
        latestRow = new int[sketch.Grid.Width];
        Array.Fill(latestRow, -1);
        (order, distances) = (new int[sketch.Table.Length], new int[sketch.Table.Length]);
    }

    /// <summary>1 where the two nearest vertices have one colour, so that the next likely has it too; otherwise 0.</summary>
    internal int Context { get; private set; }

    /// <summary>Looks around a place; places come row by row.</summary>
    /// <returns>The table's indices, the likeliest colour first.</returns>
    internal ReadOnlySpan<int> Order(int place)
    {
        var (nearest, near, second, far) = TwoNearest(place / sketch.Grid.Width, place % sketch.Grid.Width);
        Context = second != Sketch.Empty && nearest == second ? 1 : 0;
        var expected = nearest == Sketch.Empty ? sketch.Table[sketch.Table.Length / 2]
            : second == Sketch.Empty ? sketch.Table[nearest] : Mixed(sketch.Table[nearest], far, sketch.Table[second], near);
        for (var i = 0; i < order.Length; i++)
            (order[i], distances[i]) = (i, Distance(sketch.Table[i], expected));
        SortByDistance();
        latestRow[place % sketch.Grid.Width] = place / sketch.Grid.Width;
        return order;
    }

    internal static int Distance(Rgb a, Rgb b) => Square(a.Red - b.Red) + Square(a.Green - b.Green) + Square(a.Blue - b.Blue);

    /// <summary>By insertion, which leaves colours equally far away in the order of the table.</summary>
    private void SortByDistance()
    {
        for (var i = 1; i < order.Length; i++)
            for (var k = i; k > 0 && distances[k] < distances[k - 1]; k--)
            {
                (distances[k], distances[k - 1]) = (distances[k - 1], distances[k]);
                (order[k], order[k - 1]) = (order[k - 1], order[k]);
            }
    }

    /// <summary>Colours and squared distances of the nearest two; of equally near ones those further left.</summary>
    private (int Nearest, int Near, int Second, int Far) TwoNearest(int row, int column)
    {
        var (nearest, near, second, far) = (Sketch.Empty, int.MaxValue, Sketch.Empty, int.MaxValue);
        for (var c = Math.Max(column - Reach, 0); c <= Math.Min(column + Reach, latestRow.Length - 1); c++)
        {
            if (latestRow[c] < 0)
                continue;
            var (color, distance) = (sketch.Colors[latestRow[c] * sketch.Grid.Width + c], Math.Min(Square(row - latestRow[c]), 1 << 16) + Square(column - c));
            if (distance < near)
                (nearest, near, second, far) = (color, distance, nearest, near);
            else if (distance < far)
                (second, far) = (color, distance);
        }
        return (nearest, near, second, far);
    }

    private static Rgb Mixed(Rgb a, int aWeight, Rgb b, int bWeight)
    {
        return new(Mix(a.Red, b.Red), Mix(a.Green, b.Green), Mix(a.Blue, b.Blue));

        byte Mix(int x, int y) => (byte)((x * aWeight + y * bWeight + (aWeight + bWeight) / 2) / (aWeight + bWeight));
    }

    private static int Square(int value) => value * value;
}
