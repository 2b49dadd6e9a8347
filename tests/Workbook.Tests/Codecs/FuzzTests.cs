using Workbook.Fuzz;
using Workbook.Fuzz.Targets;

namespace Workbook.Tests.Codecs;

/// <summary>A small part of what tests/Workbook.Fuzz does; its 200,000 mutations a decoder, 20,000 for models, are recorded in data/results/fuzz.json.</summary>
public class FuzzTests
{
    private static readonly FuzzSamples Samples = new();

    public static TheoryData<string, int> Decoders => new() { { "paper", 6000 }, { "compact", 6000 }, { "vertex", 6000 }, { "knowledge", 3000 }, { "video", 1500 }, { "tensors", 6000 }, { "learned", 600 }, { "model", 60 }, { "volume", 4000 }, { "joint", 600 }, { "joint-model", 60 }, { "recurrent", 600 }, { "recurrent-model", 60 }, { "triangulation", 6000 } };

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Every_mutation_gives_a_result_or_the_decoders_own_exception_within_bounds(string decoder, int mutations)
    {
        var outcome = new FuzzRun(FuzzCommand.Targets[decoder](Samples), seed: 2).Run(0, mutations);
        Assert.Empty(outcome.Failures);
        Assert.InRange(outcome.Decoded, mutations / 100, mutations); // the inside is reached
    }

    [Fact]
    public void A_mutation_can_be_made_again_from_its_seed_and_number()
    {
        var target = FuzzCommand.Targets["video"](Samples);
        Assert.Equal(FuzzRun.Bytes(target, 5, 1234), FuzzRun.Bytes(target, 5, 1234));
        Assert.NotEqual(FuzzRun.Bytes(target, 5, 1234), FuzzRun.Bytes(target, 5, 1235));
    }
}
