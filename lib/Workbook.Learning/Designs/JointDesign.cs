namespace Workbook.Learning.Designs;

/// <summary>A way to bring compression and segmentation together.</summary>
/// <param name="Name">Its word on command lines and in recipes.</param>
/// <param name="Words">What it is, in a line.</param>
/// <param name="Stages">How it is trained; each stage goes on with the networks of the one before.</param>
public sealed record JointDesign(string Name, string Words, IReadOnlyList<JointStage> Stages)
{
    /// <summary>There are C and g; without them S reads the images.</summary>
    public bool Compresses { get; init; } = true;

    /// <summary>g gives as many channels as the image has, not a single one.</summary>
    public bool RestoresPixels { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
