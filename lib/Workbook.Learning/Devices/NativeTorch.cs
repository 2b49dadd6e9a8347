using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Workbook.Codecs;

namespace Workbook.Learning.Devices;

/// <summary>Loads libtorch so that TorchSharp finds it, on systems with an older C++ library too.</summary>
/// <remarks>
/// TorchSharp 0.107's library asks for GLIBCXX_3.4.32 (GCC 13) for the sake of one marker symbol that is never used, so it does not load on
/// Debian 12 or Ubuntu 22.04, and the error blames a missing package. There a copy that asks for GLIBCXX_3.4.30 instead is written to the
/// user's cache folder and loaded; its name answers TorchSharp's own request.
/// </remarks>
public static partial class NativeTorch
{
    /// <summary>The environment variable that leaves memory to the system's own ways where it is <c>system</c>: to measure what keeping it gives.</summary>
    public const string AllocatorVariable = "WORKBOOK_ALLOCATOR";

    private const string Bridge = "libLibTorchSharp.so";
    private const string Asked = "GLIBCXX_3.4.32";
    private const string Had = "GLIBCXX_3.4.30";
    private static readonly Lazy<NativeTorchState> Once = new(LoadOnce);

    /// <summary>What was loaded, and how. Loads on the first call; never throws.</summary>
    public static NativeTorchState State => Once.Value;

    /// <summary>Loads libtorch.</summary>
    /// <exception cref="PlatformNotSupportedException">It cannot be loaded; the message says why and what to do.</exception>
    public static void Load()
    {
        if (!State.IsLoaded)
            throw new PlatformNotSupportedException(State.Words);
    }

    /// <summary>Whoever reaches for TorchSharp first, in a cell or in this library, finds it loaded.</summary>
#pragma warning disable CA2255 // TorchSharp loads its library in a type initialiser, before any method of ours could be called
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void LoadWithTorchSharp()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => LoadIfTorchSharp(loaded.LoadedAssembly);
        foreach (var loaded in AppDomain.CurrentDomain.GetAssemblies()) // compiling a method that names both may load TorchSharp first
            LoadIfTorchSharp(loaded);
    }

    private static void LoadIfTorchSharp(Assembly loaded)
    {
        if (loaded.GetName().Name == "TorchSharp")
            _ = State;
    }

    private static NativeTorchState LoadOnce()
    {
        try
        {
            LetThreadsSleep();
            var words = OperatingSystem.IsLinux() ? LoadOnLinux() : "as shipped";
            KeepFreedMemory();
            return new NativeTorchState(true, words);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return new NativeTorchState(false, $"libtorch does not load: {e.Message}");
        }
    }

    private static string LoadOnLinux()
    {
        var bridge = Find(Bridge) ?? throw new DllNotFoundException($"{Bridge} is not in the program's folders; build again, so that the packages are copied");
        if (Find("libtorch_cpu.so") is { } torch)
            NativeLibrary.Load(torch);
        if (Find("libtorch.so") is { } whole)
            NativeLibrary.TryLoad(whole, out _);
        if (NativeLibrary.TryLoad(bridge, out _))
            return "as shipped";
        NativeLibrary.Load(CopyForOlderSystems(bridge));
        return $"through a copy for systems without {Asked}";
    }

    /// <summary>The copy's folder is named by its content, so that a new version of TorchSharp gets a copy of its own.</summary>
    private static string CopyForOlderSystems(string bridge)
    {
        var bytes = File.ReadAllBytes(bridge);
        if (!ElfVersions.Repoint(bytes, Asked, Had))
            throw new DllNotFoundException($"{bridge} does not load, and not for want of {Asked}; ask `ldd {bridge}` what is missing");
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder ? folder : Path.GetTempPath();
        var copy = Path.Combine(cache, "workbook", "torch", Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), Bridge);
        if (!File.Exists(copy))
            AtomicFile.Write(copy, bytes);
        return copy;
    }

    internal static string? Find(string file) => ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat([Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), AppContext.BaseDirectory])
        .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>Tells glibc to keep large blocks for the next step instead of giving them back to the system and clearing them anew.</summary>
    /// <remarks>A training step frees and asks for the same hundreds of megabytes; measured, it takes a third less time so.</remarks>
    private static void KeepFreedMemory()
    {
        const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3;
        if (Environment.GetEnvironmentVariable(AllocatorVariable) == "system")
            return;
        if (!OperatingSystem.IsLinux() || !RuntimeInformation.RuntimeIdentifier.StartsWith("linux-", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.Contains("musl"))
            return;
        SetAllocator(MmapThreshold, 1 << 30);
        SetAllocator(TrimThreshold, int.MaxValue);
        SetAllocator(TopPad, 64 << 20);
    }

    /// <summary>Lets threads that wait for others sleep instead of spin, unless the user says otherwise (OMP_WAIT_POLICY=ACTIVE).</summary>
    /// <remarks>Measured with two threads: on cores that other programs use too, spinning makes a step 3 to 100 times slower; on quiet ones it
    /// saves a tenth. libtorch's threads read the process's own environment, which .NET does not write to, when libtorch is loaded.</remarks>
    private static void LetThreadsSleep()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int parameter, int value);
}
