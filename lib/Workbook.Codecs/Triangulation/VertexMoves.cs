using Workbook.Codecs.Magic;

namespace Workbook.Codecs.Triangulation;

/// <summary>Local search: moves a vertex at random, gives it its best colour, and keeps what lowers the error of the whole image.</summary>
internal sealed class VertexMoves(VertexGrid grid, TriangleFits known, TriangulationOptions options)
{
    private const int Farthest = 2;
    private readonly SeededRandom random = new(options.Seed);

    /// <summary>Tries as many moves as the options say.</summary>
    /// <param name="sketch">Its places and colours are changed.</param>
    /// <param name="tones">The colours at its vertices; are changed.</param>
    /// <param name="cancel">Stops between two moves.</param>
    internal void Run(Sketch sketch, Tone[] tones, CancellationToken cancel)
    {
        var fit = new MeshFit(grid, [.. Enumerable.Range(0, tones.Length).Where(place => sketch.Colors[place] != Sketch.Empty)], known);
        var error = fit.Error(tones);
        for (var trial = 0; trial < options.Trials; trial++)
        {
            cancel.ThrowIfCancellationRequested();
            var from = fit.Places[random.Next(fit.Places.Length)];
            var to = Near(from);
            if (to < 0 || Sketch.IsCorner(grid, from) || sketch.Colors[to] != Sketch.Empty)
                continue;
            var places = Array.ConvertAll(fit.Places, place => place == from ? to : place);
            Array.Sort(places);
            var moved = new MeshFit(grid, places, known);
            tones[to] = tones[from];
            var color = TableFit.Nearest(sketch.Table, moved.Best(Array.BinarySearch(places, to), tones).Best);
            tones[to] = Tone.Of(sketch.Table[color]);
            if (moved.Error(tones) is var less && less < error)
                (fit, error, sketch.Colors[from], sketch.Colors[to]) = (moved, less, Sketch.Empty, color);
        }
    }

    /// <summary>A place up to two lines away, or -1 outside the grid.</summary>
    private int Near(int place)
    {
        var (row, column) = (place / grid.Width + random.Next(-Farthest, Farthest + 1), place % grid.Width + random.Next(-Farthest, Farthest + 1));
        return row >= 0 && row < grid.Height && column >= 0 && column < grid.Width ? row * grid.Width + column : -1;
    }
}
