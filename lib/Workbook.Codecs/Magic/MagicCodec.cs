using System.Globalization;

namespace Workbook.Codecs.Magic;

/// <summary>MAGIC with fixed options, as one codec among others.</summary>
/// <param name="knowledge">What was learned from the domain.</param>
/// <param name="options">What the encoder is asked for; <c>null</c> for <see cref="MagicOptions.Default"/>.</param>
/// <param name="decodeOptions">What the decoder is asked for; <c>null</c> for <see cref="DecodeOptions.Default"/>.</param>
public sealed class MagicCodec(MagicKnowledge knowledge, MagicOptions? options = null, DecodeOptions? decodeOptions = null) : IImageCodec
{
    private readonly MagicEncoder encoder = new(knowledge);
    private readonly MagicDecoder decoder = new(knowledge);

    /// <summary>What the encoder is asked for.</summary>
    public MagicOptions Options { get; } = options ?? MagicOptions.Default;

    /// <summary>The profile and its whole setting, for example <c>MAGIC compact d=12, step 23, Gaussian 2</c>.</summary>
    public string Name => $"MAGIC {Options.Profile.ToString().ToLowerInvariant()} {string.Join(", ", Setting())}";

    /// <inheritdoc/>
    public byte[] Encode(RgbImage image) => encoder.Encode(image, Options);

    /// <inheritdoc/>
    public RgbImage Decode(ReadOnlySpan<byte> stream) => decoder.Decode(stream, decodeOptions);

    private IEnumerable<string> Setting()
    {
        yield return Options.TargetBytes is { } bytes ? $"{bytes} bytes"
            : Options.Profile == MagicProfile.Vertex ? string.Create(CultureInfo.InvariantCulture, $"q={Options.QuantizerStep}")
            : double.IsInfinity(Options.PointDivisor) ? "grid only"
            : string.Create(CultureInfo.InvariantCulture, $"d={Options.PointDivisor}");
        if (Options.GridStep is { } step)
            yield return $"step {step}";
        if (!Options.CoveredGrid && Options.Profile != MagicProfile.Vertex)
            yield return "literal grid";
        if (decodeOptions?.Smoothing is { } smoothing and not NoSmoothing)
            yield return smoothing.ToString();
    }
}
