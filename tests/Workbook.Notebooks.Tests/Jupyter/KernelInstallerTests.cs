using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbook.Host.Jupyter;

namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>Installing and uninstalling the kernel, in folders of the test's own.</summary>
public sealed class KernelInstallerTests : IDisposable
{
    private const string Foreign = """{ "argv": ["dotnet", "interactive", "jupyter"], "display_name": ".NET (C#)", "language": "C#" }""";

    private readonly string _root = Directory.CreateTempSubdirectory("workbook-kernel").FullName;
    private readonly KernelCommand _command;
    private readonly JupyterFolders _folders;

    public KernelInstallerTests()
    {
        _command = Checkout("here");
        _folders = new JupyterFolders(OSPlatform.Linux, _root, name => name == "JUPYTER_PATH" ? Path.Combine(_root, "path") : null);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Install_writes_both_names_with_our_mark_and_absolute_paths()
    {
        Installer.Install(_folders.User);
        var kernels = Path.Combine(_root, ".local/share/jupyter/kernels");
        Assert.Equal(["logo-svg.svg", "kernel.json"], Files(Path.Combine(kernels, "workbook-csharp")).OrderDescending());
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(kernels, ".net-csharp", "kernel.json")))!;
        Assert.Equal([_command.Dotnet, _command.Workbook, "kernel", "start", "{connection_file}"], spec["argv"]!.AsArray().Select(word => (string)word!));
        Assert.Equal((".NET (C#)", "C#", "message"), ((string?)spec["display_name"], (string?)spec["language"], (string?)spec["interrupt_mode"]));
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)spec["metadata"]!["workbook"]!["version"]);
    }

    [Fact]
    public void Install_after_a_move_points_to_the_new_place_and_leaves_no_other_file()
    {
        new KernelInstaller(_folders, Checkout("before")).Install(_folders.User);
        File.Delete(Checkout("before").Workbook);
        Assert.Equal(($"cannot start: {Checkout("before", make: false).Workbook} is gone", false), Installer.Find(KernelSpec.OfNotebooks)!.Describe(_command));
        Installer.Install(_folders.User);
        Assert.Equal(("starts this checkout", true), Installer.Find(KernelSpec.OfNotebooks)!.Describe(_command));
        Assert.Equal(2, Files(Installer.Find(KernelSpec.OfNotebooks)!.Folder).Count());
    }

    [Fact]
    public void A_kernel_of_another_checkout_is_described_by_what_it_starts()
    {
        var other = Checkout("other");
        new KernelInstaller(_folders, other).Install(_folders.User);
        Assert.Equal(($"starts {other.Dotnet} {other.Workbook}", false), Installer.Find(KernelSpec.Own)!.Describe(_command));
    }

    [Theory]
    [InlineData("path")]
    [InlineData(".local/share/jupyter")]
    public void A_foreign_kernel_keeps_the_notebooks_name_wherever_it_lies(string place)
    {
        var file = Write(place, ".net-csharp", Foreign);
        var (own, ofNotebooks) = Installer.Install(_folders.User);
        Assert.Equal((true, false, Path.GetDirectoryName(file)), (own.IsOurs, ofNotebooks.IsOurs, ofNotebooks.Folder));
        Assert.Equal(Foreign, File.ReadAllText(file));
        Assert.Equal("belongs to another program: dotnet interactive jupyter", Installer.Find(KernelSpec.OfNotebooks)!.Describe(_command).Words);
    }

    [Fact]
    public void Uninstall_removes_what_install_wrote_and_says_so()
    {
        Installer.Install(_folders.OfPrefix(_root));
        Assert.Equal(2, Installer.Uninstall(_folders.OfPrefix(_root)).Count);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_root, "share/jupyter/kernels")));
        Assert.Empty(Installer.Uninstall(_folders.OfPrefix(_root)));
    }

    [Theory]
    [InlineData(Foreign)]
    [InlineData("not JSON")]
    [InlineData("""["metadata", "workbook"]""")]
    [InlineData("""{ "metadata": "workbook" }""")]
    public void Uninstall_leaves_what_does_not_carry_our_mark(string content)
    {
        var file = Write(".local/share/jupyter", ".net-csharp", content);
        Assert.Empty(Installer.Uninstall(_folders.User));
        Assert.Equal(content, File.ReadAllText(file));
    }

    [Fact]
    public void Jupyter_lists_both_names_after_the_command_has_installed_them()
    {
        (string, string)[] environment = [("HOME", _root), ("JUPYTER_DATA_DIR", _root), ("JUPYTER_PATH", "")];
        var (code, output, error) = Shell.Workbook(["kernel", "install"], environment);
        Assert.True(code == 0, error);
        Assert.Contains(Path.Combine(_root, "kernels", ".net-csharp"), output);
        var list = JsonNode.Parse(Shell.Needed("jupyter", "jupyter-client", ["kernelspec", "list", "--json"], environment))!["kernelspecs"]!;
        Assert.All([".net-csharp", "workbook-csharp"], name => Assert.Equal(Path.Combine(_root, "kernels", name), (string?)list[name]!["resource_dir"]));
        Assert.True(File.Exists((string?)list["workbook-csharp"]!["spec"]!["argv"]![0]), "dotnet is not there");
        Assert.Contains("starts this checkout", Shell.Workbook(["check"], environment).Output);
    }

    private KernelInstaller Installer => new(_folders, _command);

    private KernelCommand Checkout(string name, bool make = true)
    {
        var folder = Path.Combine(_root, "checkouts", name);
        var command = new KernelCommand(Path.Combine(folder, "dotnet"), Path.Combine(folder, "workbook.dll"));
        Directory.CreateDirectory(folder);
        if (make)
            Array.ForEach([command.Dotnet, command.Workbook], path => File.WriteAllText(path, ""));
        return command;
    }

    private string Write(string place, string name, string content)
    {
        var file = Path.Combine(_root, place, "kernels", name, "kernel.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path));
}
