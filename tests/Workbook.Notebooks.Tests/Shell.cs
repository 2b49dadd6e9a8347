using System.ComponentModel;
using System.Diagnostics;

namespace Workbook.Notebooks.Tests;

/// <summary>Programs as a shell runs them.</summary>
internal static class Shell
{
    /// <summary>Runs the workbook command in the notebooks' folder.</summary>
    public static (int Code, string Output, string Error) Workbook(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
        => Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "workbook.dll"), .. arguments], environment);

    /// <summary>Runs a Debian program, or skips the test with a word where it is missing.</summary>
    public static string Needed(string program, string package, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        try
        {
            var (code, output, error) = Run(program, arguments, environment);
            return code == 0 ? output : throw new Xunit.Sdk.XunitException($"{program} ended with {code}: {error}");
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not here: apt-get install {package}");
            throw;
        }
    }

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Book.Folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
