using TorchSharp;

namespace Workbook.Learning.Devices;

/// <summary>Where networks compute: the one place in the library that speaks of CUDA.</summary>
public static class ComputeDevice
{
    /// <summary>The words that <see cref="Choose"/> knows.</summary>
    public static IReadOnlyList<string> Words { get; } = ["auto", "cpu", "cuda"];

    /// <summary>Chooses a device.</summary>
    /// <param name="word"><c>auto</c> (a GPU where there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <param name="process">The number of this process among those of a training on this machine, from 0: where the word leaves the GPU open, they take turns.</param>
    /// <exception cref="ArgumentException">The word is none of these.</exception>
    /// <exception cref="PlatformNotSupportedException">The device is not there; the message says why and what to do.</exception>
    public static torch.Device Choose(string word = "auto", int process = 0)
    {
        NativeTorch.Load();
        return word switch
        {
            "cpu" => torch.CPU,
            "auto" => WhyNoCuda() is null ? Own(process) : torch.CPU,
            "cuda" when process > 0 && WhyNoCuda() is null => Own(process),
            _ when word == "cuda" || (word.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(word.AsSpan(5), out _)) => Cuda(word),
            _ => throw new ArgumentException($"device is '{word}'; expected {string.Join(", ", Words)} or cuda:1 for the second GPU", nameof(word)),
        };
    }

    /// <summary>Why there is no CUDA, in a sentence that says what to do; null where it is there.</summary>
    public static string? WhyNoCuda()
    {
        if (!NativeTorch.State.IsLoaded)
            return NativeTorch.State.Words;
        if (!File.Exists(Beside("torch_cuda")))
            return "this build has the CPU libtorch; build with -p:Torch=cuda, or use device \"cpu\"";
        return torch.cuda.is_available() ? null : "no NVIDIA GPU answers; see whether nvidia-smi lists one and its driver knows CUDA 12.8, or use device \"cpu\"";
    }

    private static torch.Device Own(int process) => process == 0 ? torch.CUDA : torch.device($"cuda:{process % torch.cuda.device_count()}");

    private static torch.Device Cuda(string word)
    {
        if (WhyNoCuda() is { } why)
            throw new PlatformNotSupportedException($"CUDA asked for, but {why}");
        var number = word == "cuda" ? 0 : int.Parse(word.AsSpan(5));
        return number < torch.cuda.device_count() ? torch.device(word)
            : throw new PlatformNotSupportedException($"{word} asked for, but there are {torch.cuda.device_count()} GPUs, counted from cuda:0");
    }

    private static string Beside(string library)
        => NativeTorch.Find(OperatingSystem.IsWindows() ? $"{library}.dll" : $"lib{library}.so") ?? "";
}
