using System.Runtime.InteropServices;
using Workbook.Results.Records;

namespace Workbook.Host.Jupyter;

/// <summary>The command line that starts the kernel, with absolute paths: a front end has its own PATH and folder.</summary>
/// <param name="Dotnet">The program dotnet.</param>
/// <param name="Workbook">The program workbook.dll of a checkout.</param>
internal sealed record KernelCommand(string Dotnet, string Workbook)
{
    /// <summary>The running dotnet with the running program.</summary>
    public static KernelCommand OfThisProgram() => new(
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")),
        Path.Combine(AppContext.BaseDirectory, "workbook.dll"));

    /// <summary>What Jupyter runs; it puts the path of its connection file in place of the last word.</summary>
    public string[] Arguments => [Dotnet, Workbook, "kernel", "start", "{connection_file}"];

    /// <summary>The version of the running program.</summary>
    public string Version => typeof(KernelCommand).Assembly.GetName().Version!.ToString(3);

    /// <summary>The commit of the program's checkout, if it lies in one.</summary>
    public string? Commit => GitCommit.Find(Path.GetDirectoryName(Workbook)!);
}
