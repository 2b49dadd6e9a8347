using System.Globalization;
using System.Text.Json.Nodes;
using Workbook.Host.Verbs.Measure;
using Workbook.Learning.Training;

namespace Workbook.Tests.Host.Measure;

public class StepServerTests
{
    private static readonly TrainingOptions Small = new() { BatchSize = 1, CropSize = 48, Threads = 1, Device = "cpu" };

    [Fact]
    public void A_step_server_answers_each_line_with_milliseconds_and_loss_and_ends_with_its_input()
        => Serve(new CodecRecipe { Model = "bmshj2018-factorized", N = 3, M = 4, Training = Small }.ToJson());

    [Fact]
    public void So_it_does_for_a_joint_design()
        => Serve(new JointRecipe { Design = "d4", Images = "lesions", Side = 48, ImageCount = 4, Training = Small }.ToJson());

    private static void Serve(string recipe)
    {
        var answers = new StringWriter();
        Assert.Equal(0, StepServer.Serve(new StringReader($"{JsonNode.Parse(recipe)!.ToJsonString()}\n\n\n\n"), answers));
        var numbers = answers.ToString().TrimEnd().Split('\n').Select(line => line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(3, numbers.Length);
        Assert.All(numbers, answer => Assert.True(answer is [> 0, > 0]));
    }
}
