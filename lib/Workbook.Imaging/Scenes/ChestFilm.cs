using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>From what the rays meet to the picture: leads on the skin, exposure, noise, markers, borders.</summary>
internal sealed class ChestFilm
{
    private readonly Thorax thorax;
    private readonly float[] density;
    private readonly SceneRandom random;
    private readonly (int Above, int Below, int Left, int Right) border;

    internal ChestFilm(Thorax thorax, float[] density, SceneRandom random)
    {
        (this.thorax, this.density, this.random) = (thorax, density, random);
        if (random.Chance(0.25f))
            border = (random.Whole(0, thorax.Rows / 32), random.Whole(0, thorax.Rows / 32), random.Whole(0, thorax.Columns / 24), random.Whole(0, thorax.Columns / 24));
    }

    /// <summary>Leads with electrodes over some patients.</summary>
    internal void AddLeads()
    {
        if (!random.Chance(0.3f))
            return;
        for (var leads = random.Whole(1, 3); leads > 0; leads--)
        {
            var bend = new Noise(random);
            var (row, column) = (random.Between(0.2f, 0.9f) * thorax.Rows, random.Between(0.1f, 0.9f) * thorax.Columns);
            var (down, right, width) = (random.Between(-0.7f, 0.7f), random.Chance(0.5f) ? 1f : -1f, MathF.Max(0.6f, 0.007f * thorax.HalfWidth));
            Spot(row, column, 3.2f * width + 1, 0.45f);
            for (var step = 0; step < thorax.Columns; step++)
                Spot(row + 0.35f * thorax.Rows * (bend.At(step * 3f / thorax.Columns, 3) - bend.At(0, 3)) + down * step, column + right * step, width, 0.2f);
        }
    }

    /// <summary>The picture as bytes.</summary>
    internal GrayImage Develop()
    {
        var image = new GrayImage(thorax.Rows, thorax.Columns);
        var (dark, contrast, bend) = (random.Between(0.02f, 0.18f), random.Between(0.75f, 1.05f), random.Between(0.8f, 4));
        var (noise, fog) = (random.Between(0.008f, 0.028f), random.Between(0, 22));
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var light = Math.Max(0, (density[i] - dark) * contrast);
            light = light * (1 + bend) / (light + bend) + noise * random.Bell() * (0.4f + light);
            image.Pixels[i] = (byte)(Curve.Clamp((fog + (235 - fog) * light) / 255) * 255 + 0.5f);
        }
        Mark(image);
        return Cut(image);
    }

    /// <summary>Blackens what lies outside of the film: where the beam was narrowed, or the picture was fitted into a wider one.</summary>
    /// <returns>The same image or mask, changed in place.</returns>
    internal GrayImage Cut(GrayImage image)
    {
        for (var r = 0; r < image.Rows; r++)
            for (var c = 0; c < image.Columns; c++)
                if (r < border.Above || r >= image.Rows - border.Below || c < border.Left || c >= image.Columns - border.Right)
                    image.Pixels[r * image.Columns + c] = 0;
        return image;
    }

    private void Spot(float row, float column, float radius, float dense)
    {
        for (var r = Math.Max(0, (int)(row - radius)); r <= Math.Min(thorax.Rows - 1, (int)(row + radius + 1)); r++)
            for (var c = Math.Max(0, (int)(column - radius)); c <= Math.Min(thorax.Columns - 1, (int)(column + radius + 1)); c++)
            {
                var away = MathF.Sqrt((r - row) * (r - row) + (c - column) * (c - column));
                ref var here = ref density[r * thorax.Columns + c];
                here = Math.Max(here, Math.Min(here + dense, 1.5f) * Curve.Step(radius + 0.7f, radius - 0.3f, away));
            }
    }

    // A lead letter L beside the patient's left shoulder.
    private void Mark(GrayImage image)
    {
        if (!random.Chance(0.45f))
            return;
        var (high, thick) = (Math.Max(5, (int)(0.05f * image.Rows)), Math.Max(1, image.Rows / 100));
        var (top, left) = (random.Whole(2, Math.Max(2, image.Rows / 8)), image.Columns - 2 - high - random.Whole(0, image.Columns / 16));
        for (var r = 0; r < high; r++)
            for (var c = 0; c < high * 2 / 3; c++)
                if (c < thick || r >= high - thick)
                    image.Pixels[(top + r) * image.Columns + left + c] = 250;
    }
}
