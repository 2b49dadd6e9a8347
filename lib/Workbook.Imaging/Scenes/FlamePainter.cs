namespace Workbook.Imaging.Scenes;

/// <summary>Flames: turbulence that rises and thins out, coloured from dark red to pale yellow by its heat.</summary>
internal sealed class FlamePainter
{
    private readonly Noise noise;
    private readonly float red; // how far the camera shifts flames to red, 0 to 1
    private readonly float ragged;

    internal FlamePainter(SceneRandom random)
    {
        noise = new Noise(random);
        red = random.Chance(0.35f) ? random.Between(0.25f, 0.6f) : random.Between(0, 0.2f);
        ragged = random.Between(1.6f, 2.4f);
    }

    /// <summary>Heat of every pixel at a moment: 0 where nothing burns, about 1 in the core.</summary>
    /// <param name="lines">Where it burns.</param>
    /// <param name="rows">Height in pixels.</param>
    /// <param name="columns">Width in pixels.</param>
    /// <param name="time">The moment, in frames; flames climb about a tenth of their height a frame.</param>
    internal float[] Heat(List<FireLine> lines, int rows, int columns, float time)
    {
        var heat = new float[rows * columns];
        for (var k = 0; k < lines.Count; k++)
            AddLine(heat, lines[k], columns, time, 23.7f * k);
        return heat;
    }

    private void AddLine(float[] heat, FireLine line, int columns, float time, float shift)
    {
        var rows = heat.Length / columns;
        var wide = Math.Clamp(line.Tallest * 0.3f, 3.5f, 46);
        var tall = wide * 1.9f;
        var climb = time * line.Tallest * 0.09f / tall;
        for (var c = 0; c < columns; c++)
        {
            var (foot, high) = (line.Base[c], line.Height[c]);
            if (high < 1)
                continue;
            for (var r = Math.Max(0, (int)(foot - 1.7f * high)); r <= Math.Min(rows - 1, (int)(foot + 0.3f * high + 2)); r++)
            {
                var up = (foot - r) / high;
                var (y, x) = (r / tall + climb + shift, c / wide + shift);
                var bend = noise.At(y * 0.6f + 31, x * 0.5f) * (0.3f + up);
                var turbulence = noise.At(y, x + bend, 5, 0.66f);
                var here = (0.76f - 0.82f * up + ragged * turbulence * (0.4f + 0.6f * Curve.Clamp(up)) - 0.9f * MathF.Max(0, up - 1.05f))
                    * Curve.Step(-0.22f, 0.16f, up + 0.45f * turbulence) * Curve.Step(0, 6, high);
                heat[r * columns + c] = MathF.Max(heat[r * columns + c], here);
            }
        }
    }

    /// <summary>Lays the flames over the picture; a pixel is flame where the flame covers at least half of it.</summary>
    internal void Paint(SceneCanvas canvas, float[] heat)
    {
        for (var i = 0; i < heat.Length; i++)
        {
            if (heat[i] <= 0.04f)
                continue;
            var cover = Curve.Step(0.04f, 0.3f, heat[i]);
            canvas.Tones[i] = Tone.Mix(canvas.Tones[i], Color(Curve.Clamp(heat[i])), cover);
            if (cover >= 0.5f)
                canvas.Mask[i] = 255;
        }
    }

    private Tone Color(float heat)
    {
        var tone = heat switch
        {
            < 0.3f => Tone.Mix(new(120, 22, 4), new(214, 58, 10), heat / 0.3f),
            < 0.55f => Tone.Mix(new(214, 58, 10), new(250, 128, 22), (heat - 0.3f) * 4),
            < 0.8f => Tone.Mix(new(250, 128, 22), new(255, 206, 76), (heat - 0.55f) * 4),
            _ => Tone.Mix(new(255, 206, 76), new(255, 246, 200), (heat - 0.8f) * 5),
        };
        return new(tone.Red, tone.Green * (1 - 0.45f * red), tone.Blue * (1 - 0.5f * red) + 10 * red);
    }
}
