namespace Workbook.Tests;

/// <summary>Where the checkout lies that these tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder of Workbook.sln.</summary>
    internal static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workbook.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"there is no Workbook.sln above {AppContext.BaseDirectory}");
    }
}
