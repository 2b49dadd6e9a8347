namespace Workbook.Imaging.Scenes;

/// <summary>What kind of view a forest scene is.</summary>
internal enum ForestView
{
    /// <summary>Ridge behind ridge.</summary>
    Ridges,

    /// <summary>A wall of tall trees.</summary>
    Treeline,

    /// <summary>Inside the wood.</summary>
    Inside,

    /// <summary>Open land with single trees.</summary>
    Meadow,
}

/// <summary>The lay of the land: horizon, ridge lines, kinds of trees.</summary>
internal sealed class ForestPlan
{
    internal ForestPlan(SceneRandom random, int rows, int columns, ForestTexture texture)
    {
        View = random.Share() switch
        {
            < 0.45f => ForestView.Ridges,
            < 0.68f => ForestView.Treeline,
            < 0.83f => ForestView.Inside,
            _ => ForestView.Meadow,
        };
        Horizon = rows * View switch
        {
            ForestView.Ridges => random.Between(0.3f, 0.55f),
            ForestView.Treeline => random.Between(0.6f, 0.78f),
            ForestView.Inside => random.Between(0.55f, 0.75f),
            _ => random.Between(0.5f, 0.68f),
        };
        Broadleaf = random.Chance(0.35f) ? random.Between(0.5f, 1) : 0.06f;
        var layers = View == ForestView.Ridges ? random.Whole(3, 5) : random.Whole(1, 2);
        for (var k = 0; k < layers; k++)
            Ridges.Add(Ridge(random, rows, columns, texture, k, layers));
    }

    internal ForestView View { get; }

    /// <summary>Row where the far land meets the sky.</summary>
    internal float Horizon { get; }

    /// <summary>Share of broad trees among all trees.</summary>
    internal float Broadleaf { get; }

    /// <summary>Top row of each ridge at each column, far ridges first.</summary>
    internal List<float[]> Ridges { get; } = [];

    private float[] Ridge(SceneRandom random, int rows, int columns, ForestTexture texture, int layer, int layers)
    {
        var near = layers == 1 ? 0 : layer / (layers - 1f);
        var height = rows * (View == ForestView.Ridges ? Curve.Mix(0.16f, 0.1f, near) : 0.06f);
        var (middle, cell) = (Horizon + near * 0.72f * (rows - Horizon), random.Between(0.25f, 0.6f) * columns);
        var (seat, slope) = (random.Between(0, 60), random.Between(-0.25f, 0.25f));
        var ridge = new float[columns];
        for (var c = 0; c < columns; c++)
            ridge[c] = middle + height * (1.6f * texture.Shape.At(seat, seat + c / cell, 4, 0.45f) + 2 * slope * (2f * c / columns - 1));
        return ridge;
    }
}
