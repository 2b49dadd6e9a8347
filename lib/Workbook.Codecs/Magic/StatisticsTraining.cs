using Workbook.Codecs.Geometry;
using Workbook.Codecs.Patterns;

namespace Workbook.Codecs.Magic;

/// <summary>Lets every coder count over the training images, coded with the new knowledge.</summary>
/// <remarks>Images take divisors d from small to large in turn, so that the counts serve every quality.</remarks>
internal static class StatisticsTraining
{
    private static readonly double[] Divisors = [12, 4, 12, 40];

    internal static MagicKnowledge Run(MagicKnowledge untrained, IReadOnlyList<RgbImage> images, KnowledgeOptions options,
        IProgress<LearningProgress>? progress, CancellationToken cancel)
    {
        var pictures = new TrainingPicture[images.Count];
        var statistics = new Dictionary<string, ICoderStatistics>();
        var work = new StatisticsWork(options.MaxDegreeOfParallelism, Tell, cancel);
        Tell(0);
        try
        {
            work.ForEach(images.Count, i => pictures[i] = Prepare(untrained, images[i], i));
            foreach (var kind in CoderStatistics.All)
                statistics[kind.Tag] = kind.Train(untrained, pictures, work);
            return new MagicKnowledge(options, untrained.UsualSize, untrained.Palette, untrained.Patterns, untrained.Predictor, statistics);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return untrained;
        }

        // Every coder counts over all images.
        void Tell(double share) => progress?.Report(new LearningProgress(LearningStage.Statistics,
            (int)((statistics.Count + share) * images.Count), CoderStatistics.All.Count * images.Count));
    }

    private static TrainingPicture Prepare(MagicKnowledge knowledge, RgbImage image, int index)
    {
        var options = new MagicOptions { PointDivisor = Divisors[index % Divisors.Length], CoveredGrid = knowledge.Options.CoveredGrid };
        var blocks = new BlockGrid(image.Rows, image.Columns, knowledge.BlockSize);
        var labels = BlockLabels.Choose(knowledge.PredictPoints(image), blocks, options, knowledge.Patterns.EntryCount);
        var plan = new MeshPlan(image.Rows, image.Columns, GridSpray.PaperStep(image.Rows, image.Columns), options.CoveredGrid, labels);
        return new TrainingPicture(image, plan, plan.Build(knowledge.Patterns));
    }
}
