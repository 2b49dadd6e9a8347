using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using TorchSharp;
using Workbook.Learning.Devices;
using Workbook.Learning.Rate;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Rate;

/// <summary>What decides about a stream is the same on every machine.</summary>
public class ExactnessTests
{
    private const string Golden = "2391dfc10e31580f";

    [Fact]
    public void Tables_and_symbols_are_those_of_every_machine() => Assert.Equal(Golden, Hash(CPU));

    [Fact]
    public void A_gpu_gives_the_same()
    {
        if (ComputeDevice.WhyNoCuda() is { } why)
            Assert.Skip(why);
        Assert.Equal(Golden, Hash(CUDA));
    }

    /// <summary>A processor that is told to be an older one: in a child process, because libtorch asks once.</summary>
    [Theory]
    [InlineData("avx2", "AVX2")]
    [InlineData("default", "SSE4_2")]
    public void An_older_processor_gives_the_same(string capability, string instructions)
    {
        if (!X86Base.IsSupported || !OperatingSystem.IsLinux())
            Assert.Skip("the switches are those of libtorch on x86 under Linux");
        var start = new ProcessStartInfo("dotnet", [typeof(ExactnessTests).Assembly.Location, "-noLogo", "-noColor", "-method", $"*{nameof(Tables_and_symbols_are_those_of_every_machine)}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ATEN_CPU_CAPABILITY"] = capability;
        start.Environment["MKL_ENABLE_INSTRUCTIONS"] = instructions;
        start.Environment["ONEDNN_MAX_CPU_ISA"] = instructions == "AVX2" ? "AVX2" : "SSE41";
        using var child = Process.Start(start)!;
        var words = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", words);
    }

    private static string Hash(Device device)
    {
        using var scope = NewDisposeScope();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in new[] { "hyperprior", "mean", "anchor" })
        {
            using var model = IntegerDecoderTests.Small(name);
            using var integers = model.ToIntegers(device);
            var (z, y) = IntegerDecoderTests.Latents(model, 4, 5);
            var hyper = LatentWalk.Start(new int[model.Bottleneck.Channels], 4, 5, z);
            Add(hash, hyper);
            Add(hash, integers.Start(hyper, y));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static void Add(IncrementalHash hash, LatentWalk walk)
    {
        while (walk.Next())
        {
            hash.AppendData(MemoryMarshal.AsBytes(walk.Tables));
            hash.AppendData(MemoryMarshal.AsBytes(walk.Symbols));
        }
    }
}
