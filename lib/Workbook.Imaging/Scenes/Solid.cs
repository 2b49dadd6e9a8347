namespace Workbook.Imaging.Scenes;

/// <summary>Simple bodies by depth: above 0 inside, 0 on the surface, below 0 outside, near the surface the distance to it.</summary>
internal static class Solid
{
    /// <summary>An ellipsoid along the axes; its depth is a distance only near the surface and for round ones.</summary>
    internal static float Ellipsoid(Point3 at, Point3 middle, Point3 half)
    {
        var way = at - middle;
        var even = new Point3(way.X / half.X, way.Y / half.Y, way.Z / half.Z);
        var steep = new Point3(even.X / half.X, even.Y / half.Y, even.Z / half.Z).Length;
        var length = even.Length;
        return length < 1e-3f ? MathF.Min(half.X, MathF.Min(half.Y, half.Z)) : (1 - length) * length / steep;
    }

    /// <summary>A tube around a line of points.</summary>
    internal static float Tube(Point3 at, Point3[] line, float radius)
    {
        var least = float.MaxValue;
        for (var i = 1; i < line.Length; i++)
        {
            var (way, from) = (line[i] - line[i - 1], at - line[i - 1]);
            var off = from - way * Curve.Clamp(from.Dot(way) / (way.Dot(way) + 1e-6f));
            least = MathF.Min(least, off.Dot(off));
        }
        return radius - MathF.Sqrt(least);
    }
}
