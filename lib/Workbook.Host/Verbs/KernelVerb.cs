using System.CommandLine;
using Workbook.Host.Jupyter;

namespace Workbook.Host.Verbs;

/// <summary><c>workbook kernel</c>: makes the notebooks' kernel known to VS Code and Jupyter, and runs it for them.</summary>
internal static class KernelVerb
{
    /// <summary>VS Code asks no kernel for C# completion until this is set; the setting cannot come from a workspace.</summary>
    private const string Triggers = """{ "csharp": ["."] }""";

    public static Command Make() => new("kernel", "Use the notebooks in VS Code and Jupyter: install, uninstall, start the C# kernel.")
    {
        Placed("install", "Write the kernel where VS Code and Jupyter look for it; no Python is needed.", Install),
        Placed("uninstall", "Remove what install wrote, and nothing else.", Uninstall),
        Start(),
    };

    private static Command Start()
    {
        var connection = new Argument<string>("connection-file") { Description = "the file in which the client says where to listen" };
        var command = new Command("start", "Serve a Jupyter client; clients call this themselves.") { connection };
        command.SetAction(parse => Kernel.Run(parse.GetValue(connection)!));
        return command;
    }

    private static Command Placed(string name, string description, Func<KernelInstaller, JupyterFolders, string, int> action)
    {
        var user = new Option<bool>("--user") { Description = "for you (the default)" };
        var prefix = new Option<string>("--prefix") { Description = "into an environment: DIR/share/jupyter", HelpName = "DIR" };
        var system = new Option<bool>("--system") { Description = "for all users of this machine; on Windows, Jupyter and VS Code must be told to trust its folder" };
        var command = new Command(name, description) { user, prefix, system };
        command.Validators.Add(parse =>
        {
            if (new Option[] { user, prefix, system }.Count(option => parse.GetResult(option) is not null) > 1)
                parse.AddError("choose one of --user, --prefix and --system");
        });
        command.SetAction(parse =>
        {
            var folders = JupyterFolders.OfThisMachine();
            var place = parse.GetValue(prefix) is { } given ? folders.OfPrefix(Path.GetFullPath(given)) : parse.GetValue(system) ? folders.System : folders.User;
            return action(new KernelInstaller(folders, KernelCommand.OfThisProgram()), folders, place);
        });
        return command;
    }

    private static int Install(KernelInstaller installer, JupyterFolders folders, string place)
    {
        var (own, ofNotebooks) = installer.Install(place);
        Console.WriteLine($"{KernelSpec.Own.DisplayName,-14} -> {own.Folder}");
        Console.WriteLine(ofNotebooks.IsOurs ? $"{KernelSpec.OfNotebooks.DisplayName,-14} -> {ofNotebooks.Folder}" : $"""
            {KernelSpec.OfNotebooks.DisplayName,-14} is another program's and stays: {ofNotebooks.Folder}
            The notebooks open in that one. For ours choose the kernel {KernelSpec.Own.DisplayName}; on a command line that is
            jupyter nbconvert --ExecutePreprocessor.kernel_name={KernelSpec.Own.Name} or papermill -k {KernelSpec.Own.Name} -l {KernelSpec.OfNotebooks.Name}
            """);
        if (!folders.SearchPath.Contains(place))
            Console.WriteLine($"Only a Jupyter of that environment looks there; for others and VS Code set JUPYTER_PATH={place}");
        ShowNext(ofNotebooks.IsOurs ? KernelSpec.OfNotebooks : KernelSpec.Own);
        return 0;
    }

    private static void ShowNext(KernelSpec choice) => Console.WriteLine($"""

        VS Code     install the extension Jupyter (ms-toolsai.jupyter), open a notebook, Select Kernel, Jupyter Kernel..., {choice.DisplayName};
                    for completion put "jupyter.completionTriggerCharacters": {Triggers} into your user settings
        JupyterLab  jupyter lab {Path.GetRelativePath(Directory.GetCurrentDirectory(), Repository.Notebooks)}
        The kernel runs from this checkout: after moving it, install again.
        """);

    private static int Uninstall(KernelInstaller installer, JupyterFolders folders, string place)
    {
        var removed = installer.Uninstall(place);
        foreach (var kernel in removed)
            Console.WriteLine($"removed {kernel.Folder}");
        if (removed.Count == 0)
            Console.WriteLine($"no kernel of the workbook lies in {place}{(installer.Find(KernelSpec.Own) is { } other ? $", but one lies in {other.Folder}" : "")}");
        return 0;
    }
}
