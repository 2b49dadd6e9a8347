using System.Text;
using Workbook.Codecs;

namespace Workbook.Host.Jupyter;

/// <summary>Writes and removes the folders by which Jupyter and VS Code know the kernel.</summary>
/// <remarks>
/// A folder is a kernel as soon as it has a kernel.json. That file is written last and whole, and removed first, so a front end never sees
/// half a kernel, even if the machine stops in between.
/// </remarks>
/// <param name="folders">Where Jupyter looks.</param>
/// <param name="command">What the kernels start.</param>
internal sealed class KernelInstaller(JupyterFolders folders, KernelCommand command)
{
    private const string Logo = "logo-svg.svg";

    /// <summary>Writes both kernels below a data folder; an older version of ours is replaced.</summary>
    /// <returns>
    /// The two kernels as they now stand. The second, which has the notebooks' name, may belong to another program that had the name first: it
    /// stays, and only our own name is written.
    /// </returns>
    public (InstalledKernel Own, InstalledKernel OfNotebooks) Install(string dataFolder)
    {
        var own = Write(dataFolder, KernelSpec.Own);
        var target = InstalledKernel.At(folders.Kernel(dataFolder, KernelSpec.OfNotebooks.Name));
        var foreign = target is { IsOurs: true } ? null : All(KernelSpec.OfNotebooks, dataFolder).FirstOrDefault(kernel => !kernel.IsOurs);
        return (own, foreign ?? Write(dataFolder, KernelSpec.OfNotebooks));
    }

    /// <summary>Removes the kernels below a data folder that carry our mark.</summary>
    /// <returns>What was removed.</returns>
    public IReadOnlyList<InstalledKernel> Uninstall(string dataFolder)
    {
        var ours = new[] { KernelSpec.Own, KernelSpec.OfNotebooks }.Select(spec => InstalledKernel.At(folders.Kernel(dataFolder, spec.Name)))
            .OfType<InstalledKernel>().Where(kernel => kernel.IsOurs).ToArray();
        foreach (var kernel in ours)
        {
            File.Delete(Path.Combine(kernel.Folder, KernelSpec.FileName));
            Directory.Delete(kernel.Folder, recursive: true);
        }
        return ours;
    }

    /// <summary>The kernel that a front end starts under a name, or null.</summary>
    public InstalledKernel? Find(KernelSpec spec) => All(spec).FirstOrDefault();

    private IEnumerable<InstalledKernel> All(KernelSpec spec, params IEnumerable<string> before)
        => before.Concat(folders.SearchPath).Select(folder => InstalledKernel.At(folders.Kernel(folder, spec.Name))).OfType<InstalledKernel>();

    private InstalledKernel Write(string dataFolder, KernelSpec spec)
    {
        var folder = folders.Kernel(dataFolder, spec.Name);
        AtomicFile.Write(Path.Combine(folder, Logo), Resource(Logo));
        AtomicFile.Write(Path.Combine(folder, KernelSpec.FileName), Encoding.UTF8.GetBytes(spec.ToJson(command)));
        return new InstalledKernel(folder, IsOurs: true, command.Arguments);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(KernelInstaller).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
