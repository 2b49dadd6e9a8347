using System.Diagnostics;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Knowledge acquisition as a user runs it: a program that starts, reads image files, learns and writes one file.</summary>
/// <remarks>Ours runs before and after the reference, so that a machine that changes its mood meanwhile treats both alike.</remarks>
internal sealed class LearningMeasurement(MeasurementRun run, string python, string? peer)
{
    public void Run()
    {
        var set = MeasuredSet.Whole(MeasuredSet.Cracks, run.Settings);
        run.On(set.Name, set.Images.Count);
        run.Parameters["timed"] = "whole programs: start, reading image files, learning, writing the knowledge";
        run.Parameters["one core"] = OneCore.CanHoldChildren ? "held by taskset" : "not held: there is no taskset here";
        using var files = new PeerImages(set);
        List<double> ours = [Ours(files, oneCore: true)];
        double? reference = peer is null ? null : Time("Python reference", 1, files, OneCore.Child(python, PeerModel.Command(peer, files.Files, files["model.npz"])));
        ours.Add(Ours(files, oneCore: true));
        ours.Add(Ours(files, oneCore: true));
        run.Metrics["ours, one core (s)"] = BoxPlot.Of(ours).Median;
        if (reference is { } seconds)
            run.Metrics["ours faster than the Python reference, one core (times)"] = seconds / BoxPlot.Of(ours).Median;
        run.Metrics["ours, all cores (s)"] = BoxPlot.Of([Ours(files, oneCore: false), Ours(files, oneCore: false), Ours(files, oneCore: false)]).Median;
    }

    private double Ours(PeerImages files, bool oneCore)
    {
        string[] arguments = [.. Self(), "magic", "learn", .. files.Files, "--out", files["knowledge.mgk"]];
        var start = oneCore ? OneCore.Child(arguments[0], arguments[1..]) : new ProcessStartInfo(arguments[0], arguments[1..]);
        return Time("ours", oneCore ? 1 : Environment.ProcessorCount, files, start);
    }

    private double Time(string program, int cores, PeerImages files, ProcessStartInfo start)
    {
        run.Progress.Show($"{program} learns from {files.Files.Length} images on {cores} core(s)", 0, 1);
        var child = ChildRun.Start(start, run.Cancel);
        run.Table("runs", "program", "cores", "images", "seconds", "seconds as it says itself", "ms an image").Add(program, cores, files.Files.Length,
            child.Seconds, child.SecondsInside is { } inside ? inside : default(Results.Records.ResultCell), 1000 * child.Seconds / files.Files.Length);
        return child.Seconds;
    }

    // This program again, whether it was started by itself or by dotnet.
    private static string[] Self()
    {
        var assembly = typeof(LearningMeasurement).Assembly.Location;
        var host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host) == Path.GetFileNameWithoutExtension(assembly) ? [host] : [host, assembly];
    }
}
