namespace Workbook.Codecs.Triangulation;

/// <summary>A colour in real numbers, 0 to 255 a channel.</summary>
internal readonly record struct Tone(double Red, double Green, double Blue)
{
    internal static Tone Of(Rgb color) => new(color.Red, color.Green, color.Blue);

    internal double Distance(Tone other) => Square(Red - other.Red) + Square(Green - other.Green) + Square(Blue - other.Blue);

    internal Tone Clamped() => new(Math.Clamp(Red, 0, 255), Math.Clamp(Green, 0, 255), Math.Clamp(Blue, 0, 255));

    internal double Dot(Tone other) => Red * other.Red + Green * other.Green + Blue * other.Blue;

    public static Tone operator +(Tone a, Tone b) => new(a.Red + b.Red, a.Green + b.Green, a.Blue + b.Blue);

    public static Tone operator -(Tone a, Tone b) => new(a.Red - b.Red, a.Green - b.Green, a.Blue - b.Blue);

    public static Tone operator *(double factor, Tone tone) => new(factor * tone.Red, factor * tone.Green, factor * tone.Blue);

    private static double Square(double value) => value * value;
}
