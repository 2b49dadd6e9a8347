using Workbook.Codecs;

namespace Workbook.Results.Metrics;

/// <summary>One channel of an image in floating point, row by row.</summary>
internal sealed record Plane(int Rows, int Columns, double[] Values)
{
    internal static Plane Of(RgbImage image, int channel)
    {
        var plane = new Plane(image.Rows, image.Columns, new double[image.PixelCount]);
        for (int i = 0; i < plane.Values.Length; i++)
            plane.Values[i] = image.Pixels[3 * i + channel];
        return plane;
    }

    internal static Plane Of(GrayImage image) => new(image.Rows, image.Columns, [.. image.Pixels.Select(p => (double)p)]);

    public static Plane operator *(Plane a, Plane b)
    {
        var product = new double[a.Values.Length];
        for (int i = 0; i < product.Length; i++)
            product[i] = a.Values[i] * b.Values[i];
        return new(a.Rows, a.Columns, product);
    }

    /// <summary>Means of 2 x 2 values; the last row or column of an odd side is repeated.</summary>
    internal Plane Halved()
    {
        var half = new Plane((Rows + 1) / 2, (Columns + 1) / 2, new double[(Rows + 1) / 2 * ((Columns + 1) / 2)]);
        for (int row = 0, at = 0; row < half.Rows; row++)
        {
            var upper = Values.AsSpan(2 * row * Columns, Columns);
            var lower = Values.AsSpan(Math.Min(2 * row + 1, Rows - 1) * Columns, Columns);
            for (int left = 0; left < Columns; left += 2)
            {
                int right = Math.Min(left + 1, Columns - 1);
                half.Values[at++] = (upper[left] + upper[right] + lower[left] + lower[right]) / 4;
            }
        }
        return half;
    }
}
