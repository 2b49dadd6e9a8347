namespace Workbook.Imaging.Scenes;

/// <summary>A colour before rounding, each channel 0 to 255 (and beyond while light is added).</summary>
internal readonly record struct Tone(float Red, float Green, float Blue)
{
    public static Tone operator *(Tone a, float gain) => new(a.Red * gain, a.Green * gain, a.Blue * gain);

    public static Tone operator +(Tone a, Tone b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    internal static Tone Mix(Tone a, Tone b, float share)
        => new(a.Red + (b.Red - a.Red) * share, a.Green + (b.Green - a.Green) * share, a.Blue + (b.Blue - a.Blue) * share);
}
