using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>A nodule or a mass in a lung.</summary>
internal sealed class ChestFinding
{
    private const int Tries = 1000;
    private readonly Thorax thorax;
    private readonly Blob blob;
    private readonly float dense;
    private readonly float soft;

    private ChestFinding(Thorax thorax, SceneRandom random, int kind, float row, float column, float radius)
    {
        (this.thorax, Class) = (thorax, kind);
        blob = new Blob(random, row, column, radius, random.Between(1, 1.35f), random.Between(0.05f, 0.3f), random.Between(0.02f, 0.12f));
        (dense, soft) = (random.Between(0.13f, 0.26f) + (kind == 3 ? 0.08f : 0), random.Between(0.1f, 0.4f));
    }

    /// <summary>2 nodule, 3 mass.</summary>
    internal int Class { get; }

    /// <summary>One to three findings in the lungs, apart from each other; fewer than drawn by lot where they find no room.</summary>
    internal static ChestFinding[] In(Thorax thorax, SceneRandom random)
    {
        var (wanted, made, centimetre) = (random.Whole(1, 3), new List<ChestFinding>(), Math.Min(thorax.HalfWidth, thorax.Height) / 15);
        for (var i = 0; made.Count < wanted && (i < Tries || made.Count == 0); i++)
        {
            var kind = random.Chance(0.65f) ? 2 : 3;
            var radius = Math.Max(1.6f, centimetre * (kind == 2 ? random.Between(0.4f, 1.5f) : random.Between(1.6f, 3)));
            var (row, column) = (random.Whole(thorax.Rows / 16, thorax.Rows * 15 / 16), random.Whole(thorax.Columns / 16, thorax.Columns * 15 / 16)); // clear of any black border
            var (across, down) = thorax.Place(row, column);
            if (thorax.Side(across).Depth(across, down) * thorax.HalfWidth > 0.5f * radius
                && made.All(other => Distance(other.blob.Row - row, other.blob.Column - column) > 1.8f * (other.blob.Radius + radius)))
                made.Add(new(thorax, random, kind, row, column, radius));
        }
        return [.. made];
    }

    /// <summary>Adds it to what the rays meet.</summary>
    internal void AddTo(float[] density)
    {
        for (var r = 0; r < thorax.Rows; r++)
            for (var c = 0; c < thorax.Columns; c++)
                if (blob.Depth(r, c) is var depth and > -0.5f)
                    density[r * thorax.Columns + c] += dense * Curve.Step(-soft, soft, depth) * (0.75f + 0.25f * Curve.Clamp(depth));
    }

    /// <summary>255 where it is.</summary>
    internal GrayImage Mask()
    {
        var mask = new GrayImage(thorax.Rows, thorax.Columns);
        for (var r = 0; r < mask.Rows; r++)
            for (var c = 0; c < mask.Columns; c++)
                if (blob.Depth(r, c) > 0)
                    mask.Pixels[r * mask.Columns + c] = 255;
        return mask;
    }

    private static float Distance(float rows, float columns) => MathF.Sqrt(rows * rows + columns * columns);
}
