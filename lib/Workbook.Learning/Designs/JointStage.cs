using Workbook.Learning.Losses;

namespace Workbook.Learning.Designs;

/// <summary>One part of a design's training.</summary>
/// <param name="Name">What messages and folders of checkpoints call it.</param>
/// <param name="Learns">What descends; the others hold still.</param>
/// <param name="Objective">What it descends.</param>
public sealed record JointStage(string Name, JointPart Learns, JointObjective Objective)
{
    /// <summary>S reads the images themselves, though there is a codec.</summary>
    public bool OnOriginals { get; init; }
}
