namespace Workbook.Imaging.Scenes;

/// <summary>Where things are in a chest seen from the front.</summary>
/// <remarks>Place in the chest: across is 0 in the middle and 1 where the chest is widest, to the right of the picture, which is the patient's left; down is 0 at the apex of the
/// lungs and 1 at the angle beside the diaphragm.</remarks>
internal sealed class Thorax
{
    private readonly float middle;
    private readonly float top;
    private readonly float tilt;

    internal Thorax(SceneRandom random, int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        middle = columns * random.Between(0.46f, 0.54f);
        HalfWidth = columns * random.Between(0.36f, 0.46f);
        top = rows * random.Between(0.03f, 0.2f);
        Height = rows * random.Between(0.76f, 0.98f) - top;
        tilt = random.Between(-0.07f, 0.07f);
        Fat = random.Between(0.04f, 0.3f);
        Right = new Lung(this, random, -1);
        Left = new Lung(this, random, 1);
    }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Pixels from the middle to where the chest is widest: about 15 cm.</summary>
    internal float HalfWidth { get; }

    /// <summary>Pixels from the apex of the lungs to the angle beside the diaphragm.</summary>
    internal float Height { get; }

    /// <summary>How much taller the lungs are than half the chest is wide.</summary>
    internal float Tallness => Height / HalfWidth;

    /// <summary>Soft tissue around the ribs, over half the chest's width.</summary>
    internal float Fat { get; }

    /// <summary>The patient's right lung, on the left of the picture.</summary>
    internal Lung Right { get; }

    internal Lung Left { get; }

    /// <summary>Place of a pixel's centre in the chest.</summary>
    internal (float Across, float Down) Place(int row, int column)
    {
        var (x, y) = ((column + 0.5f - middle) / HalfWidth, (row + 0.5f - top) / Height);
        return (x + tilt * (y - 0.5f) * Tallness, y - tilt * x / Tallness);
    }

    /// <summary>Which of the lungs lies on a side.</summary>
    internal Lung Side(float across) => across < 0 ? Right : Left;

    /// <summary>How far outwards the ribs go, and with them the lungs.</summary>
    internal static float Wall(float down)
    {
        var above = 1 - Curve.Clamp(down / 0.85f);
        return Lung.ApexAcross + (1 - Lung.ApexAcross) * MathF.Sqrt(1 - above * above * above) * (0.93f + 0.07f * Curve.Clamp(down));
    }
}
