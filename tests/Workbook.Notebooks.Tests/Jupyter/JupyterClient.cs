namespace Workbook.Notebooks.Tests.Jupyter;

/// <summary>Debian's Jupyter clients, with this build's kernel installed in a folder of the test's own.</summary>
public sealed class JupyterClient : IDisposable
{
    /// <summary>Debian's own Python, which has Debian's packages; another one may come first on the PATH.</summary>
    private const string Python = "/usr/bin/python3";

    private readonly string _data = Directory.CreateTempSubdirectory("workbook-jupyter").FullName;

    public JupyterClient() => Assert.Equal(0, Shell.Workbook(["kernel", "install"], Environment).Code);

    private (string, string) Environment => ("JUPYTER_DATA_DIR", _data);

    /// <summary>A folder that goes away with the client.</summary>
    public string Folder => _data;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <summary>Runs a script beside this file with Debian's Python; skips the test with a word where it or a module is missing.</summary>
    public string Script(string name, string module, string package, params string[] arguments)
    {
        if (Shell.Needed(Python, "python3", ["-c", $"import importlib.util; print(importlib.util.find_spec('{module}') is not None)"]).Trim() != "True")
            Assert.Skip($"{module} is not here: apt-get install {package}");
        return Shell.Needed(Python, "python3", [Path.Combine(AppContext.BaseDirectory, "Jupyter", name), .. arguments], Environment);
    }

    /// <summary>Runs the program jupyter.</summary>
    public string Jupyter(params string[] arguments) => Shell.Needed("jupyter", "jupyter-client jupyter-nbconvert", arguments, Environment);
}
