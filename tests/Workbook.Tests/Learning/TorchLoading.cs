using System.Runtime.CompilerServices;
using TorchSharp;
using Workbook.Learning.Devices;

namespace Workbook.Tests.Learning;

/// <summary>Loads libtorch before any test runs, because tests that ask TorchSharp itself for it at the same time do not wait for one another;
/// and gives it one thread, because the tests run side by side.</summary>
internal static class TorchLoading
{
    [ModuleInitializer]
    internal static void Load()
    {
        if (NativeTorch.State.IsLoaded)
            torch.set_num_threads(1);
    }
}
