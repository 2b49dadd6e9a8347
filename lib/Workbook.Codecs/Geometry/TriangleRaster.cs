namespace Workbook.Codecs.Geometry;

/// <summary>From triangles to pixels and back: owners, sums and flat colours.</summary>
/// <remarks>Which triangle owns a pixel is told by <see cref="SpanWalker"/>. With the covered grid every pixel has exactly one
/// owner; with the paper's own grid the pixels beyond its last row and column have none and are left as they are. Exact everywhere.</remarks>
public static partial class TriangleRaster
{
    /// <summary>The owner of every pixel.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <returns>Indices into <see cref="Mesh.Triangles"/>, row by row; -1 for nobody. Length rows * columns.</returns>
    public static int[] Owners(Mesh mesh)
    {
        var owners = new int[mesh.Rows * mesh.Columns];
        owners.AsSpan().Fill(-1);
        for (int i = 0; i < mesh.Triangles.Length; i++)
            for (var spans = new SpanWalker(mesh, mesh.Triangles[i]); spans.MoveNext();)
                owners.AsSpan(spans.Row * mesh.Columns + spans.Start, spans.End - spans.Start).Fill(i);
        return owners;
    }

    /// <summary>Sums of the colours in every triangle.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="image">An image of the mesh's size.</param>
    /// <returns>Counts and sums.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static TriangleSums Sums(Mesh mesh, RgbImage image)
    {
        CheckSize(mesh, image.Rows, image.Columns);
        var sums = new TriangleSums(mesh.Triangles.Length);
        for (int i = 0; i < mesh.Triangles.Length; i++)
            AddTriangle(mesh, i, image.Pixels, sums);
        return sums;
    }

    /// <summary>Sums of gray values and of their squares in every triangle.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="image">An image of the mesh's size.</param>
    /// <returns>The sums of triangle i at index i.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static GraySums[] Sums(Mesh mesh, GrayImage image)
    {
        CheckSize(mesh, image.Rows, image.Columns);
        var sums = new GraySums[mesh.Triangles.Length];
        for (int i = 0; i < sums.Length; i++)
            sums[i] = Sums(new SpanWalker(mesh, mesh.Triangles[i]), image);
        return sums;
    }

    /// <summary>Paints every triangle in one colour. Pixels without owner stay as they are.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="colors">One colour a triangle.</param>
    /// <param name="target">An image of the mesh's size.</param>
    /// <exception cref="ArgumentException">The sizes or the number of colours differ.</exception>
    public static void Fill(Mesh mesh, ReadOnlySpan<Rgb> colors, RgbImage target)
    {
        CheckSize(mesh, target.Rows, target.Columns);
        if (colors.Length != mesh.Triangles.Length)
            throw new ArgumentException($"{colors.Length} colours for {mesh.Triangles.Length} triangles; one each is needed", nameof(colors));
        for (int i = 0; i < colors.Length; i++)
        {
            var brush = new Brush(colors[i]);
            for (var spans = new SpanWalker(mesh, mesh.Triangles[i]); spans.MoveNext();)
                brush.Paint(target.Pixels.AsSpan(3 * (spans.Row * mesh.Columns + spans.Start), 3 * (spans.End - spans.Start)));
        }
    }

    /// <summary>An image with every triangle in its mean colour: the best that flat triangles can do.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="image">An image of the mesh's size.</param>
    /// <returns>A new image; pixels without owner are black.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static RgbImage Flatten(Mesh mesh, RgbImage image)
    {
        var sums = Sums(mesh, image);
        var flat = new RgbImage(image.Rows, image.Columns);
        Fill(mesh, [.. Enumerable.Range(0, mesh.Triangles.Length).Select(triangle => sums.Mean(triangle))], flat);
        return flat;
    }

    internal static GraySums Sums(SpanWalker spans, GrayImage image)
    {
        int count = 0;
        long sum = 0, squares = 0;
        while (spans.MoveNext())
        {
            foreach (byte value in image.Pixels.AsSpan(spans.Row * image.Columns + spans.Start, spans.End - spans.Start))
                (sum, squares) = (sum + value, squares + (uint)(value * value));
            count += spans.End - spans.Start;
        }
        return new(count, sum, squares);
    }

    private static void AddTriangle(Mesh mesh, int triangle, ReadOnlySpan<byte> pixels, TriangleSums sums)
    {
        int count = 0;
        var total = default(ColorTotal);
        for (var spans = new SpanWalker(mesh, mesh.Triangles[triangle]); spans.MoveNext();)
        {
            int row = spans.Row * mesh.Columns;
            total.Add(pixels, 3 * (row + spans.Start), 3 * (row + spans.End));
            count += spans.End - spans.Start;
        }
        total.Flush();
        sums.Counts[triangle] = count;
        (sums.Sums[3 * triangle], sums.Sums[3 * triangle + 1], sums.Sums[3 * triangle + 2]) = (total.Red, total.Green, total.Blue);
    }

    private static void CheckSize(Mesh mesh, int rows, int columns)
    {
        if (rows != mesh.Rows || columns != mesh.Columns)
            throw new ArgumentException($"the image has {rows} x {columns} pixels, the mesh {mesh.Rows} x {mesh.Columns}");
    }
}
