namespace Workbook.Codecs.Magic;

/// <summary>What a decoder is asked for.</summary>
public sealed record DecodeOptions
{
    /// <summary>The options that a decoder uses when none are given.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>What is done to the triangles after decoding; costs no bits.</summary>
    public Smoothing Smoothing { get; init; } = Smoothing.None;

    /// <summary>What is accepted before memory is taken.</summary>
    public Limits Limits { get; init; } = Limits.Default;
}
