using Workbook.Crash;
using Workbook.Learning.Training;

if (args is ["save", var saved])
    SaveForever.Run(saved);
if (args is ["ranks", var shared, var deed])
    return Ranks.Run(shared, deed);

// Trains into a folder, going on where an earlier run was killed; says each step, so that a test can kill this process at any of them.
var options = SmallTraining.Options with { CheckpointFolder = args[0] };
using var training = new SmallTraining(options);
training.Trainer.Resume(out _);
training.Run(new StepTeller());
Console.WriteLine($"weights {training.Fingerprint}");
return 0;

internal sealed class StepTeller : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        Console.WriteLine($"step {value.Step}");
        Thread.Sleep(2);
    }
}
