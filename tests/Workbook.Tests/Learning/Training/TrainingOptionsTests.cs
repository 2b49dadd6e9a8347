using Workbook.Learning.Training;

namespace Workbook.Tests.Learning.Training;

public class TrainingOptionsTests
{
    [Fact]
    public void The_learning_rate_rises_stays_and_drops_by_the_step_alone()
    {
        var rate = new LearningRate { Base = 0.4, WarmUp = 3, DropAt = [0.5, 0.9] };
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4], Enumerable.Range(0, 5).Select(step => Math.Round(rate.At(step, 100), 6)));
        Assert.Equal([0.4, 0.04, 0.04, 0.004], new[] { 49, 50, 89, 90 }.Select(step => Math.Round(rate.At(step, 100), 6)));
    }

    [Fact]
    public void An_option_out_of_its_range_is_refused_by_name()
    {
        Assert.Contains("BatchSize is 0; it must be 1 or more", Assert.Throws<ArgumentException>(() => new Trainer("x", new TrainingOptions { BatchSize = 0 })).Message);
        Assert.Contains("DropAt", Assert.Throws<ArgumentException>(() => new Trainer("x", new TrainingOptions { LearningRate = new LearningRate { DropAt = [1.5] } })).Message);
    }
}
