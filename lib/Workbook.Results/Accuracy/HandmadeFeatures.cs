using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>Features without a network: gradients, texture, tones and colours of the image at 128 x 128 pixels.</summary>
/// <remarks>Histograms of oriented gradients (Dalal and Triggs 2005) in 4 x 4 cells; at each of three sizes (128, 64, 32) the uniform
/// local binary patterns (Ojala et al. 2002), quantiles of the luma around its mean, and a histogram of gradient strengths; colour moments
/// of five regions, a joint RGB and a hue histogram. Histograms are shares under a square root. The mix is ours. Good to 1e-5 between
/// machines.</remarks>
public sealed class HandmadeFeatures : IFeatureExtractor
{
    private const int Side = 128, Scales = 3;

    /// <inheritdoc/>
    public string Name => "hand-made (HOG, LBP, colour)";

    /// <inheritdoc/>
    public int Length => OrientedGradients.Length + ColorStatistics.Length
        + Scales * (BinaryPatterns.Length + ToneStatistics.Length);

    /// <inheritdoc/>
    public float[] Extract(RgbImage image)
    {
        var features = new FeatureWriter(Length);
        var colors = PlanarImage.Of(image, Side, Side);
        ColorStatistics.Write(colors, features);
        var luma = colors.Luma();
        OrientedGradients.Write(luma, features);
        for (int scale = 0; scale < Scales; scale++)
        {
            BinaryPatterns.Write(luma, features);
            ToneStatistics.Write(luma, features);
            luma = luma.Halved();
        }
        return features.ToArray();
    }
}
