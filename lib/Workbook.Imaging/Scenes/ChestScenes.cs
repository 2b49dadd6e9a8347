using Workbook.Codecs;

namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic chest X-rays from the front, with the exact boxes of both lungs and, where asked for, of nodules and masses.</summary>
/// <remarks>They stand in for real X-rays with boxes where no data is at hand: ribs, collarbones, spine, heart and diaphragm over lungs with vessels, hazy
/// patches in some; patients of several builds, a little off the middle and tilted; exposures, markers, leads and black borders as in hospitals. As usual the
/// patient's right lung is on the left of the picture. A lung is all of its shadow, behind heart and ribs too, from its apex to the angle beside the diaphragm; a nodule is 0.8 to 3 cm wide, a
/// mass wider, where the chest is 30 cm. A positive scene is one with one to three findings. Every scene is a pure function of seed, index and options, and its
/// bytes are the same on every machine (IEEE + - * / and square root in a fixed order, then rounded); golden hashes in the tests watch over it.</remarks>
public static class ChestScenes
{
    private const int Usual = 192;

    /// <summary>What <see cref="ObjectBox.Class"/> means. The lungs are in every scene, the others in positive ones.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["left lung", "right lung", "nodule", "mass"];

    /// <summary>Draws one X-ray.</summary>
    /// <param name="index">0-based number of the picture; any value.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of scenes with findings. Null: 192 x 192, lungs only.</param>
    /// <returns>The picture, and box and mask of each object: left lung, right lung, then findings.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the options are out of range.</exception>
    public static ChestScene Make(int index, ulong seed, SceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        options ??= new();
        var (rows, columns) = options.Size(Usual);
        var thorax = new Thorax(new(seed, index, 1), rows, columns);
        var findings = options.IsPositive(index, usualShare: 0) ? ChestFinding.In(thorax, new(seed, index, 2)) : [];
        var density = new ChestPainter(thorax, new(seed, index, 3)).Paint();
        foreach (var finding in findings)
            finding.AddTo(density);
        var film = new ChestFilm(thorax, density, new(seed, index, 4));
        film.AddLeads();
        (int Class, GrayImage Mask)[] objects = [(0, film.Cut(thorax.Left.Mask())), (1, film.Cut(thorax.Right.Mask())), .. findings.Select(finding => (finding.Class, film.Cut(finding.Mask())))];
        return new(film.Develop().ToRgb(), [.. objects.Select(one => Bound(one.Class, one.Mask))], [.. objects.Select(one => one.Mask)]);
    }

    /// <summary>Draws pictures 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="options">Size and share of scenes with findings. Null: 192 x 192, lungs only.</param>
    /// <returns>The pictures in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<ChestScene> Many(int count, ulong seed, SceneOptions? options = null) =>
        Enumerable.Range(0, count).Select(i => Make(i, seed, options));

    private static ObjectBox Bound(int kind, GrayImage mask)
    {
        var inside = Enumerable.Range(0, mask.Pixels.Length).Where(i => mask.Pixels[i] != 0).ToArray();
        return new(kind, inside.Min(i => i % mask.Columns), inside[0] / mask.Columns, inside.Max(i => i % mask.Columns) + 1, inside[^1] / mask.Columns + 1);
    }
}
