namespace Workbook.Imaging.Scenes;

/// <summary>Paints the forest: what lies behind a fire, and what stands in front of it.</summary>
internal sealed class ForestPainter(ForestPlan plan, ForestMood mood, ForestTexture texture, int rows, int columns)
{
    /// <summary>Everything that a fire can stand in front of.</summary>
    internal void Behind(SceneCanvas canvas, SceneRandom random)
    {
        SkyPainter.Paint(canvas, random, mood, plan.Horizon);
        var trees = new TreePainter(canvas, texture, random);
        for (var k = 0; k < plan.Ridges.Count; k++)
            Layer(canvas, trees, random, k);
        if (plan.View == ForestView.Inside)
            Wood(canvas, trees, random);
        else if (plan.View == ForestView.Treeline)
            Row(trees, random, rows * 0.5f, 0.4f, columns / 9);
        if (mood.Fog > 0.5f)
            Fog(canvas, random);
    }

    /// <summary>Dark trees and bushes close to the camera.</summary>
    internal void Front(SceneCanvas canvas, SceneRandom random, float density)
    {
        var trees = new TreePainter(canvas, texture, random);
        var (dark, light) = (mood.LeafDark * 0.7f, Tone.Mix(mood.LeafDark, mood.LeafLight, 0.6f));
        for (var n = (int)(density * columns / 14); n > 0; n--)
        {
            var (foot, column) = (rows * random.Between(0.97f, 1.15f), random.Between(0, columns));
            Tree(trees, random, foot, column, rows * random.Between(0.18f, 0.55f), dark, light);
        }
        for (var n = (int)(density * columns / 9); n > 0; n--)
            trees.Ball(rows * random.Between(0.96f, 1.04f), random.Between(0, columns), rows * random.Between(0.03f, 0.09f), dark, light);
    }

    /// <summary>Still water in the lower part of the picture, which mirrors what stands above it.</summary>
    internal void Lake(SceneCanvas canvas, SceneRandom random)
    {
        var (shore, noise) = (rows * random.Between(0.68f, 0.85f), new Noise(random));
        for (var c = 0; c < columns; c++)
            for (var r = (int)(shore + 5 * noise.At(0.5f, c / 45f, 3, 0.6f)); r < rows; r++)
            {
                var ripple = noise.At(r / 2.2f, c / 26f, 3, 0.6f);
                var from = Math.Clamp((int)(2 * shore - r * 1.15f + 0.15f * shore + 9 * ripple), 0, rows - 1);
                var mirrored = canvas.Tones[from * columns + c] * 0.72f;
                canvas.Tones[r * columns + c] = Tone.Mix(mirrored, mood.SkyLow * 0.8f, 0.25f + 0.35f * ripple);
            }
    }

    private void Layer(SceneCanvas canvas, TreePainter trees, SceneRandom random, int layer)
    {
        var near = (layer + 1f) / plan.Ridges.Count;
        var haze = plan.View == ForestView.Ridges ? mood.Fog * (1 - near) + 0.05f : 0.3f * mood.Fog;
        var bare = plan.View == ForestView.Meadow || random.Chance(0.15f);
        var (dark, light) = bare ? (mood.Ground * 0.55f, mood.Ground * 1.15f) : (mood.LeafDark, mood.LeafLight);
        (dark, light) = (Tone.Mix(dark, mood.Haze, haze), Tone.Mix(light, mood.Haze, haze));
        Ground(canvas, plan.Ridges[layer], dark, light, (layer + 1) * 13, (bare ? 0.5f : 0.6f) + 0.4f * near);
        var size = rows * Curve.Mix(0.025f, 0.17f, near * near) * random.Between(0.8f, 1.3f);
        var many = bare ? random.Whole(0, 9) : (int)(columns * 2.2f / MathF.Sqrt(size + 2) * (0.6f + near));
        var deep = (layer + 1 < plan.Ridges.Count ? 0.22f : 0.42f) * rows;
        for (var n = 0; n < many; n++)
        {
            var column = random.Between(0, columns - 0.01f);
            var share = (n + random.Share()) / many;
            var foot = plan.Ridges[layer][(int)column] + size * 0.4f + share * deep * (0.5f + 0.5f * near);
            Tree(trees, random, foot, column, size * random.Between(0.6f, 1.3f) * (1 + 0.7f * share), dark, light);
        }
    }

