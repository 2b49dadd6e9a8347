using System.Runtime.CompilerServices;
using Workbook.Learning.Devices;

namespace Workbook.Tests.Learning;

/// <summary>Lets the library load libtorch its own way also where a test names TorchSharp before it names the library.</summary>
internal static class TorchAtStart
{
    [ModuleInitializer]
    internal static void Prepare() => RuntimeHelpers.RunModuleConstructor(typeof(NativeTorch).Module.ModuleHandle);
}
