namespace Workbook.Imaging.Scenes;

/// <summary>One forest, drawn once up to where the fire begins, so that a moving picture repeats only what moves.</summary>
internal sealed class FireScenery
{
    private readonly SceneCanvas behind;
    private readonly ForestPainter forest;
    private readonly List<FireLine> lines;
    private readonly FlamePainter flames;
    private readonly SmokePainter smoke;
    private readonly Func<int, SceneRandom> purpose;
    private readonly float density;
    private readonly bool positive;
    private readonly SceneCanvas first;

    private FireScenery(int index, ulong seed, int rows, int columns, bool positive)
    {
        this.positive = positive;
        purpose = number => new SceneRandom(seed ^ 0x5EEDF12E5EEDF12E, index, number);
        var random = purpose(1);
        var mood = ForestMood.Choose(random, positive);
        var texture = new ForestTexture(purpose(2), rows, columns);
        var plan = new ForestPlan(random, rows, columns, texture);
        density = random.Chance(0.35f) ? 0 : random.Between(0.2f, 1);
        forest = new ForestPainter(plan, mood, texture, rows, columns);
        behind = new SceneCanvas(rows, columns);
        forest.Behind(behind, purpose(3));
        if (!positive && plan.View != ForestView.Inside && random.Chance(0.16f))
            forest.Lake(behind, purpose(9));
        lines = positive ? FireLine.Choose(purpose(4), plan, mood, rows, columns) : [];
        flames = new FlamePainter(purpose(5));
        smoke = new SmokePainter(purpose(6), mood);
        first = Draw(0);
    }

    /// <summary>A forest whose fire, if there is one, can be seen at moment 0.</summary>
    /// <param name="index">Which picture.</param>
    /// <param name="seed">Which series.</param>
    /// <param name="rows">Height in pixels.</param>
    /// <param name="columns">Width in pixels.</param>
    /// <param name="positive">Whether it burns.</param>
    /// <param name="largest">Largest share of the picture that the flames may cover.</param>
    internal static FireScenery Visible(int index, ulong seed, int rows, int columns, bool positive, float largest = 1)
    {
        var scenery = new FireScenery(index, seed, rows, columns, positive);
        for (var attempt = 1; positive && !(scenery.first.ShowsTruth && scenery.first.MaskPixels <= largest * rows * columns); attempt++)
            scenery = new FireScenery(index, SceneRandom.Retry(seed, attempt), rows, columns, positive);
        return scenery;
    }

    /// <summary>The picture at a moment, in frames.</summary>
    internal SceneCanvas At(float time) => time == 0 ? first : Draw(time);

    private SceneCanvas Draw(float time)
    {
        var canvas = behind.Copy();
        if (positive)
            Burn(canvas, time);
        return Finish(canvas);
    }

    /// <summary>The same forest without its fire.</summary>
    internal SceneCanvas Unburnt() => Finish(behind.Copy());

    private void Burn(SceneCanvas canvas, float time)
    {
        var heat = flames.Heat(lines, canvas.Rows, canvas.Columns, time);
        smoke.Paint(canvas, heat, time);
        flames.Paint(canvas, heat);
    }

    private SceneCanvas Finish(SceneCanvas canvas)
    {
        forest.Front(canvas, purpose(7), density);
        canvas.Soften(purpose(8).Between(0, 0.05f));
        return canvas;
    }
}
