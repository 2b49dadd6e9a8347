namespace Workbook.Codecs.Magic;

/// <summary>A Gaussian over the decoded image: rows, then columns, in whole numbers; the border repeats.</summary>
internal sealed record GaussianSmoothing : Smoothing
{
    private const double MaxSigma = 64;
    private const int WeightBits = 14;
    private readonly int[] weights;

    internal GaussianSmoothing(double sigma)
    {
        if (!(sigma > 0 && sigma <= MaxSigma))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, $"the standard deviation must be above 0 and at most {MaxSigma} pixels");
        (Sigma, weights) = (sigma, Weights(sigma));
    }

    /// <summary>Standard deviation in pixels.</summary>
    public double Sigma { get; }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Gaussian {Sigma}");

    internal override RgbImage Draw(Picture picture, IProfileCoder coder)
    {
        var image = coder.Paint(picture);
        var (rows, columns) = (image.Rows, image.Columns);
        var across = Blur(image.Pixels, columns, rows, 3, 3 * columns);
        return new RgbImage(rows, columns, Blur(across, rows, columns, 3 * columns, 3));
    }

    /// <summary>Blurs along lines of pixels that lie <paramref name="step"/> bytes apart, the lines <paramref name="pitch"/> apart.</summary>
    private byte[] Blur(byte[] source, int length, int lines, int step, int pitch)
    {
        var target = new byte[source.Length];
        var radius = weights.Length / 2;
        var line = new byte[length + 2 * radius];
        for (var k = 0; k < 3 * lines; k++)
        {
            var start = k / 3 * pitch + k % 3;
            for (var i = 0; i < line.Length; i++)
                line[i] = source[start + Math.Clamp(i - radius, 0, length - 1) * step];
            for (var i = 0; i < length; i++)
                target[start + i * step] = Weigh(line.AsSpan(i, weights.Length));
        }
        return target;
    }

    private byte Weigh(ReadOnlySpan<byte> values)
    {
        var sum = 1 << (WeightBits - 1);
        for (var i = 0; i < values.Length; i++)
            sum += values[i] * weights[i];
        return (byte)(sum >> WeightBits);
    }

    /// <summary>Weights with a sum of exactly 2^14, so that a flat image stays as it is.</summary>
    private static int[] Weights(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var exact = Enumerable.Range(-radius, 2 * radius + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        var total = exact.Sum();
        var rounded = exact.Select(w => (int)Math.Round(w / total * (1 << WeightBits))).ToArray();
        rounded[radius] += (1 << WeightBits) - rounded.Sum();
        return rounded;
    }
}
