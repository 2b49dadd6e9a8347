namespace Workbook.Imaging.Scenes;

/// <summary>Seeded synthetic hearts in 3D as magnetic resonance shows them, and the exact class of every voxel: 0 background, 1 myocardium,
/// 2 blood pool.</summary>
/// <remarks>They stand in for HVSMR 2016 where no data is at hand, with its classes: the walls of both ventricles, and the blood of chambers and great
/// vessels. Around lie lungs with vessels, liver, fat, chest wall and spine, in the same brightnesses; papillary muscles lie dark in the
/// blood and belong to the pool. A bias field and Rician noise come on top. A voxel belongs to a class where its centre does; brightness
/// changes over one voxel at a surface, as partial volume makes it. Every scene is a pure function of seed, index and options, and the same on every
/// machine (IEEE + - * / and square root in a fixed order, then rounded to whole numbers); golden hashes in the tests watch over it.</remarks>
public static class HeartScenes
{
    /// <summary>What the class indices mean.</summary>
    public static IReadOnlyList<string> Classes => Sets.HeartClasses.Names;

    /// <summary>Draws one scan.</summary>
    /// <param name="index">0-based number of the patient; any value.</param>
    /// <param name="seed">Which series of patients.</param>
    /// <param name="options">Sizes, noise and bias. Null: 48 x 64 x 64 voxels.</param>
    /// <returns>The scan and its labels.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the options are out of range.</exception>
    public static VolumeScene Make(int index, ulong seed, VolumeSceneOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        options = (options ?? new()).Checked();
        var torso = new Torso(new(seed, index, 1));
        var heart = new HeartModel(new(seed, index, 2));
        return new HeartPainter(torso, heart, new(seed, index, 3), options).Paint(new(seed, index, 4));
    }

    /// <summary>Draws scans 0 to count - 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which series of patients.</param>
    /// <param name="options">Sizes, noise and bias. Null: 48 x 64 x 64 voxels.</param>
    /// <returns>The scans in order, drawn one by one as they are asked for.</returns>
    public static IEnumerable<VolumeScene> Many(int count, ulong seed, VolumeSceneOptions? options = null) =>
        Enumerable.Range(0, count).Select(i => Make(i, seed, options));
}
