using System.Runtime.InteropServices;

namespace Workbook.Host.Jupyter;

/// <summary>The folders in which Jupyter and VS Code look for kernels, told without asking Python.</summary>
/// <remarks>
/// The rules are those of the package jupyter_core (paths.py), as far as the environment tells them. JUPYTER_PLATFORM_DIRS, which only Python
/// programs follow and VS Code does not, is left out: who uses it sets JUPYTER_DATA_DIR.
/// </remarks>
/// <param name="system">Linux, OSX or Windows; any other follows Linux.</param>
/// <param name="home">The user's home folder.</param>
/// <param name="variable">The value of an environment variable, or null.</param>
internal sealed class JupyterFolders(OSPlatform system, string home, Func<string, string?> variable)
{
    private readonly bool _windows = system == OSPlatform.Windows;

    /// <summary>The folders of this machine and this user.</summary>
    public static JupyterFolders OfThisMachine() => new(
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Environment.GetEnvironmentVariable);

    /// <summary>The user's own data folder.</summary>
    public string User => Variable("JUPYTER_DATA_DIR") ?? (_windows ? WindowsUser : system == OSPlatform.OSX ? Join(home, "Library", "Jupyter")
        : Join(Variable("XDG_DATA_HOME") ?? Join(home, ".local", "share"), "jupyter"));

    /// <summary>The data folder of all users; on Windows it is trusted only on request.</summary>
    public string System => _windows ? Join(Variable("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter") : "/usr/local/share/jupyter";

    /// <summary>All data folders, in the order in which Jupyter searches them.</summary>
    public IReadOnlyList<string> SearchPath
    {
        get
        {
            string[] user = [User, .. UserBase], environment = [.. Environments];
            return [.. new string[][] { Explicit, PrefersEnvironment ? [.. environment, .. user] : [.. user, .. environment], Shared }.SelectMany(folders => folders).Distinct()];
        }
    }

    /// <summary>The data folder below a prefix, such as a virtual environment.</summary>
    public string OfPrefix(string prefix) => Join(prefix, "share", "jupyter");

    /// <summary>The folder of one kernel below a data folder.</summary>
    public string Kernel(string dataFolder, string name) => Join(dataFolder, "kernels", name);

    private string WindowsUser => Variable("APPDATA") is { } roaming ? Join(roaming, "jupyter")
        : Join(Variable("JUPYTER_CONFIG_DIR") ?? Join(home, ".jupyter"), "data");

    private string[] Explicit => Variable("JUPYTER_PATH")?.Split(_windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => folder.TrimEnd('/', '\\')).ToArray() ?? [];

    /// <summary>Where <c>pip install --user</c> puts data; elsewhere its folder has Python's version in it.</summary>
    private string[] UserBase => Variable("PYTHONUSERBASE") is { } folder ? [OfPrefix(folder)] : system == OSPlatform.Linux ? [OfPrefix(Join(home, ".local"))] : [];

    private IEnumerable<string> Environments => new[] { "VIRTUAL_ENV", "CONDA_PREFIX" }.Select(Variable).OfType<string>().Select(OfPrefix);

    /// <summary>Inside an environment Jupyter prefers it; the variable overrules.</summary>
    private bool PrefersEnvironment => Variable("JUPYTER_PREFER_ENV_PATH") is { } word
        ? word.ToLowerInvariant() is not ("no" or "n" or "false" or "off" or "0" or "0.0")
        : Variable("VIRTUAL_ENV") is not null || (Variable("CONDA_PREFIX") is not null && Variable("CONDA_DEFAULT_ENV") is not (null or "base"));

    private string[] Shared => _windows ? [System] : [System, "/usr/share/jupyter"];

    private string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string Join(params string[] parts) => string.Join(_windows ? '\\' : '/', parts);
}
