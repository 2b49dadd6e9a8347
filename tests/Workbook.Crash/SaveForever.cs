using System.Globalization;
using System.Runtime.InteropServices;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;

namespace Workbook.Crash;

/// <summary>A process to be killed: it saves one checkpoint after the other and says each step that is safe.</summary>
internal static class SaveForever
{
    private const int Numbers = 500_000;
    private const string Step = "step";

    internal static void Run(string path)
    {
        var folder = new CheckpointFolder(path);
        for (var step = folder.Load(out _) is { } found ? StepOf(found) : 0; ; step++)
        {
            folder.Save(step + 1, Content(step + 1));
            Console.WriteLine(step + 1);
        }
    }

    /// <summary>The step after which a checkpoint was saved, as its words say it.</summary>
    internal static long StepOf(TensorFile content) => long.Parse(content.Metadata[Step], CultureInfo.InvariantCulture);

    /// <summary>True where all numbers are those of this step.</summary>
    internal static bool IsWhole(TensorFile content) => content.Fingerprint == Content(StepOf(content)).Fingerprint;

    private static TensorFile Content(long step)
    {
        var numbers = Enumerable.Repeat(step, Numbers).ToArray();
        return new TensorFile([new("numbers", TensorType.I64, [Numbers], MemoryMarshal.AsBytes<long>(numbers).ToArray())],
            new Dictionary<string, string> { [Step] = step.ToString(CultureInfo.InvariantCulture) });
    }
}
