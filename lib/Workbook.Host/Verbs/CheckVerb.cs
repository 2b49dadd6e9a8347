using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Workbook.Host.Jupyter;
using Workbook.Imaging.Sets;
using Workbook.Learning.Devices;
using Workbook.Results.Accuracy;

namespace Workbook.Host.Verbs;

/// <summary><c>workbook check</c>: what this machine has, and one sentence of cure for what it lacks.</summary>
internal static class CheckVerb
{
    /// <summary>One line of the check.</summary>
    /// <param name="Name">What was looked for.</param>
    /// <param name="State">True: there. False: missing and needed. Null: missing, and only some things need it.</param>
    /// <param name="Found">What was found.</param>
    /// <param name="Cure">What to do.</param>
    private sealed record Finding(string Name, bool? State, string Found, string Cure = "");

    private const string InstallKernel = "To use the notebooks in VS Code or Jupyter with this checkout: ./workbook kernel install";

    public static Command Make()
    {
        var command = new Command("check", "Tell what this machine has, and how to get what it lacks.");
        command.SetAction(_ => Show([Sdk(), Processor(), Notebooks(), .. Kernels(), Images(), .. Data(), Ffmpeg(), Torch(), Cuda()]));
        return command;
    }

    private static int Show(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Console.WriteLine($"{finding.State switch { true => "ok     ", false => "MISSING", null => "absent " }}  {finding.Name,-12} {finding.Found}");
            if (finding.State != true && finding.Cure.Length > 0)
                Console.WriteLine($"{"",22}{finding.Cure}");
        }
        return findings.Any(finding => finding.State == false) ? 1 : 0;
    }

    private static Finding Sdk() => Output("dotnet", "--version") is { } version
        ? new Finding(".NET SDK", true, $"{version}, running on {RuntimeInformation.FrameworkDescription}")
        : new Finding(".NET SDK", false, "dotnet is not on the PATH", "Install the .NET 10 SDK from https://dotnet.microsoft.com/download.");

    private static Finding Processor() => new("Processor", true, $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}"
        + $"{(Avx512F.IsSupported ? ", AVX-512" : Avx2.IsSupported ? ", AVX2" : "")}; streams decode to the same pixels with any of them");

    private static Finding Notebooks() => new("Notebooks", true, $"{Repository.AllNotebooks().Length} in {Repository.Notebooks}");

    private static IEnumerable<Finding> Kernels()
    {
        var command = KernelCommand.OfThisProgram();
        var installer = new KernelInstaller(JupyterFolders.OfThisMachine(), command);
        return installer.Find(KernelSpec.Own) is null ? [new Finding("Kernel", null, "not installed; VS Code and Jupyter need it, ./workbook run does not", InstallKernel)]
            : [Kernel(KernelSpec.OfNotebooks, installer, command), Kernel(KernelSpec.Own, installer, command)];
    }

    private static Finding Kernel(KernelSpec spec, KernelInstaller installer, KernelCommand command)
    {
        if (installer.Find(spec) is not { } kernel)
            return new Finding("Kernel", null, $"{spec.DisplayName} is not installed", InstallKernel);
        var (words, isThis) = kernel.Describe(command);
        return new Finding("Kernel", isThis ? true : null, $"{spec.DisplayName} in {kernel.Folder} {words}",
            kernel.IsOurs ? InstallKernel : $"The notebooks open in it; choose the kernel {KernelSpec.Own.DisplayName} there.");
    }

    private static Finding Images()
    {
        try
        {
            return new Finding("Image files", true, $"native library loaded, {Imaging.Files.ImageFile.Decode(TinyPng).PixelCount} pixel read");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return new Finding("Image files", false, e.Message, "The image library has no build for this system; use Linux, macOS or Windows on x64 or arm64.");
        }
    }

    private static IEnumerable<Finding> Data()
    {
        if (!DataRoot.IsSet)
            return [new Finding("Real images", null, $"{DataRoot.Variable} is not set; the notebooks draw their own scenes",
                $"To use real images, set {DataRoot.Variable} to a folder laid out as data/README.md says.")];
        try
        {
            var root = DataRoot.FromEnvironment();
            return [Set(root, "crack-ozgenel", CrackImages.Load), Set(root, "forest-fire", ForestFire.Load), Network(root)];
        }
        catch (DatasetException e)
        {
            return [new Finding("Real images", false, e.Message)];
        }
    }

    private static Finding Set(DataRoot root, string name, Func<DataRoot, IProgress<int>?, CancellationToken, ImageSet> load)
    {
        try
        {
            var set = load(root, null, default);
            return new Finding(name, true, $"{set.Images.Count} images: {string.Join(", ", set.Labels.Select((label, i) => $"{set.Count(i)} {label}"))}; {set.Dropped} duplicates dropped");
        }
        catch (DatasetException e)
        {
            return new Finding(name, null, e.Message);
        }
    }

    private static Finding Network(DataRoot root) => File.Exists(Path.Combine(root.Path, Features.Network))
        ? new Finding("Features", true, $"frozen network {Path.GetFileName(Features.Network)}")
        : new Finding("Features", null, "no frozen network; accuracy is measured with hand-made features", $"Put one at {Features.Network} below {DataRoot.Variable}.");

    private static Finding Ffmpeg() => Output("ffmpeg", "-version") is { } version
        ? new Finding("ffmpeg", true, version.Split(" Copyright")[0])
        : new Finding("ffmpeg", null, "not on the PATH; no notebook of this edition needs it", "Install the package ffmpeg to turn decoded frames into films.");

    private static Finding Torch() => new("libtorch", NativeTorch.State.IsLoaded, NativeTorch.State.IsLoaded ? $"loads {NativeTorch.State.Words}" : NativeTorch.State.Words,
        "Build again with ./workbook check; on a system without a libtorch package, chapters on learned codecs do not run.");

    private static Finding Cuda() => ComputeDevice.WhyNoCuda() is { } why
        ? new Finding("CUDA", null, why, Output("nvidia-smi", "--query-gpu=name,driver_version --format=csv,noheader") is { } gpu ? $"The driver sees {gpu}." : "")
        : new Finding("CUDA", true, "libtorch computes on it");

    private static string? Output(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadToEnd().Split('\n')[0].Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static byte[] TinyPng => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
