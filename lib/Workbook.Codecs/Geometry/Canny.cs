namespace Workbook.Codecs.Geometry;

/// <summary>Canny's edge detector: thin lines where the brightness changes most.</summary>
/// <remarks>Source: Canny, "A Computational Approach To Edge Detection", 1986. The details (Gaussian with zeros beyond the border,
/// corrected for them; unscaled Sobel; interpolated suppression along the gradient; hysteresis over eight neighbours; no edge on
/// the image's border) are those of scikit-image's <c>canny</c>, and so are the edges (test: Edges_are_those_of_scikit_image).
/// Doubles in a fixed order; only the exponential of the kernel comes from the machine's library.</remarks>
public static class Canny
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    /// <summary>Finds the edge pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="sigma">Width of the Gaussian in pixels, above 0.</param>
    /// <param name="low">Least gradient of a pixel on an edge, in gray levels (Sobel, not divided by 8).</param>
    /// <param name="high">Gradient that at least one pixel of every edge reaches.</param>
    /// <returns>True for edge pixels, row by row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or the thresholds are out of range.</exception>
    public static bool[] Edges(GrayImage image, double sigma = 1, double low = 25.5, double high = 51)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, 1000);
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var field = new GradientField(Smoothed(image, sigma), image.Rows, image.Columns);
        var strength = new byte[image.Pixels.Length];
        for (int row = 1; row < image.Rows - 1; row++)
            for (int column = 1; column < image.Columns - 1; column++)
                strength[row * image.Columns + column] = Strength(field, row * image.Columns + column, low / 255, high / 255);
        return Connected(strength, image.Columns);
    }

    private static double[] Smoothed(GrayImage image, double sigma)
    {
        int rows = image.Rows, columns = image.Columns;
        double[] kernel = GaussianPlane.Kernel(sigma), plane = new double[rows * columns];
        for (int i = 0; i < plane.Length; i++)
            plane[i] = image.Pixels[i] * (1.0 / 255);
        var smooth = GaussianPlane.Smooth(plane, rows, columns, kernel);
        var (share, shareRows) = ShareInside(rows, columns, kernel);
        for (int row = 0; row < rows; row++)
        {
            // All rows far from the border are alike; the first and last ones keep their distance to it.
            int alike = Math.Max(Math.Min(row, kernel.Length - 1), row - rows + shareRows);
            for (int column = 0; column < columns; column++)
                smooth[row * columns + column] /= share[alike * columns + column] + MachineEpsilon;
        }
        return smooth;
    }

    /// <summary>The part of the kernel that falls on the image, for a band of rows as high as the kernel.</summary>
    private static (double[] Share, int Rows) ShareInside(int rows, int columns, double[] kernel)
    {
        int bandRows = Math.Min(rows, 2 * kernel.Length - 1);
        var ones = new double[bandRows * columns];
        ones.AsSpan().Fill(1);
        return (GaussianPlane.Smooth(ones, bandRows, columns, kernel), bandRows);
    }

    /// <summary>0: no local maximum or too weak; 1: weak; 2: strong.</summary>
    private static byte Strength(GradientField field, int pixel, double low, double high)
    {
        double magnitude = field.Magnitude(pixel);
        if (magnitude < low || magnitude == 0 || !field.IsLocalMaximum(pixel, magnitude))
            return 0;
        return magnitude >= high ? (byte)2 : (byte)1;
    }

    /// <summary>The strong pixels and all weak ones that hang together with them. No pixel lies on the border.</summary>
    private static bool[] Connected(byte[] strength, int columns)
    {
        var edges = new bool[strength.Length];
        var open = new Stack<int>();
        int[] neighbours = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1];
        for (int seed = 0; seed < strength.Length; seed++)
        {
            if (strength[seed] != 2 || edges[seed])
                continue;
            edges[seed] = true;
            open.Push(seed);
            while (open.TryPop(out int pixel))
                foreach (int step in neighbours)
                    if (strength[pixel + step] != 0 && !edges[pixel + step])
                    {
                        edges[pixel + step] = true;
                        open.Push(pixel + step);
                    }
        }
        return edges;
    }
}
