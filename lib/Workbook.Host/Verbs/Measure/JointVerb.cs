using System.CommandLine;
using Workbook.Learning.Training;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure joint</c>: joint designs against each other and against codecs before S.</summary>
internal static class JointVerb
{
    public static Command Make()
    {
        var images = new Argument<string>("images") { Description = string.Join(", ", JointRecipe.ImageWords) };
        var seeds = new Option<int>("--seeds") { Description = "trainings of each point", DefaultValueFactory = _ => 3 };
        var steps = new Option<long>("--steps") { Description = "steps of each stage", DefaultValueFactory = _ => 600 };
        var only = new Option<ulong?>("--only") { Description = "train the points of this seed alone and record nothing; several such processes share the work" };
        var work = new Option<string>("--work") { Description = "folder of the trainings; what is there is not trained again", DefaultValueFactory = _ => Path.Combine(Repository.Root, "out", "joint") };
        var command = new Command("joint", "Trains every design from several seeds and scores real files on held-out images, beside other codecs before S.") { images, seeds, steps, only, work };
        var options = new MeasureOptions(command);
        command.SetAction(parse =>
        {
            var plan = JointPlan.Of(parse.GetValue(images)!, parse.GetValue(steps));
            var folder = Path.Combine(parse.GetValue(work)!, plan.Images);
            if (parse.GetValue(only) is { } seed)
                return Train(plan, folder, seed);
            return MeasurementRun.Execute($"joint-{plan.Images}", options.Read(parse) with { Scenes = false },
                run => new JointMeasurement(run, plan, folder).Run([.. Enumerable.Range(1, parse.GetValue(seeds)).Select(i => (ulong)i)]));
        });
        return command;
    }

    private static int Train(JointPlan plan, string folder, ulong seed)
    {
        using var interrupt = new Interrupt();
        var run = new MeasurementRun("joint", new MeasureSettings(false, 0, 0, seed, folder), interrupt.Token);
        new JointMeasurement(run, plan, folder).Train(seed);
        return 0;
    }
}
