using System.Diagnostics;

namespace Workbook.Fuzz.Golden;

/// <summary>Decodes the golden files in a process whose runtime is told to do without parts of the processor.</summary>
internal static class GoldenProcess
{
    /// <summary>Switches of the .NET 10 runtime; each also takes away all wider vectors. The last leaves plain code. libtorch is limited likewise.</summary>
    internal static readonly string[] Switches = ["", "DOTNET_EnableAVX512=0", "DOTNET_EnableAVX2=0", "DOTNET_EnableAVX=0", "DOTNET_EnableHWIntrinsic=0"];

    /// <summary>Runs a build of this program.</summary>
    /// <param name="program">The .dll to run.</param>
    /// <param name="folder">The golden files.</param>
    /// <param name="setting">One of <see cref="Switches"/>.</param>
    /// <param name="threads">Files decoded at a time; also the number of processors the runtime sees.</param>
    internal static GoldenAnswer Run(string program, string folder, string setting, int threads)
    {
        var start = new ProcessStartInfo("dotnet", [program, "golden", "answer", "--folder", Path.GetFullPath(folder), "--threads", $"{threads}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        if (setting.Split('=') is [var name, var value])
        {
            start.Environment[name] = value;
            LimitTorch(start.Environment, name == "DOTNET_EnableAVX512");
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? GoldenAnswer.FromJson(answer)
            : throw new InvalidOperationException($"{program} with {setting} ended with {process.ExitCode}: {errors.Result}");
    }

    /// <summary>libtorch and its two libraries have switches of their own; below AVX2 they know SSE4.1 alone.</summary>
    private static void LimitTorch(IDictionary<string, string?> environment, bool hasAvx2)
    {
        environment["ATEN_CPU_CAPABILITY"] = hasAvx2 ? "avx2" : "default";
        environment["MKL_ENABLE_INSTRUCTIONS"] = hasAvx2 ? "AVX2" : "SSE4_2";
        environment["ONEDNN_MAX_CPU_ISA"] = hasAvx2 ? "AVX2" : "SSE41";
    }
}
