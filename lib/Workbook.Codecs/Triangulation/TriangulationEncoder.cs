using Workbook.Codecs.Geometry;
using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>Searches vertices, table and colours for an image: grow, choose a table, fit the size, move, fit the size again.</summary>
internal sealed class TriangulationEncoder
{
    internal const int MostPixels = 1 << 22;

    private const double PlacesPerVertex = 9, BitsPerVertex = 6;
    private const int MostPlaces = 1 << 20, SizeRounds = 12, Sweeps = 3, SpareBytes = 2;

    private readonly TriangulationOptions options;
    private readonly TriangleFits known;
    private readonly VertexGrid grid;
    private readonly Tone[] tones;
    private readonly CancellationToken cancel;
    private MeshFit fit;
    private Sketch sketch;

    private TriangulationEncoder(RgbImage image, TriangulationOptions options, CancellationToken cancel)
    {
        (this.options, this.cancel, known) = (options, cancel, new TriangleFits(image));
        var room = options.TargetBytes - 10 - 1.5 * options.TableSize;
        var expected = Math.Max(options.Vertices ?? room * 8 / BitsPerVertex, 4);
        grid = new VertexGrid(image.Rows, image.Columns, options.GridStep ?? GridStep(image, expected));
        sketch = new Sketch(grid, [default], new int[grid.Height * grid.Width]);
        tones = new Tone[sketch.Colors.Length];
        sketch.Colors.AsSpan().Fill(Sketch.Empty);
        for (var place = 0; place < tones.Length; place++)
            if (Sketch.IsCorner(grid, place))
                sketch.Colors[place] = 0;
        fit = Fit();
        Grow((int)Math.Min(expected, tones.Length));
    }

    /// <summary>The whole stream.</summary>
    /// <exception cref="ArgumentException">The target is too small.</exception>
    internal static byte[] Encode(RgbImage image, TriangulationOptions options, CancellationToken cancel)
    {
        var encoder = new TriangulationEncoder(image, options, cancel);
        encoder.MakeTable();
        encoder.FitSize();
        new VertexMoves(encoder.grid, encoder.known, options).Run(encoder.sketch, encoder.tones, cancel);
        encoder.fit = encoder.Fit();
        encoder.Recolor();
        return encoder.FitSize();
    }

    private static int GridStep(RgbImage image, double vertices)
    {
        var step = Math.Clamp((int)Math.Round(Math.Sqrt(image.PixelCount / (PlacesPerVertex * vertices))), 1, SketchCoder.MostStep);
        while (VertexGrid.Count(image.Rows, image.Columns, step) > MostPlaces)
            step++;
        return step;
    }

    private MeshFit Fit() => new(grid, [.. Enumerable.Range(0, tones.Length).Where(place => sketch.Colors[place] != Sketch.Empty)], known);

    /// <summary>Adds vertices of any colour, half as many again at a time.</summary>
    private void Grow(int count)
    {
        fit.Relax(tones, Sweeps);
        while (fit.Places.Length < count && Add(Math.Min(count - fit.Places.Length, Math.Max(4, fit.Places.Length / 2))))
        {
            cancel.ThrowIfCancellationRequested();
            fit.Relax(tones, Sweeps);
        }
    }

    /// <summary>Adds the best vertices.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Add(int count)
    {
        var best = Growth.Best(grid, fit, tones, known, count).ToArray();
        foreach (var (place, tone) in best)
            (sketch.Colors[place], tones[place]) = (TableFit.Nearest(sketch.Table, tone), tone);
        fit = Fit();
        return best.Length > 0;
    }

    /// <summary>Drops the vertices that their neighbours tell best.</summary>
    private bool Drop(int count)
    {
        var least = Enumerable.Range(0, fit.Places.Length).Where(point => !Sketch.IsCorner(grid, fit.Places[point]))
            .OrderBy(point => fit.Best(point, tones).Weight * fit.Around(point, tones).Distance(tones[fit.Places[point]])).Take(count).ToArray();
        foreach (var point in least)
            sketch.Colors[fit.Places[point]] = Sketch.Empty;
        fit = Fit();
        return least.Length > 0;
    }

    private void MakeTable()
    {
        sketch = sketch with { Table = TableFit.Make(fit, tones, options.TableSize, options.Seed) };
        foreach (var place in fit.Places)
        {
            sketch.Colors[place] = TableFit.Nearest(sketch.Table, tones[place]);
            tones[place] = Tone.Of(sketch.Table[sketch.Colors[place]]);
        }
        Recolor();
    }

    private void Recolor()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            TableFit.Choose(sketch, fit, tones);
            sketch = TableFit.Improve(sketch, fit, tones);
        }
    }

    /// <summary>Adds and drops vertices until the stream has the size that was asked for.</summary>
    /// <returns>The best stream that fits.</returns>
    private byte[] FitSize()
    {
        var (best, kept, least) = ((byte[]?)null, sketch, double.MaxValue);
        for (var round = 0; round < SizeRounds || best is null; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var stream = new TriangulationHeader(grid.Rows, grid.Columns).Seal(SketchCoder.Write(sketch));
            var spare = options.Vertices is { } vertices ? vertices - fit.Places.Length : Spare(options.TargetBytes - stream.Length);
            var cost = options.Vertices is null ? fit.Error(tones) : spare;
            if (spare >= 0 && cost < least)
                (best, kept, least) = (stream, sketch with { Colors = (int[])sketch.Colors.Clone() }, cost);
            if (spare == 0 || !(spare > 0 ? round < SizeRounds && Add(spare) : Drop(-spare)))
                break;
            Recolor();
        }
        Restore(kept);
        return best ?? throw new ArgumentException($"the target is {options.TargetBytes} bytes, too few for the corners of this image and a table of {sketch.Table.Length} colours; ask for more bytes or fewer colours");
    }

    /// <summary>Vertices for which there is room; negative where there are too many.</summary>
    private static int Spare(int bytes) => bytes < 0 ? Math.Min(-1, (int)(bytes * 8 / BitsPerVertex)) : bytes <= SpareBytes ? 0 : Math.Max(1, (int)((bytes - SpareBytes) * 8 / BitsPerVertex));

    private void Restore(Sketch kept)
    {
        sketch = kept;
        fit = Fit();
        foreach (var place in fit.Places)
            tones[place] = Tone.Of(sketch.Table[sketch.Colors[place]]);
    }
}
