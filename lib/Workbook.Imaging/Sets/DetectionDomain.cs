using Workbook.Imaging.Scenes;

namespace Workbook.Imaging.Sets;

/// <summary>The domains of the notebooks on detection: the user's real images where there are some, else the project's own scenes.</summary>
/// <remarks>The set's name says which of the two it is, so that scenes never pass for photographs. Pictures come in one size, so that they can be stacked to a batch.</remarks>
public static class DetectionDomain
{
    /// <summary>Chest X-rays: the lungs of <see cref="ChestLungBoxes"/>, which a small network learns in minutes; else the findings of <see cref="ChestXDet"/>; or <see cref="ChestScenes"/>.</summary>
    /// <param name="count">Most pictures.</param>
    /// <param name="side">Height and width in pixels, 48 to 4096; real pictures are resized to it.</param>
    /// <param name="seed">Draws the scenes; real pictures do not depend on it.</param>
    /// <param name="findings">Share of the scenes that show nodules and masses, 0 to 1; real pictures do not depend on it.</param>
    /// <returns>Named <c>chest lung boxes</c>, <c>ChestX-Det</c>, <c>ChestX-Det10</c> or <c>synthetic chests</c>; ask <see cref="DetectionSet.Classes"/> what there is to find.</returns>
    /// <exception cref="DatasetException">WORKBOOK_DATA is set, but names no folder, or a set in it is damaged.</exception>
    public static DetectionSet Chests(int count, int side = 192, ulong seed = 1, double findings = 0) => Root() switch
    {
        { } root when ChestLungBoxes.IsIn(root) => ChestLungBoxes.Load(root).Take(count).Resized(side, side),
        { } root when ChestXDet.IsIn(root) => ChestXDet.Load(root).Take(count).Resized(side, side),
        _ => Drawn(count, seed, new() { Rows = side, Columns = side, PositiveShare = findings }),
    };

    private static DataRoot? Root() => DataRoot.IsSet ? DataRoot.FromEnvironment() : null;

    private static DetectionSet Drawn(int count, ulong seed, SceneOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new("synthetic chests", [.. ChestScenes.Classes.Take(options.PositiveShare > 0 ? 4 : 2)], [.. Enumerable.Range(0, count).Select(i =>
            new DetectionCase($"scene {i:000}", $"scene {i:000}", _ => ChestScenes.Make(i, seed, options) is var scene ? (scene.Image, scene.Boxes) : default))]);
    }
}
