namespace Workbook.Codecs;

/// <summary>A box around an object in an image.</summary>
/// <remarks>Edges are distances from the image's left and top edge in pixels, so a box around the pixel (0, 0) alone is 0, 0, 1, 1, as in COCO's
/// <c>[x, y, width, height]</c> = [0, 0, 1, 1].</remarks>
/// <param name="Class">Index of the class, from 0; there is no background among them.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge, not before <paramref name="Left"/>.</param>
/// <param name="Bottom">Lower edge, not above <paramref name="Top"/>.</param>
public readonly record struct ObjectBox(int Class, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Width in pixels.</summary>
    public double Width => Right - Left;

    /// <summary>Height in pixels.</summary>
    public double Height => Bottom - Top;

    /// <summary>Area in square pixels.</summary>
    public double Area => Width * Height;

    /// <summary>The part of the union of two boxes that both cover, whatever their classes.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>0 to 1; 0 where both are empty.</returns>
    public double IoU(ObjectBox other)
    {
        var (width, height) = (Math.Min(Right, other.Right) - Math.Max(Left, other.Left), Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        var shared = width > 0 && height > 0 ? width * height : 0;
        return shared > 0 ? shared / (Area + other.Area - shared) : 0;
    }
}
