using System.CommandLine;
using Workbook.Host.Verbs.Measure.Grid;

namespace Workbook.Host.Verbs.Measure;

/// <summary><c>workbook measure</c>: makes the result files that figures and tables are drawn from.</summary>
internal static class MeasureVerb
{
    public static Command Make() => new("measure", "Measure size, speed, learning, accuracy, energy, variance, notebook hosts, training, joint designs, learned codecs, rate curves and the grid of all methods and tasks; write result files.")
    {
        SpeedVerb.Make(),
        LearningVerb.Make(),
        SizeVerb.Make(),
        AccuracyVerb.Make(),
        EnergyVerb.Make(),
        VarianceVerb.Make(),
        HostsVerb.Make(),
        CurvesVerb.Make(),
        TrainingVerb.Make(),
        JointVerb.Make(),
        GridVerb.Make(),
        CodecSpeedVerb.Make(),
    };
}
