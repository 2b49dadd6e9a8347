using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>The shadow of a lung: between the ribs and the middle, from its apex to the diaphragm.</summary>
internal sealed class Lung
{
    /// <summary>Where the apex lies between the middle and the wall.</summary>
    internal const float ApexAcross = 0.4f;

    private readonly Thorax thorax;
    private readonly float side;
    private readonly float middle;
    private readonly float floor;
    private readonly float dome;
    private readonly float start;
    private readonly Noise rim;

    internal Lung(Thorax thorax, SceneRandom random, float side)
    {
        (this.thorax, this.side) = (thorax, side);
        (start, middle, rim) = (random.Between(-0.02f, 0.02f), random.Between(0.07f, 0.15f), new Noise(random));
        floor = 1 + random.Between(-0.03f, 0.03f) - (random.Chance(0.12f) ? random.Between(0.08f, 0.2f) : 0);
        dome = random.Between(0.07f, 0.2f) + (side < 0 ? 0.03f : 0);
    }

    /// <summary>How deep a place lies in the lung, over half the chest's width: 0 on its rim, below 0 outside.</summary>
    internal float Depth(float across, float down)
    {
        var outwards = side * across;
        var below = down - start;
        var vertical = Math.Min(below, Floor(outwards) - down) * thorax.Tallness;
        var even = Math.Min(Math.Min(Thorax.Wall(below) - outwards, outwards - Inner(below)), vertical);
        return even < -0.05f ? even : even + 0.02f * rim.At(across * 4 + 20, down * 5 + 20, 2, 0.5f);
    }

    /// <summary>How far down the lung reaches: up over the dome of the diaphragm, and down beside it.</summary>
    internal float Floor(float outwards)
    {
        var away = (outwards - 0.42f) / 0.56f;
        return floor - dome * (1 - away * away);
    }

    /// <summary>255 where the lung is.</summary>
    internal GrayImage Mask()
    {
        var mask = new GrayImage(thorax.Rows, thorax.Columns);
        for (var r = 0; r < mask.Rows; r++)
            for (var c = 0; c < mask.Columns; c++)
                if (thorax.Place(r, c) is var (across, down) && Depth(across, down) > 0)
                    mask.Pixels[r * mask.Columns + c] = 255;
        return mask;
    }

    private float Inner(float down)
    {
        var above = 1 - Curve.Clamp(down / 0.24f);
        return middle + (ApexAcross - middle) * (1 - MathF.Sqrt(1 - above * above));
    }
}
