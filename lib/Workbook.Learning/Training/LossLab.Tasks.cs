using Workbook.Learning.Designs;

namespace Workbook.Learning.Training;

public sealed partial record LossLab
{
    /// <summary>A lab on a task: the held-out cases are segmented from their files and scored by <see cref="LabScoring"/>.</summary>
    /// <remarks><c>LossLab.Of(SegmentationTask.Of(SegmentationDomain.Lesions(100, 64)), options) with { Seeds = [1, 2] }</c>.
    /// Of the design only the networks count, not its stages: a lab trains in one stage.</remarks>
    /// <param name="task">Images or volumes in two parts; not to be disposed before the lab is done.</param>
    /// <param name="options">How each variant is trained, and the size of batches and crops; null for 300 steps on 8 crops of 64 x 64.</param>
    /// <param name="sizes">Of the networks; null for small ones.</param>
    /// <param name="design">Which networks there are; null for the paper's (<see cref="JointDesigns.D4"/>).</param>
    /// <exception cref="ArgumentException">An image is smaller than a crop.</exception>
    public static LossLab Of(SegmentationTask task, TrainingOptions? options = null, JointSizes? sizes = null, JointDesign? design = null)
    {
        options ??= new() { Steps = 300, CropSize = 64, LearningRate = new() { Base = 2e-3, WarmUp = 20, DropAt = [0.7, 0.9] } };
        var (all, networks) = (sizes ?? JointSizes.Small(task.Dimensions, task.Channels), design ?? JointDesigns.D4);
        return new LossLab
        {
            Make = seed => (all.Make(networks, seed), all.MakeDiscriminator(seed)),
            Batches = task.Batches(options),
            Score = new LabScoring(task, all.Stride).Score,
            Options = options,
        };
    }
}
