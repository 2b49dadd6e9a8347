using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>A picture while it is drawn: colours as floats and the truth mask, which whatever is drawn in front wipes out.</summary>
internal sealed class SceneCanvas(int rows, int columns)
{
    internal int Rows { get; } = rows;

    internal int Columns { get; } = columns;

    internal Tone[] Tones { get; } = new Tone[rows * columns];

    internal byte[] Mask { get; } = new byte[rows * columns];

    /// <summary>How many pixels the truth covers.</summary>
    internal int MaskPixels => Mask.Length - Mask.AsSpan().Count((byte)0);

    /// <summary>Whether the truth is large enough to be seen: half a side's length in pixels.</summary>
    internal bool ShowsTruth => MaskPixels >= Math.Min(Rows, Columns) / 2;

    /// <summary>Draws with a seed, and with others derived from it until the truth of a positive scene is large enough to be seen.</summary>
    internal static SceneCanvas Visible(ulong seed, bool positive, Func<ulong, bool, SceneCanvas> draw)
    {
        var canvas = draw(seed, positive);
        for (var attempt = 1; positive && !canvas.ShowsTruth; attempt++)
            canvas = draw(SceneRandom.Retry(seed, attempt), positive);
        return canvas;
    }

    internal SceneCanvas Copy()
    {
        var copy = new SceneCanvas(Rows, Columns);
        Tones.CopyTo(copy.Tones, 0);
        Mask.CopyTo(copy.Mask, 0);
        return copy;
    }

    /// <summary>Paints over a pixel; a cover of more than one half hides what the mask had there.</summary>
    internal void Cover(int row, int column, Tone tone, float share)
    {
        var at = row * Columns + column;
        Tones[at] = Tone.Mix(Tones[at], tone, share);
        if (share > 0.5f)
            Mask[at] = 0;
    }

    /// <summary>Rounds to bytes.</summary>
    /// <remarks>All arithmetic before is IEEE + - * / and sqrt in a fixed order, so the bytes are the same everywhere.</remarks>
    internal Scene ToScene()
    {
        var image = new RgbImage(Rows, Columns);
        var pixels = image.Pixels;
        for (int i = 0, p = 0; i < Tones.Length; i++, p += 3)
        {
            pixels[p] = Byte(Tones[i].Red);
            pixels[p + 1] = Byte(Tones[i].Green);
            pixels[p + 2] = Byte(Tones[i].Blue);
        }
        return new Scene(image, new GrayImage(Rows, Columns, (byte[])Mask.Clone()), MaskPixels > 0);
    }

    /// <summary>A lens: each channel by (share, 1 - 2 share, share) along rows, then columns; 0.25 is the binomial filter.</summary>
    internal void Soften(float share)
    {
        var along = new Tone[Tones.Length];
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
            {
                var at = r * Columns + c;
                along[at] = Tones[at] * (1 - 2 * share) + (Tones[c > 0 ? at - 1 : at] + Tones[c < Columns - 1 ? at + 1 : at]) * share;
            }
        for (var r = 0; r < Rows; r++)
            for (var c = 0; c < Columns; c++)
            {
                var at = r * Columns + c;
                Tones[at] = along[at] * (1 - 2 * share)
                    + (along[r > 0 ? at - Columns : at] + along[r < Rows - 1 ? at + Columns : at]) * share;
            }
    }

    private static byte Byte(float value) => value <= 0 ? (byte)0 : value >= 255 ? (byte)255 : (byte)(value + 0.5f);
}
