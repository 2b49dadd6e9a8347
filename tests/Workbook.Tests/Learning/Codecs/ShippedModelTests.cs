using Workbook.Fuzz.Targets;
using Workbook.Learning.Codecs;
using Workbook.Learning.Devices;

namespace Workbook.Tests.Learning.Codecs;

public class ShippedModelTests
{
    [Fact]
    public void Every_shipped_model_is_what_its_name_says_and_reads_its_own_files()
    {
        NativeTorch.Load();
        foreach (var name in ShippedModels.Names)
        {
            using var codec = ShippedModels.Load(name);
            Assert.Equal(name, FormattableString.Invariant($"{codec.Architecture.Name}-{codec.Lambda}"));
            Assert.Equal((70, 50), codec.Decode(codec.Encode(LearnedSamples.Image(70, 50, 1))) is var seen ? (seen.Rows, seen.Columns) : default);
        }
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_with_the_names_of_those_that_are()
    {
        var message = Assert.Throws<ArgumentException>(() => ShippedModels.Load("mbt2018-mean-7")).Message;
        Assert.Contains("there is no model 'mbt2018-mean-7'", message);
        Assert.All(ShippedModels.Names, name => Assert.Contains(name, message));
    }
}
