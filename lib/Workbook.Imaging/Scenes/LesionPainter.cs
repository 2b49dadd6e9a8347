namespace Workbook.Imaging.Scenes;

/// <summary>A pigmented lesion: an uneven oval that filters the skin's colour, in patches of several pigments, often with a net.</summary>
internal sealed class LesionPainter
{
    // What is left of the skin's light.
    private static readonly Tone[] Pigments =
        [new(0.7f, 0.52f, 0.42f), new(0.5f, 0.36f, 0.32f), new(0.3f, 0.23f, 0.24f), new(0.9f, 0.62f, 0.6f), new(0.55f, 0.58f, 0.66f), new(0.78f, 0.66f, 0.52f)];

    private readonly Blob blob;

    internal LesionPainter(SceneRandom random, int rows, int columns)
    {
        var side = Math.Min(rows, columns);
        var radius = side * (random.Chance(0.25f) ? random.Between(0.09f, 0.16f) : random.Between(0.16f, 0.36f));
        var (row, column) = (rows * (0.5f + 0.07f * random.Bell()), columns * (0.5f + 0.07f * random.Bell()));
        blob = new Blob(random, row, column, radius, random.Between(1, 1.8f), random.Between(0.1f, 0.55f), random.Between(0.04f, 0.3f));
    }

    /// <summary>Filters the skin; the mask is where the pixel lies inside the rim.</summary>
    internal void Paint(SceneCanvas canvas, SceneRandom random)
    {
        var (patches, spots) = (new Noise(random), new Noise(random));
        Tone first = Pigment(random), second = Pigment(random), third = Pigment(random);
        var strength = random.Chance(0.3f) ? random.Between(0.4f, 0.55f) : random.Between(0.55f, 0.97f);
        var soft = random.Chance(0.4f) ? random.Between(0.2f, 0.5f) : random.Between(0.04f, 0.2f);
        var (rim, net) = (random.Between(0.5f, 1), random.Chance(0.5f) ? random.Between(0.2f, 0.7f) : 0);
        var pitch = MathF.Max(2.4f, blob.Radius * random.Between(0.1f, 0.2f));
        var (hole, mottle) = (random.Chance(0.2f) ? random.Between(0.3f, 0.8f) : 0, random.Between(0.1f, 0.5f));
        for (var r = 0; r < canvas.Rows; r++)
            for (var c = 0; c < canvas.Columns; c++)
            {
                var (at, depth) = (r * canvas.Columns + c, blob.Depth(r, c));
                if (depth <= -soft)
                    continue;
                var (y, x) = ((r - blob.Row) / blob.Radius, (c - blob.Column) / blob.Radius);
                var patch = patches.At(y * 1.6f + 9, x * 1.6f + 9, 3, 0.55f);
                var spot = spots.At(y * 5 + 3, x * 5 + 3, 3, 0.7f);
                var line = net * (1 - Curve.Step(0, 0.22f, MathF.Abs(spots.At(r / pitch, c / pitch))));
                var pigment = Tone.Mix(Tone.Mix(first, second, Curve.Step(-0.22f, 0.22f, patch)), third, 0.8f * Curve.Step(0.1f, 0.35f, spot - patch));
                var dense = strength * Curve.Mix(rim, 1, Curve.Step(0, 0.45f, depth)) * (1 - mottle * (0.5f + spot)) * (1 - hole * Curve.Step(0.45f, 0.8f, depth));
                canvas.Tones[at] = Filter(canvas.Tones[at], pigment, Curve.Clamp(dense + 0.35f * line) * Curve.Step(-soft, soft, depth));
                canvas.Mask[at] = depth > 0 ? (byte)255 : (byte)0;
            }
    }

    private static Tone Pigment(SceneRandom random) => Tone.Mix(Pigments[random.Whole(0, Pigments.Length - 1)], Pigments[random.Whole(0, 2)], random.Share());

    private static Tone Filter(Tone skin, Tone pigment, float share) =>
        new(skin.Red * Curve.Mix(1, pigment.Red, share), skin.Green * Curve.Mix(1, pigment.Green, share), skin.Blue * Curve.Mix(1, pigment.Blue, share));
}
