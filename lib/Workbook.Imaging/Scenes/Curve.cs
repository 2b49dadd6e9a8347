namespace Workbook.Imaging.Scenes;

/// <summary>Soft steps and bumps made of + - * / only, which every machine computes alike.</summary>
internal static class Curve
{
    internal static float Clamp(float x) => x < 0 ? 0 : x > 1 ? 1 : x;

    internal static float Mix(float a, float b, float share) => a + (b - a) * share;

    /// <summary>0 below low, 1 above high, smooth between.</summary>
    internal static float Step(float low, float high, float x)
    {
        var t = Clamp((x - low) / (high - low));
        return t * t * (3 - 2 * t);
    }

    /// <summary>1 at 0, 0 from 1 on, smooth and even.</summary>
    internal static float Bump(float x)
    {
        var t = Clamp(1 - x * x);
        return t * t;
    }

    /// <summary>A wave of period 1 between -1 and 1, close to a sine.</summary>
    internal static float Wave(float x)
    {
        var t = x - MathF.Floor(x);
        return t < 0.5f ? 16 * t * (0.5f - t) : -16 * (t - 0.5f) * (1 - t);
    }
}
