namespace Workbook.Imaging.Scenes;

/// <summary>An uneven oval: how deep a pixel lies in it, as a share of its radius.</summary>
internal sealed class Blob
{
    private readonly float along;
    private readonly float across;
    private readonly (float Row, float Column) axis;
    private readonly Noise noise;

    internal Blob(SceneRandom random, float row, float column, float radius, float stretch, float lobes, float ragged)
    {
        (Row, Column, Radius, Lobes, Ragged) = (row, column, radius, lobes, ragged);
        var root = MathF.Sqrt(stretch);
        (along, across) = (radius * root, radius / root);
        var (y, x) = (random.Between(-1, 1), random.Between(-1, 1));
        var length = MathF.Sqrt(y * y + x * x) + 0.001f;
        axis = (y / length, x / length);
        noise = new Noise(random);
    }

    internal float Row { get; }

    internal float Column { get; }

    internal float Radius { get; }

    private float Lobes { get; }

    private float Ragged { get; }

    /// <summary>Place in the oval's own axes: length 1 on the rim of the even oval.</summary>
    internal (float Along, float Across) Place(int row, int column)
    {
        var (y, x) = (row - Row, column - Column);
        return ((y * axis.Row + x * axis.Column) / along, (x * axis.Row - y * axis.Column) / across);
    }

    /// <summary>Above 0 inside, 0 on the rim, below 0 outside.</summary>
    internal float Depth(int row, int column)
    {
        var (u, v) = Place(row, column);
        var even = 1 - MathF.Sqrt(u * u + v * v);
        if (even < -1.5f)
            return even;
        var (y, x) = ((row - Row) / Radius, (column - Column) / Radius);
        return even + Lobes * noise.At(y * 1.3f + 20, x * 1.3f + 20) + Ragged * noise.At(y * 4.5f + 31, x * 4.5f + 31, 3, 0.65f);
    }
}
