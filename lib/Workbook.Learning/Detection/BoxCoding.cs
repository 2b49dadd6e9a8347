using Workbook.Codecs;

namespace Workbook.Learning.Detection;

/// <summary>A box as four numbers near 0 that a network can learn: where it lies seen from another box.</summary>
/// <remarks>
/// Source: Ren et al., "Faster R-CNN", Eq. (2): dx = (x - x_a) / w_a, dy = (y - y_a) / h_a, dw = log(w / w_a), dh = log(h / h_a) of centres x, y, widths
/// and heights. The numbers are multiplied by weights, so that those of a second look, which are smaller, weigh as much (Girshick, "Fast R-CNN",
/// normalises them to variance 1). When a box is made of them, dw and dh are at most log(1000 / 16), so that no box grows without end.
/// </remarks>
/// <param name="Center">Weight of dx and dy.</param>
/// <param name="Size">Weight of dw and dh.</param>
public sealed record BoxCoding(double Center, double Size)
{
    /// <summary>Numbers that a box is coded as.</summary>
    public const int Length = 4;

    /// <summary>From anchors to regions: weights of 1.</summary>
    public static readonly BoxCoding OfAnchors = new(1, 1);

    /// <summary>From regions to objects: weights of 10 and 5.</summary>
    public static readonly BoxCoding OfRegions = new(10, 5);

    private static readonly double MostGrowth = Math.Log(1000.0 / 16);

    /// <summary>Codes a box.</summary>
    /// <param name="box">Not empty.</param>
    /// <param name="from">The box that it is seen from; not empty.</param>
    /// <param name="code">Gets dx, dy, dw, dh.</param>
    public void Encode(ObjectBox box, ObjectBox from, Span<float> code)
    {
        code[0] = (float)(Center * (box.Left + box.Right - from.Left - from.Right) / 2 / from.Width);
        code[1] = (float)(Center * (box.Top + box.Bottom - from.Top - from.Bottom) / 2 / from.Height);
        code[2] = (float)(Size * Math.Log(box.Width / from.Width));
        code[3] = (float)(Size * Math.Log(box.Height / from.Height));
    }

    /// <summary>The box of a code.</summary>
    /// <param name="code">dx, dy, dw, dh.</param>
    /// <param name="from">The box that it is seen from.</param>
    /// <param name="index">The class of the box.</param>
    public ObjectBox Decode(ReadOnlySpan<float> code, ObjectBox from, int index = 0)
    {
        var (x, y) = ((from.Left + from.Right) / 2 + code[0] / Center * from.Width, (from.Top + from.Bottom) / 2 + code[1] / Center * from.Height);
        var (width, height) = (from.Width * Growth(code[2]), from.Height * Growth(code[3]));
        return new ObjectBox(index, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    /// <summary>The part of a box that lies in an image.</summary>
    /// <param name="box">Any box; one beside the image becomes empty.</param>
    /// <param name="rows">Height of the image.</param>
    /// <param name="columns">Its width.</param>
    public static ObjectBox Clip(ObjectBox box, int rows, int columns) => box with
    {
        Left = Math.Clamp(box.Left, 0, columns),
        Top = Math.Clamp(box.Top, 0, rows),
        Right = Math.Clamp(box.Right, 0, columns),
        Bottom = Math.Clamp(box.Bottom, 0, rows),
    };

    private double Growth(float code) => Math.Exp(Math.Min(code / Size, MostGrowth));
}
