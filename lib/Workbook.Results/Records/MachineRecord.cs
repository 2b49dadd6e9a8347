using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Workbook.Results.Records;

/// <summary>The machine that a result was measured on.</summary>
/// <param name="Processor">Name of the processor as the system gives it.</param>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="System">Operating system and its version.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Simd">Widest vector instructions that .NET uses here: AVX-512, AVX2, SSE4.1, NEON or none.</param>
public sealed record MachineRecord(string Processor, int Cores, string System, string Runtime, string Simd)
{
    /// <summary>The machine that runs this.</summary>
    /// <returns>A description without names of hosts or users.</returns>
    public static MachineRecord Here() => new(ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription.Trim(),
        RuntimeInformation.FrameworkDescription, SimdLevel());

    private static string SimdLevel() =>
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : Sse41.IsSupported ? "SSE4.1" : AdvSimd.IsSupported ? "NEON" : "none";

    private static string ProcessorName()
    {
        string? name = null;
        if (File.Exists("/proc/cpuinfo"))
            name = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1];
        name ??= Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name?.Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
