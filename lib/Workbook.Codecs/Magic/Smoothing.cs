namespace Workbook.Codecs.Magic;

/// <summary>What a decoder does to the hard edges of the triangles.</summary>
/// <remarks>Source: Chakraborty, Cruz, Bhunia, "Leveraging Domain Knowledge using Machine Learning for Image Compression in
/// Internet-of-Things", section VI-B, for the subdivision. Both ways are exact on every machine.</remarks>
public abstract record Smoothing
{
    private protected Smoothing()
    {
    }

    internal abstract RgbImage Draw(Picture picture, IProfileCoder coder);

    /// <summary>The triangles as they were coded.</summary>
    public static Smoothing None { get; } = new NoSmoothing();

    /// <summary>Each triangle is cut at its centre into three, and each third moves towards the colour of the neighbour that it touches.</summary>
    public static Smoothing Subdivision { get; } = new Subdivision();

    /// <summary>A Gaussian over the decoded image.</summary>
    /// <param name="sigma">Standard deviation in pixels, above 0 and at most 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is outside its range.</exception>
    public static Smoothing Gaussian(double sigma) => new GaussianSmoothing(sigma);
}
