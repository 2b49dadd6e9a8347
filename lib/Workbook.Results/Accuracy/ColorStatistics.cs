namespace Workbook.Results.Accuracy;

/// <summary>Moments of the colours in five regions, a joint RGB histogram of 64 bins and a hue histogram weighted by saturation.</summary>
internal static class ColorStatistics
{
    private const int Levels = 4, Hues = 16, Regions = 5, Moments = 3;

    internal const int Length = Levels * Levels * Levels + Hues + Regions * 3 * Moments;

    internal static void Write(PlanarImage colors, FeatureWriter features)
    {
        Span<float> joint = stackalloc float[Levels * Levels * Levels], hues = stackalloc float[Hues];
        joint.Clear();
        hues.Clear();
        ReadOnlySpan<float> red = colors.Channel(0), green = colors.Channel(1), blue = colors.Channel(2);
        for (int i = 0; i < red.Length; i++)
        {
            joint[(Level(red[i]) * Levels + Level(green[i])) * Levels + Level(blue[i])]++;
            AddHue(red[i], green[i], blue[i], hues);
        }
        features.AddShares(joint);
        features.AddShares(hues);
        for (int channel = 0; channel < 3; channel++)
            WriteMoments(colors, channel, features);
    }

    private static int Level(float value) => Math.Clamp((int)(value * Levels / 256), 0, Levels - 1);

    private static void AddHue(float red, float green, float blue, Span<float> hues)
    {
        float high = Math.Max(red, Math.Max(green, blue)), chroma = high - Math.Min(red, Math.Min(green, blue));
        if (chroma <= 0)
            return;
        float sixth = high == red ? (green - blue) / chroma + 6 : high == green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4;
        hues[(int)(sixth * Hues / 6) % Hues] += chroma;
    }

    // The four quarters and the whole.
    private static void WriteMoments(PlanarImage colors, int channel, FeatureWriter features)
    {
        int rows = colors.Rows / 2, columns = colors.Columns / 2;
        for (int quarter = 0; quarter < 4; quarter++)
            WriteMoments(colors, channel, quarter / 2 * rows, quarter % 2 * columns, rows, columns, features);
        WriteMoments(colors, channel, 0, 0, colors.Rows, colors.Columns, features);
    }

    private static void WriteMoments(PlanarImage colors, int channel, int top, int left, int rows, int columns, FeatureWriter features)
    {
        var values = colors.Channel(channel);
        double sum = 0, squares = 0, cubes = 0, n = (double)rows * columns;
        for (int row = top; row < top + rows; row++)
            foreach (float value in values.Slice(row * colors.Columns + left, columns))
                sum += value;
        double mean = sum / n;
        for (int row = top; row < top + rows; row++)
            foreach (float value in values.Slice(row * colors.Columns + left, columns))
            {
                double d = value - mean;
                squares += d * d;
                cubes += d * d * d;
            }
        features.Add((float)(mean / 255));
        features.Add((float)(Math.Sqrt(squares / n) / 255));
        features.Add((float)(Math.Cbrt(cubes / n) / 255));
    }
}
