using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Workbook.Learning.Devices;

/// <summary>Lets convolutions and matrix products compute in bfloat16 while weights, sums and losses stay float32.</summary>
/// <remarks>
/// PyTorch's automatic mixed precision, which TorchSharp does not offer: libtorch's own switch is called. bfloat16 keeps float32's range with
/// 8 bits of precision, so a feature map changes by up to 0.4 % per layer; a training's result stays within its own spread over seeds.
/// Use it around the forward pass of a training step only; what decides about a bitstream is computed in float32 or in integers.
/// </remarks>
public sealed partial class Autocast : IDisposable
{
    private const string Library = "torch_cpu";
    private const byte BFloat16 = 15;
    [ThreadStatic]
    private static bool _isOn;
    private readonly byte _device;
    private readonly bool _wasOn;

    private Autocast(byte device) => (_device, _wasOn) = (device, _isOn);

    /// <summary>True where the processor multiplies in bfloat16 faster than in float32, and the switch can be reached.</summary>
    public static bool IsWorthwhile { get; } = !OperatingSystem.IsWindows() && X86Base.IsSupported && HasBFloat16();

    /// <summary>Switches mixed precision on for this thread until disposed.</summary>
    /// <param name="device">The CPU or a GPU.</param>
    /// <param name="wanted">False: compute in float32.</param>
    /// <returns>What to dispose after the forward pass; null, and nothing is switched, where <paramref name="wanted"/> is false.</returns>
    public static Autocast? On(torch.Device device, bool wanted = true)
    {
        if (!wanted)
            return null;
        NativeTorch.Load();
        var kind = Kind(device);
        SetType(kind, BFloat16);
        Enter();
        return new Autocast(kind).Switch(true);
    }

    /// <summary>Switches mixed precision off for this thread until disposed: for the part of a pass that needs its digits.</summary>
    /// <param name="device">The CPU or a GPU.</param>
    /// <returns>What to dispose after that part; null where it is not on.</returns>
    public static Autocast? Off(torch.Device device)
    {
        if (!_isOn)
            return null;
        Enter();
        return new Autocast(Kind(device)).Switch(false);
    }

    /// <summary>Switches back to what was; weights kept in bfloat16 are forgotten when the outermost pass ends.</summary>
    public void Dispose()
    {
        if (Leave() == 0)
            ClearCache();
        Switch(_wasOn);
    }

    private static byte Kind(torch.Device device) => (byte)(device.type == DeviceType.CUDA ? 1 : 0);

    private Autocast Switch(bool on)
    {
        Enable(_device, (byte)(on ? 1 : 0));
        _isOn = on;
        return this;
    }

    /// <summary>AVX-512 BF16 or AMX-BF16.</summary>
    private static bool HasBFloat16() => X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0 || (X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb")]
    private static partial void Enable(byte device, byte on);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE")]
    private static partial void SetType(byte device, byte type);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17increment_nestingEv")]
    private static partial int Enter();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17decrement_nestingEv")]
    private static partial int Leave();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast11clear_cacheEv")]
    private static partial void ClearCache();
}
