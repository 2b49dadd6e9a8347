namespace Workbook.Imaging.Scenes;

/// <summary>A point of a crack's centre line, with half the crack's width there, all in pixels.</summary>
internal readonly record struct CrackPoint(float Row, float Column, float Half);

/// <summary>The lines of one crack: a jagged main line across the tile, branches that run out, sometimes a loop.</summary>
internal sealed class CrackPath
{
    private readonly SceneRandom random;
    private readonly int rows;
    private readonly int columns;

    internal CrackPath(SceneRandom random, int rows, int columns)
    {
        (this.random, this.rows, this.columns) = (random, rows, columns);
        Half = random.Chance(0.25f) ? random.Between(0.9f, 1.8f) : random.Between(2, 9);
        var roughness = random.Between(0.1f, 0.26f);
        var (start, end) = Ends();
        Lines.Add(Line(start, end, roughness, Half, random.Chance(0.15f) ? 1 : 0));
        for (var n = random.Chance(0.45f) ? random.Whole(1, 3) : 0; n > 0; n--)
            Branch(roughness);
        if (random.Chance(0.18f))
            Loop(roughness);
    }

    /// <summary>Usual half width of the main line in pixels.</summary>
    internal float Half { get; }

    internal List<CrackPoint[]> Lines { get; } = [];

    /// <summary>Two points just outside the tile on different sides, opposite ones more often than not.</summary>
    private ((float Row, float Column) Start, (float Row, float Column) End) Ends()
    {
        var (first, across) = (random.Whole(0, 3), random.Chance(0.7f) ? 2 : random.Chance(0.5f) ? 1 : 3);
        return (OnSide(first), OnSide((first + across) % 4));
    }

    private (float Row, float Column) OnSide(int side)
    {
        var share = random.Between(0.18f, 0.82f);
        return side switch
        {
            0 => (-6f, share * columns),
            1 => (share * rows, columns + 6f),
            2 => (rows + 6f, share * columns),
            _ => (share * rows, -6f),
        };
    }

    /// <summary>A line by midpoint displacement, down to pieces of about three pixels.</summary>
    /// <param name="start">First point.</param>
    /// <param name="end">Last point.</param>
    /// <param name="roughness">Displacement of a midpoint over the length of its piece.</param>
    /// <param name="half">Usual half width.</param>
    /// <param name="taper">0: no taper; 1: the width runs out at the end.</param>
    private CrackPoint[] Line((float Row, float Column) start, (float Row, float Column) end, float roughness, float half, float taper)
    {
        var (dr, dc) = (end.Row - start.Row, end.Column - start.Column);
        var length = MathF.Sqrt(dr * dr + dc * dc);
        var pieces = 2;
        while (length / pieces > 3 && pieces < 1024)
            pieces *= 2;
        var points = new CrackPoint[pieces + 1];
        (points[0], points[pieces]) = (new(start.Row, start.Column, 0), new(end.Row, end.Column, 0));
        for (var step = pieces; step > 1; step /= 2, roughness *= 1.06f)
            for (var i = 0; i < pieces; i += step)
                points[i + step / 2] = Midpoint(points[i], points[i + step], roughness);
        return Widen(points, length, half, taper);
    }

    private CrackPoint Midpoint(CrackPoint a, CrackPoint b, float roughness)
    {
        var push = random.Bell() * roughness * 0.55f;
        return new((a.Row + b.Row) / 2 + push * (b.Column - a.Column), (a.Column + b.Column) / 2 - push * (b.Row - a.Row), 0);
    }

    private CrackPoint[] Widen(CrackPoint[] points, float length, float half, float taper)
    {
        var noise = new Noise(random);
        var swing = random.Between(0.5f, 1.5f);
        for (var i = 0; i < points.Length; i++)
        {
            var share = i / (points.Length - 1f);
            var wide = half * (1 + swing * noise.At(0.5f, share * length / 45, 3, 0.6f)) * (1 - taper * share * share);
            points[i] = points[i] with { Half = MathF.Max(wide, taper > 0 ? 0.3f : 0.7f) };
        }
        return points;
    }

    private void Branch(float roughness)
    {
        var main = Lines[0];
        var from = main[random.Whole(main.Length / 6, main.Length * 5 / 6)];
        var toward = main[random.Chance(0.5f) ? 0 : main.Length - 1];
        var (dr, dc) = (toward.Row - from.Row, toward.Column - from.Column);
        var (size, turn) = (MathF.Sqrt(dr * dr + dc * dc) + 0.001f, random.Between(0.5f, 1.6f) * (random.Chance(0.5f) ? 1 : -1));
        var scale = random.Between(0.15f, 0.55f) * MathF.Min(rows, columns) / (size * MathF.Sqrt(1 + turn * turn));
        var end = (from.Row + (dr + turn * dc) * scale, from.Column + (dc - turn * dr) * scale);
        Lines.Add(Line((from.Row, from.Column), end, roughness * 1.1f, MathF.Max(0.8f, from.Half * random.Between(0.25f, 0.65f)), 1));
    }

    private void Loop(float roughness)
    {
        var main = Lines[0];
        var from = random.Whole(main.Length / 6, main.Length / 2);
        var (a, b) = (main[from], main[Math.Min(main.Length - 1, from + random.Whole(main.Length / 8, main.Length / 3))]);
        var aside = random.Between(0.25f, 0.5f) * (random.Chance(0.5f) ? 1 : -1);
        var middle = ((a.Row + b.Row) / 2 + aside * (b.Column - a.Column), (a.Column + b.Column) / 2 - aside * (b.Row - a.Row));
        var half = MathF.Max(0.8f, Half * random.Between(0.25f, 0.5f));
        Lines.Add(Line((a.Row, a.Column), middle, roughness, half, 0));
        Lines.Add(Line(middle, (b.Row, b.Column), roughness, half, 0));
    }
}
