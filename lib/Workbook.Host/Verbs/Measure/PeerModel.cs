namespace Workbook.Host.Verbs.Measure;

/// <summary>Runs the peer's own learning.</summary>
internal static class PeerModel
{
    /// <summary>The peer's command line for the settings that ours have by default.</summary>
    public static string[] Command(string module, IEnumerable<string> images, string model) => [module, "learn", .. images, "--out", model, "--cover"];

    /// <summary>Learns a model from files.</summary>
    /// <returns>Path of the model.</returns>
    public static string Learn(MeasurementRun run, string python, string module, PeerImages images)
    {
        var model = images["model.npz"];
        run.Progress.Show($"the peer learns from {images.Files.Length} images", 0, 1);
        ChildRun.Start(OneCore.Child(python, Command(module, images.Files, model)), run.Cancel);
        return model;
    }
}
