namespace Workbook.Imaging.Scenes;

/// <summary>Trees, one at a time, each with a light and a dark side.</summary>
internal sealed class TreePainter(SceneCanvas canvas, ForestTexture texture, SceneRandom random)
{
    /// <summary>A conifer: rows of boughs that widen downward, ragged at the rim.</summary>
    /// <param name="foot">Row of its foot.</param>
    /// <param name="column">Column of its stem.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="dark">Colour in the shade.</param>
    /// <param name="light">Colour in the light.</param>
    internal void Conifer(float foot, float column, float height, Tone dark, Tone light)
    {
        var (wide, tiers, sparse) = (height * random.Between(0.13f, 0.22f), height / random.Between(4.5f, 8), random.Between(0.1f, 0.75f));
        var (shift, phase, lean) = (random.Whole(0, 200), random.Share(), random.Between(-0.02f, 0.02f));
        for (var r = Math.Max(0, (int)(foot - height)); r <= Math.Min(canvas.Rows - 1, (int)foot); r++)
        {
            var down = (r - foot + height) / height;
            var bough = down * tiers + phase;
            var reach = wide * (0.06f + 0.94f * down) * (0.5f + 0.5f * (bough - MathF.Floor(bough)));
            Bough(r, column + lean * (r - foot), reach, sparse, shift, dark, light);
        }
    }

    private void Bough(int row, float stem, float reach, float sparse, int shift, Tone dark, Tone light)
    {
        reach += 0.7f;
        for (var c = Math.Max(0, (int)(stem - reach)); c <= Math.Min(canvas.Columns - 1, (int)(stem + reach)); c++)
        {
            var side = (c - stem) / reach;
            var leaf = texture.Foliage(row, c, shift);
            var cover = Curve.Step(sparse * (side * side) - 0.1f, sparse * (side * side) + 0.25f, leaf + 0.25f);
            if (cover > 0.02f)
                canvas.Cover(row, c, Tone.Mix(dark, light, Curve.Clamp(leaf - 0.22f - 0.3f * side)), cover);
        }
    }

    /// <summary>A broad tree: a stem and a heap of leafy balls, lit from above.</summary>
    internal void Broadleaf(float foot, float column, float height, Tone dark, Tone light)
    {
        Trunk(foot, column, height * 0.6f, MathF.Max(0.7f, height * 0.02f), dark * 0.7f, dark);
        var balls = Math.Clamp((int)(height / 5), 4, 26);
        for (var k = 0; k < balls; k++)
        {
            var (up, aside) = (random.Between(0.3f, 0.9f), random.Between(-1, 1));
            var spread = 0.34f * (1 - 2.2f * (up - 0.55f) * (up - 0.55f));
            Ball(foot - height * up, column + aside * spread * height, height * random.Between(0.1f, 0.2f), dark, light);
        }
    }

    internal void Ball(float row, float column, float radius, Tone dark, Tone light)
    {
        var shift = random.Whole(0, 200);
        for (var r = Math.Max(0, (int)(row - radius)); r <= Math.Min(canvas.Rows - 1, (int)(row + radius)); r++)
            for (var c = Math.Max(0, (int)(column - radius)); c <= Math.Min(canvas.Columns - 1, (int)(column + radius)); c++)
            {
                var (y, x) = ((r - row) / radius, (c - column) / radius);
                var leaf = texture.Foliage(r, c, shift);
                var cover = Curve.Step(-0.05f, 0.25f, 1 - (y * y + x * x) + 0.8f * (leaf - 0.5f));
                if (cover > 0.02f)
                    canvas.Cover(r, c, Tone.Mix(dark, light, Curve.Clamp(leaf - 0.05f - 0.38f * y - 0.12f * x)), cover);
            }
    }

    /// <summary>A bare stem, a little crooked, lighter on one side.</summary>
    internal void Trunk(float foot, float column, float height, float half, Tone dark, Tone light)
    {
        var (lean, shift) = (random.Between(-0.06f, 0.06f), random.Whole(0, 200));
        for (var r = Math.Max(0, (int)(foot - height)); r <= Math.Min(canvas.Rows - 1, (int)foot); r++)
        {
            var (up, bend) = ((foot - r) / height, 2 * texture.Shape.At(r / 40f, shift * 0.37f));
            var (stem, wide) = (column + lean * (foot - r) + bend, half * (1.1f - 0.6f * up));
            for (var c = Math.Max(0, (int)(stem - wide - 1)); c <= Math.Min(canvas.Columns - 1, (int)(stem + wide + 1)); c++)
                canvas.Cover(r, c, Tone.Mix(dark, light, Curve.Clamp(texture.Foliage(r, c, shift) - 0.4f * (c - stem) / (wide + 0.5f))),
                    1 - Curve.Step(wide - 0.5f, wide + 0.6f, MathF.Abs(c - stem)));
        }
    }
}
