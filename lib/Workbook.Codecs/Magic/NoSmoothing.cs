namespace Workbook.Codecs.Magic;

/// <summary>The triangles as they were coded.</summary>
internal sealed record NoSmoothing : Smoothing
{
    internal override RgbImage Draw(Picture picture, IProfileCoder coder) => coder.Paint(picture);
}
