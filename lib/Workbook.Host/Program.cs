using System.CommandLine;
using Workbook.Codecs;
using Workbook.Host.Cells;
using Workbook.Host.Jupyter;
using Workbook.Host.Verbs;
using Workbook.Host.Verbs.Coded;
using Workbook.Host.Verbs.Measure;
using Workbook.Host.Verbs.Train;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;
using Workbook.Learning.Storage;
using Workbook.Learning.Training;
using Workbook.Results.Accuracy;
using Workbook.Results.Records;
using MagicVerb = Workbook.Host.Verbs.Magic.MagicVerb;

var root = new RootCommand("Compress images for machines: notebooks, codecs and results.")
{
    RunVerb.Make(),
    CheckVerb.Make(),
    KernelVerb.Make(),
    StripVerb.Make(),
    EncodeVerb.Make(),
    DecodeVerb.Make(),
    SegmentVerb.Make(),
    InspectVerb.Make(),
    MagicVerb.Make(),
    TrainVerb.Make(),
    MeasureVerb.Make(),
    ReadmeVerb.Make(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is NotebookException or KernelException or BitstreamException or ImageFileException or DatasetException or FeatureModelException or ResultFileException
    or TensorFileException or NotFiniteException or PlatformNotSupportedException or ArgumentException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"workbook: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("workbook: stopped");
    return Interrupt.ExitCode;
}
