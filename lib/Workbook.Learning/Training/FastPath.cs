using TorchSharp;
using Workbook.Learning.Devices;
using static TorchSharp.torch;

namespace Workbook.Learning.Training;

/// <summary>Where and how a training computes, once its options have met this machine.</summary>
public sealed class FastPath
{
    private readonly bool _channelsLast;

    /// <summary>Chooses device and precision.</summary>
    /// <param name="options">The wishes.</param>
    /// <exception cref="ArgumentException">The device's word is unknown.</exception>
    /// <exception cref="PlatformNotSupportedException">The device is not there; the message says why and what to do.</exception>
    public FastPath(TrainingOptions options)
    {
        Device = ComputeDevice.Choose(options.Device, options.Group.LocalRank);
        IsMixed = options.Precision switch
        {
            Precision.Float32 => false,
            Precision.Bfloat16 => true,
            _ => Device.type == DeviceType.CPU ? Autocast.IsWorthwhile : !OperatingSystem.IsWindows(),
        };
        _channelsLast = options.ChannelsLast;
    }

    /// <summary>The CPU or a GPU.</summary>
    public Device Device { get; }

    /// <summary>True where the passes compute in bfloat16.</summary>
    public bool IsMixed { get; }

    /// <summary>Moves a network to the device and lays its weights out. Before its optimiser is made.</summary>
    /// <param name="network">Changed in place.</param>
    public void Prepare(nn.Module network)
    {
        network.to(Device);
        if (_channelsLast)
            ChannelsLast.Apply(network);
    }

    /// <summary>Moves a batch to the device and lays it out.</summary>
    /// <param name="batch">Any type and shape; left as it is.</param>
    /// <returns>Same shape; may be the batch itself. The current dispose scope holds it.</returns>
    public Tensor Prepare(Tensor batch)
    {
        var there = batch.to(Device);
        return _channelsLast && ChannelsLast.HasMaps(there) ? ChannelsLast.Of(there) : there;
    }

    /// <summary>To be held around a forward pass: computes it in bfloat16 where the options say so.</summary>
    /// <returns>What to dispose after the pass; null for float32.</returns>
    public Autocast? Forward() => Autocast.On(Device, IsMixed);

    /// <summary>In words: "on cpu, float32, channels last".</summary>
    public override string ToString() => $"on {Device}, {(IsMixed ? "bfloat16" : "float32")}{(_channelsLast ? ", channels last" : "")}";
}
