using Workbook.Learning.Devices;

namespace Workbook.Tests.Learning.Devices;

public class DeviceTests
{
    [Fact]
    public void Torch_loads_and_counts()
    {
        NativeTorch.Load();
        Assert.Equal(6, TorchSharp.torch.tensor(new[] { 1f, 2, 3 }).sum().item<float>());
    }

    [Fact]
    public void Cuda_is_there_or_a_sentence_says_why_not()
    {
        if (ComputeDevice.WhyNoCuda() is not { } why)
        {
            Assert.Equal("cuda", ComputeDevice.Choose("auto").type.ToString().ToLowerInvariant());
            return;
        }
        Assert.Equal("cpu", ComputeDevice.Choose("auto").type.ToString().ToLowerInvariant());
        Assert.Equal($"CUDA asked for, but {why}", Assert.Throws<PlatformNotSupportedException>(() => ComputeDevice.Choose("cuda")).Message);
    }

    [Fact]
    public void An_unknown_device_is_refused_with_those_there_are()
        => Assert.StartsWith("device is 'gpu'; expected auto, cpu, cuda", Assert.Throws<ArgumentException>(() => ComputeDevice.Choose("gpu")).Message);
}
