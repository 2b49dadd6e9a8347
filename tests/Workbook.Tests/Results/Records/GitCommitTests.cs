using Workbook.Results.Records;

namespace Workbook.Tests.Results.Records;

public sealed class GitCommitTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Reads_a_branch_from_a_folder_deep_inside()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/refs/heads/main", "1111\n");
        Write("a/b/c.txt", "");
        Assert.Equal("1111", GitCommit.Find(Path.Combine(root, "a", "b")));
    }

    [Fact]
    public void Reads_a_detached_head_and_packed_branches()
    {
        Write(".git/HEAD", "2222\n");
        Assert.Equal("2222", GitCommit.Find(root));
        Write(".git/HEAD", "ref: refs/heads/x\n");
        Assert.Null(GitCommit.Find(root));
        Write(".git/packed-refs", "# pack-refs with: peeled\n0000 refs/heads/xx\n3333 refs/heads/x\n");
        Assert.Equal("3333", GitCommit.Find(root));
    }

    [Fact]
    public void Reads_a_linked_work_tree()
    {
        Write("main/.git/refs/heads/side", "4444\n");
        Write("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
        Write("main/.git/worktrees/side/commondir", "../..\n");
        Write("side/.git", "gitdir: " + Path.Combine(root, "main/.git/worktrees/side") + "\n");
        Assert.Equal("4444", GitCommit.Find(Path.Combine(root, "side")));
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
