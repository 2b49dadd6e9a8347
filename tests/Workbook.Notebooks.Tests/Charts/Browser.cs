namespace Workbook.Notebooks.Tests.Charts;

/// <summary>Chromium without a window and without a network.</summary>
internal static class Browser
{
    private const string NoRequests = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src ";
    private const string Start = "\"seen ", End = " seen\"";
    private static readonly string Check = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Charts", "check.js"));

    /// <summary>Opens a page whose scripts run.</summary>
    /// <param name="html">The page; any request it makes is forbidden, and counts as wrong.</param>
    /// <param name="folder">A folder for the page and the browser's own files.</param>
    public static PageView Open(string html, string folder) => Open(html, folder, "'unsafe-inline' 'unsafe-eval' file:", " data-live");

    /// <summary>Opens a page that may run no script.</summary>
    /// <param name="html">The page; any request it makes is forbidden.</param>
    /// <param name="folder">A folder for the page and the browser's own files.</param>
    public static PageView OpenWithoutScripts(string html, string folder) => Open(html, folder, "'nonce-check'", "");

    private static PageView Open(string html, string folder, string scripts, string live)
    {
        var page = Path.Combine(Directory.CreateDirectory(folder).FullName, "page.html");
        var head = $"<head><meta http-equiv=\"Content-Security-Policy\" content=\"{NoRequests}{scripts}\"><script nonce=\"check\"{live}>{Check}</script>";
        File.WriteAllText(page, html.Replace("<head>", head));
        var line = Shell.NeededUntil(Start, "chromium", "chromium",
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--no-first-run", "--enable-logging=stderr", "--v=0",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--window-size=1200,12000", page,
        ]);
        return PageView.Parse(line[(line.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..line.LastIndexOf(End, StringComparison.Ordinal)]);
    }
}
