namespace Workbook.Codecs.Magic;

/// <summary>How finely a stream is quantised.</summary>
/// <param name="Luma">Setting of <see cref="VertexQuantizer"/> for plane 0.</param>
/// <param name="Chroma">0 to 7: the other planes' setting is <c>Luma + 4 * (Chroma - 3)</c>.</param>
internal readonly record struct VertexSetting(int Luma, int Chroma)
{
    /// <summary>The code for chroma as fine as luma.</summary>
    internal const int EqualChroma = 3;

    internal const int ChromaCodes = 8;
    private const int PerChromaCode = 4;

    /// <summary>The grid step that suits the fineness; a stream need not say it.</summary>
    internal int UsualStep => Luma switch { < 48 => 3, < 60 => 4, < 72 => 5, < 84 => 6, _ => 7 };

    /// <summary>The setting nearest to what a caller asks for.</summary>
    internal static VertexSetting Of(MagicOptions options) => new(VertexQuantizer.Setting(options.QuantizerStep),
        (int)Math.Clamp(Math.Round(EqualChroma + 12 / PerChromaCode * Math.Log2(options.ChromaFactor)), 0, ChromaCodes - 1));

    internal int Of(int plane) => plane == 0 ? Luma : Math.Clamp(Luma + PerChromaCode * (Chroma - EqualChroma), 0, VertexQuantizer.Settings - 1);

    internal int Step(VertexBand band, int plane, int gridStep) => VertexQuantizer.Step(Of(plane), band, gridStep);
}
