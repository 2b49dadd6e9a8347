namespace Workbook.Imaging.Scenes;

/// <summary>A point or a way in space. X runs along columns, Y along rows, Z along slices.</summary>
internal readonly record struct Point3(float X, float Y, float Z)
{
    internal float Length => MathF.Sqrt(X * X + Y * Y + Z * Z);

    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Point3 operator *(Point3 a, float gain) => new(a.X * gain, a.Y * gain, a.Z * gain);

    internal float Dot(Point3 other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>A point moved by random parts of a distance.</summary>
    internal Point3 Shaken(SceneRandom random, float by) => new(X + by * random.Bell(), Y + by * random.Bell(), Z + by * random.Bell());
}
