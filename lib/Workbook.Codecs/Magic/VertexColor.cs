namespace Workbook.Codecs.Magic;

/// <summary>A turn of the colour space that the knowledge learned: plane 0 is the direction in which colours differ most.</summary>
/// <param name="Mean">Red, green and blue that all planes count from.</param>
/// <param name="Axes">Three unit vectors in RGB, at right angles to each other, in units of 1/4096.</param>
internal sealed record VertexColor(int[] Mean, int[] Axes)
{
    internal const int AxisBits = 12;
    private const int Shift = AxisBits + VertexQuantizer.FractionBits;

    /// <summary>Grey, then two differences: what an encoder without training uses.</summary>
    internal static VertexColor Untrained { get; } = new([128, 128, 128], [2365, 2365, 2365, 2896, 0, -2896, 1672, -3344, 1672]);

    /// <summary>The colour of a vertex, from its three values in units of 2^-6.</summary>
    internal Rgb ToRgb(int first, int second, int third) =>
        new(Channel(0, first, second, third), Channel(1, first, second, third), Channel(2, first, second, third));

    internal void Write(FieldWriter fields)
    {
        foreach (var level in Mean)
            fields.Byte(level);
        foreach (var part in Axes)
            fields.UInt16(part & 0xFFFF);
    }

    internal static VertexColor Read(ref FieldReader fields)
    {
        var (mean, axes) = (new int[3], new int[9]);
        for (var i = 0; i < 3; i++)
            mean[i] = fields.Byte();
        for (var i = 0; i < 9; i++)
            axes[i] = (short)fields.UInt16();
        return new VertexColor(mean, axes);
    }

    private byte Channel(int channel, int first, int second, int third)
    {
        long sum = (long)Axes[channel] * first + (long)Axes[3 + channel] * second + (long)Axes[6 + channel] * third;
        return (byte)Math.Clamp(Mean[channel] + ((sum + (1 << (Shift - 1))) >> Shift), 0, 255);
    }
}
