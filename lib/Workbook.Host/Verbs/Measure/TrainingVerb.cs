using System.CommandLine;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure training</c>: what each part of the fast path gives, in time and in results.</summary>
internal static class TrainingVerb
{
    public static Command Make()
    {
        var recipes = new Option<string[]>("--recipe")
        {
            Description = "the trainings whose steps are timed: JSON files, names of workbook train --list, or joint:DESIGN:IMAGES",
            DefaultValueFactory = _ => ["mbt2018-mean-0.0067-small", "cheng2020-anchor-0.0067-small"],
            AllowMultipleArgumentsPerToken = true,
        };
        var peer = new Option<string?>("--peer") { Description = "a Python that has PyTorch, such as /usr/bin/python3: its steps of the same network take their turns with ours" };
        var rounds = new Option<int>("--rounds") { Description = "turns of each variant", DefaultValueFactory = _ => 15 };
        var seeds = new Option<int>("--seeds") { Description = "trainings in each precision, of which the results are compared; 0 for none", DefaultValueFactory = _ => 3 };
        var steps = new Option<long>("--steps") { Description = "steps of each of these trainings", DefaultValueFactory = _ => 500 };
        var memory = new Option<int>("--memory-steps") { Description = "steps over which memory is watched; 0 for none", DefaultValueFactory = _ => 1000 };
        var name = new Option<string>("--name") { Description = "name of the result file", DefaultValueFactory = _ => "training" };
        var serve = new Option<bool>("--serve") { Description = "be the process of one variant", Hidden = true };
        var command = new Command("training", "Time a training step with each switch of the fast path, in turn; compare what is learned in both precisions.") { recipes, peer, rounds, seeds, steps, memory, name, serve };
        var options = new MeasureOptions(command);
        command.SetAction(parse => parse.GetValue(serve) ? StepServer.Serve(Console.In, Console.Out) : MeasurementRun.Execute(parse.GetValue(name)!, options.Read(parse), run =>
        {
            foreach (var recipe in parse.GetValue(recipes)!.Select(TimedRecipe.Find))
                new TrainingMeasurement(run, recipe)
                {
                    Rounds = parse.GetValue(rounds),
                    Seeds = parse.GetValue(seeds),
                    Steps = parse.GetValue(steps),
                    MemorySteps = parse.GetValue(memory),
                    Python = parse.GetValue(peer),
                }.Run();
        }));
        return command;
    }
}
