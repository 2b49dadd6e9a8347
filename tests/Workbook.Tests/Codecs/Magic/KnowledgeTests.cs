using Workbook.Codecs;
using Workbook.Codecs.Magic;

namespace Workbook.Tests.Codecs.Magic;

public class KnowledgeTests
{
    [Fact]
    public void The_number_of_threads_changes_nothing() =>
        Assert.Equal(Sample.Learn(4, images: 5, threads: 1).ToBytes(), Sample.Learn(4, images: 5, threads: 3).ToBytes());

    [Fact]
    public void A_file_gives_the_same_knowledge()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mgk");
        try
        {
            Sample.Knowledge.Save(path);
            Sample.Knowledge.Save(path);
            var loaded = MagicKnowledge.Load(path);
            Assert.Equal(Sample.Knowledge.Fingerprint, loaded.Fingerprint);
            Assert.Equal(Sample.Knowledge.Options with { MaxDegreeOfParallelism = null }, loaded.Options);
            var image = Sample.Image(65, 47, 3);
            Assert.Equal(new MagicEncoder(Sample.Knowledge).Encode(image), new MagicEncoder(loaded).Encode(image));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_prefix_and_every_changed_bit_is_refused()
    {
        var good = KnowledgeAcquisition.Learn([Sample.Image(16, 16, 1)],
            new KnowledgeOptions { BlockSize = 8, PaletteBits = 1, Epochs = 1, EntropyStride = 8, PruneWindow = 4 }).ToBytes();
        Assert.Equal(8 * good.Length, Damage.Survive(good, bytes => MagicKnowledge.FromBytes(bytes)));
    }

    [Fact]
    public void Cancelling_early_throws_and_cancelling_the_predictor_or_the_counting_keeps_what_is_there()
    {
        var images = Enumerable.Range(0, 3).Select(i => Sample.Image(64, 64, (ulong)i)).ToArray();
        Assert.Throws<OperationCanceledException>(() => Cancelled(images, LearningStage.Points));
        foreach (var stage in new[] { LearningStage.Predictor, LearningStage.Statistics })
        {
            var kept = Cancelled(images, stage);
            var image = Sample.Image(64, 64, 4);
            Assert.Equal(64, new MagicDecoder(kept).Decode(new MagicEncoder(kept).Encode(image)).Rows);
        }
    }

    [Fact]
    public void Progress_goes_through_the_stages_and_steadily_through_the_long_last_one()
    {
        var seen = new List<LearningProgress>();
        KnowledgeAcquisition.Learn([Sample.Image(64, 64, 1), Sample.Image(64, 64, 2)],
            new KnowledgeOptions { PaletteBits = 3, Epochs = 2, MaxDegreeOfParallelism = 1 }, new Collector(seen));
        Assert.Equal([LearningStage.Points, LearningStage.Palette, LearningStage.Predictor, LearningStage.Statistics], seen.Select(p => p.Stage).Distinct());
        var last = seen.Where(p => p.Stage == LearningStage.Statistics).ToArray();
        Assert.Equal([0, 1, 2, 3, 4], last.Select(p => p.Done).Distinct());
        Assert.All(last, p => Assert.Equal(4, p.Total));
    }

    [Fact]
    public void Learned_patterns_are_kept_in_the_file()
    {
        var knowledge = KnowledgeAcquisition.Learn([Sample.Image(64, 64, 1)], new KnowledgeOptions { LearnedPatterns = true, PaletteBits = 3, Epochs = 1 });
        Assert.True(MagicKnowledge.FromBytes(knowledge.ToBytes()).Patterns.IsLearned);
    }

    [Fact]
    public void No_images_and_options_out_of_range_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => KnowledgeAcquisition.Learn([]));
        Assert.Throws<ArgumentException>(() => KnowledgeAcquisition.Learn([Sample.Image(8, 8, 1)], new KnowledgeOptions { EntropyStride = 3 }));
    }

    private static MagicKnowledge Cancelled(RgbImage[] images, LearningStage stage)
    {
        using var cancel = new CancellationTokenSource();
        var options = new KnowledgeOptions { PaletteBits = 3, Epochs = 5, MaxDegreeOfParallelism = 1 };
        return KnowledgeAcquisition.Learn(images, options, new Trip(stage, cancel), cancel.Token);
    }

    private sealed class Collector(List<LearningProgress> seen) : IProgress<LearningProgress>
    {
        public void Report(LearningProgress value) => seen.Add(value);
    }

    private sealed class Trip(LearningStage stage, CancellationTokenSource cancel) : IProgress<LearningProgress>
    {
        public void Report(LearningProgress value)
        {
            if (value.Stage == stage)
                cancel.Cancel();
        }
    }
}
