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
        var (code, output, error) = OrSkipped(program, package, () => Run(program, arguments, environment));
        return code == 0 ? output : throw new Xunit.Sdk.XunitException($"{program} ended with {code}: {error}");
    }

    /// <summary>Runs a Debian program until it writes a word to its error stream, and ends it; or skips the test where it is missing.</summary>
    /// <returns>The line with the word.</returns>
    public static string NeededUntil(string word, string program, string package, IEnumerable<string> arguments)
    {
        using var process = OrSkipped(program, package, () => Start(program, arguments, []));
        try
        {
            while (process.StandardError.ReadLine() is { } line)
                if (line.Contains(word, StringComparison.Ordinal))
                    return line;
            throw new Xunit.Sdk.XunitException($"{program} ended without a word");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    private static T OrSkipped<T>(string program, string package, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not here: apt-get install {package}");
            throw;
        }
    }

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Start(string program, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Book.Folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
