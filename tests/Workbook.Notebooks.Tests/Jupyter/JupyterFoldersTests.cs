using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbook.Host.Jupyter;

namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>The folders are those in which Jupyter and VS Code look.</summary>
public class JupyterFoldersTests
{
    [Fact]
    public void On_Linux_the_user_folder_follows_XDG() => Assert.Multiple(
        () => Assert.Equal("/home/ada/.local/share/jupyter", Linux().User),
        () => Assert.Equal("/data/jupyter", Linux(("XDG_DATA_HOME", "/data")).User),
        () => Assert.Equal("/own", Linux(("XDG_DATA_HOME", "/data"), ("JUPYTER_DATA_DIR", "/own")).User),
        () => Assert.Equal("/home/ada/.local/share/jupyter", Linux(("JUPYTER_DATA_DIR", "")).User));

    [Fact]
    public void On_macOS_the_user_folder_is_in_the_library()
        => Assert.Equal("/Users/ada/Library/Jupyter", new JupyterFolders(OSPlatform.OSX, "/Users/ada", Variables()).User);

    [Fact]
    public void On_Windows_the_folders_are_in_application_data()
    {
        var folders = new JupyterFolders(OSPlatform.Windows, @"C:\Users\ada", Variables(("APPDATA", @"C:\Users\ada\AppData\Roaming"), ("PROGRAMDATA", @"C:\ProgramData"), ("JUPYTER_PATH", @"D:\a\;D:\b")));
        Assert.Equal([@"D:\a", @"D:\b", @"C:\Users\ada\AppData\Roaming\jupyter", @"C:\ProgramData\jupyter"], folders.SearchPath);
        Assert.Equal(@"C:\Users\ada\AppData\Roaming\jupyter\kernels\x", folders.Kernel(folders.User, "x"));
        Assert.Equal(@"C:\Users\ada\.jupyter\data", new JupyterFolders(OSPlatform.Windows, @"C:\Users\ada", Variables()).User);
    }

    [Fact]
    public void The_search_goes_from_explicit_to_user_to_environment_to_system() => Assert.Equal(
        ["/first", "/second", "/own", "/home/ada/.local/share/jupyter", "/base/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"],
        Linux(("JUPYTER_PATH", "/first/:/second"), ("JUPYTER_DATA_DIR", "/own"), ("CONDA_PREFIX", "/base"), ("CONDA_DEFAULT_ENV", "base")).SearchPath);

    [Theory]
    [InlineData(null, true)]
    [InlineData("1", true)]
    [InlineData("No", false)]
    public void Inside_an_environment_its_folder_comes_first_unless_told_otherwise(string? prefer, bool first)
        => Assert.Equal(first ? 0 : 1, Linux(("VIRTUAL_ENV", "/venv"), ("JUPYTER_PREFER_ENV_PATH", prefer!)).SearchPath.ToList().IndexOf("/venv/share/jupyter"));

    [Fact]
    public void Jupyter_itself_searches_these_folders_in_this_order()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "compares the rules of Linux");
        (string Name, string Value)[] environment = [("HOME", "/home/ada"), ("JUPYTER_PATH", "/first:/second"), ("JUPYTER_DATA_DIR", "/own"), ("JUPYTER_PREFER_ENV_PATH", "0"), ("VIRTUAL_ENV", ""), ("CONDA_PREFIX", ""), ("XDG_DATA_HOME", ""), ("PYTHONUSERBASE", "")];
        var paths = JsonNode.Parse(Shell.Needed("jupyter", "jupyter-core", ["--paths", "--json"], environment))!["data"]!.AsArray().Select(path => (string)path!).ToArray();
        Assert.Equal(Linux(environment).SearchPath, paths.Intersect(Linux(environment).SearchPath));
    }

    private static JupyterFolders Linux(params (string Name, string Value)[] variables) => new(OSPlatform.Linux, "/home/ada", Variables(variables));

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) => variables.ToDictionary(pair => pair.Name, pair => (string?)pair.Value).GetValueOrDefault;
}
