using System.Globalization;
using System.Text;
using Workbook.Results.Records;

namespace Workbook.Tests.Results.Records;

public class ResultFileTests
{
    private static RunRecord Example() => new()
    {
        Name = "accuracy-\"cracks\" größer",
        When = new DateTimeOffset(2026, 11, 23, 17, 17, 33, 123, TimeSpan.FromHours(2)),
        Commit = "5f43803",
        Seed = ulong.MaxValue,
        Seconds = 0.1 + 0.2,
        Data = new("cracks, second part", 600),
        Parameters = new Dictionary<string, string> { ["z"] = "1", ["a"] = "" },
        Metrics = new Dictionary<string, double> { ["psnr (dB)"] = double.PositiveInfinity, ["bpp"] = 1.0 / 3, ["nan"] = double.NaN },
        Tables = new Dictionary<string, ResultTable>
        {
            ["accuracy"] = new ResultTable("codec", "bpp", "accuracy (%)").Add("WebP q=1", 0.0904, 99.67).Add("Infinity", double.NaN, ResultCell.Empty)
                .Add("", double.NegativeInfinity, 5e-324),
        },
    };

    [Fact]
    public void Every_value_survives_the_round_trip()
    {
        var read = ResultFile.Parse(ResultFile.ToBytes(Example()));
        var expected = Example();
        Assert.Equal((expected.Name, expected.When, expected.Commit, expected.Seed, expected.Seconds, expected.Data, expected.Machine),
            (read.Name, read.When, read.Commit, read.Seed, read.Seconds, read.Data, read.Machine));
        Assert.Equal(expected.Parameters.OrderBy(p => p.Key), read.Parameters.OrderBy(p => p.Key));
        Assert.Equal(expected.Metrics.OrderBy(m => m.Key), read.Metrics.OrderBy(m => m.Key));
        Assert.Equal(expected.Tables["accuracy"].Columns, read.Tables["accuracy"].Columns);
        Assert.Equal(expected.Tables["accuracy"].Rows, read.Tables["accuracy"].Rows);
        Assert.Equal(ResultFile.ToBytes(expected), ResultFile.ToBytes(read));
    }

    [Fact]
    public void Save_makes_the_folder_replaces_the_file_and_leaves_nothing_else()
    {
        string folder = Directory.CreateTempSubdirectory().FullName, path = Path.Combine(folder, "runs", "one.json");
        try
        {
            ResultFile.Save(path, Example() with { Name = "first, and quite a lot longer than the one that comes after it" });
            ResultFile.Save(path, Example());
            Assert.Equal(ResultFile.ToBytes(Example()), File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
            Assert.Equal(Example().Name, Assert.Single(ResultFile.LoadAll(Path.GetDirectoryName(path)!)).Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Names_come_in_one_order_whatever_the_order_they_were_added_in()
    {
        var other = Example() with { Parameters = new Dictionary<string, string> { ["a"] = "", ["z"] = "1" } };
        Assert.Equal(ResultFile.ToBytes(Example()), ResultFile.ToBytes(other));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NaNSymbol = "?" } };
        try
        {
            Assert.Equal(double.NaN, ResultFile.Parse(ResultFile.ToBytes(Example())).Metrics["nan"]);
            Assert.Contains("0.0904", Encoding.UTF8.GetString(ResultFile.ToBytes(Example())));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema 2")]
    [InlineData("\"seed\"", "\"sead\"", "sead")]
    [InlineData("\"seed\"", "\"name\"", "name")]
    [InlineData("\"commit\": \"5f43803\"", "\"commit\": 5", "commit")]
    [InlineData("0.0904", "0.0904, 7", "4 cells")]
    [InlineData("0.0904", "{\"number\": \"many\"}", "Infinity")]
    [InlineData("0.0904", "[]", "StartArray")]
    [InlineData("\"bpp\",", "\"codec\",", "each name once")]
    [InlineData("\"name\": \"accuracy", "\"nome\": \"accuracy", "nome")]
    public void A_wrong_file_is_refused_with_what_was_found(string good, string bad, string word)
    {
        string text = Encoding.UTF8.GetString(ResultFile.ToBytes(Example()));
        int at = text.IndexOf(good, StringComparison.Ordinal);
        text = text[..at] + bad + text[(at + good.Length)..];
        var error = Assert.Throws<ResultFileException>(() => ResultFile.Parse(Encoding.UTF8.GetBytes(text), "one.json"));
        Assert.Contains("one.json", error.Message);
        Assert.Contains(word, error.Message);
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        byte[] bytes = ResultFile.ToBytes(Example());
        for (int length = 0; length < bytes.Length - 2; length++)
            Assert.Throws<ResultFileException>(() => ResultFile.Parse(bytes.AsSpan(0, length)));
        Assert.Throws<ResultFileException>(() => ResultFile.Parse("null"u8));
        Assert.Throws<ResultFileException>(() => ResultFile.Load("/no/such/file.json"));
    }

    [Fact]
    public void The_machine_is_described()
    {
        var machine = MachineRecord.Here();
        Assert.All([machine.Processor, machine.System, machine.Simd], Assert.NotEmpty);
        Assert.StartsWith(".NET", machine.Runtime);
    }
}