    private void Ground(SceneCanvas canvas, float[] ridge, Tone dark, Tone light, int shift, float contrast)
    {
        for (var c = 0; c < columns; c++)
            for (var r = Math.Max(0, (int)ridge[c]); r < rows; r++)
            {
                var lit = 0.45f + contrast * (texture.Foliage(r, c, shift) - 0.5f);
                canvas.Tones[r * columns + c] = Tone.Mix(dark, light, Curve.Clamp(lit));
            }
    }

    /// <summary>The inside of a wood: leaves everywhere with gaps of light, stems of all distances, a forest floor.</summary>
    private void Wood(SceneCanvas canvas, TreePainter trees, SceneRandom random)
    {
        var bright = Tone.Mix(mood.SkyLow, mood.LeafLight * 1.4f, 0.5f);
        var gaps = random.Between(0.25f, 0.6f);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
            {
                var leaf = texture.Foliage(r, c, 3);
                var shade = Tone.Mix(mood.LeafDark, mood.LeafLight, Curve.Clamp(leaf));
                var lit = Curve.Step(gaps, gaps + 0.3f, texture.Clumps[r * columns + c] + 0.5f * leaf - 0.2f);
                var floor = Tone.Mix(mood.Ground * 0.4f, mood.Ground, Curve.Clamp(leaf));
                var down = Curve.Step(plan.Horizon - 6, plan.Horizon + 10, r);
                canvas.Tones[r * columns + c] = Tone.Mix(Tone.Mix(shade, bright, lit), floor, down);
            }
        var bark = Tone.Mix(mood.Ground, mood.Haze, 0.3f);
        for (var n = columns / 10; n > 0; n--)
        {
            var near = 1 - n / (columns / 10f);
            var foot = plan.Horizon + near * near * 0.35f * rows;
            trees.Trunk(foot, random.Between(0, columns), rows * 1.2f, 0.8f + 5 * near * near * random.Share(), mood.LeafDark * 0.6f,
                Tone.Mix(bark, mood.LeafDark, 0.6f * near));
        }
    }

    private void Row(TreePainter trees, SceneRandom random, float height, float vary, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var near = n / (float)count;
            var haze = 0.5f * mood.Fog * (1 - near);
            var (dark, light) = (Tone.Mix(mood.LeafDark, mood.Haze, haze), Tone.Mix(mood.LeafLight, mood.Haze, haze));
            var foot = Curve.Mix(plan.Horizon, rows, 0.1f + 0.6f * near);
            Tree(trees, random, foot, random.Between(0, columns), height * random.Between(1 - vary, 1 + vary), dark, light);
        }
    }

    private void Tree(TreePainter trees, SceneRandom random, float foot, float column, float height, Tone dark, Tone light)
    {
        var gain = random.Between(0.65f, 1.2f);
        if (mood.Hour == ForestHour.Autumn && random.Chance(0.45f))
        {
            var leaf = random.Chance(0.5f) ? new Tone(214, 172, 44) : new Tone(72, 100, 44);
            (dark, light) = (Tone.Mix(dark, new(20, 34, 14), 0.6f), Tone.Mix(light, leaf, 0.7f));
        }
        if (random.Chance(plan.Broadleaf))
            trees.Broadleaf(foot, column, height * 0.8f, dark * gain, light * gain);
        else
            trees.Conifer(foot, column, height, dark * gain, light * gain);
    }

    private void Fog(SceneCanvas canvas, SceneRandom random)
    {
        var drift = new Noise(random).Plane(rows, columns, 40, 110, 4, 0.55f);
        var (level, thick) = (plan.Horizon + random.Between(-0.1f, 0.2f) * rows, random.Between(0.2f, 0.5f) * rows);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
            {
                var at = r * columns + c;
                var bank = Curve.Bump((r - level) / thick) + 0.7f * drift[at] * Curve.Bump((r - level) / (2 * thick));
                canvas.Tones[at] = Tone.Mix(canvas.Tones[at], mood.Haze, 0.7f * mood.Fog * Curve.Clamp(bank));
            }
    }
}
