using Workbook.Host.Cells;
using Workbook.Host.Jupyter;

namespace Workbook.Notebooks.Tests.Jupyter;

public class OutputBufferTests
{
    [Fact]
    public void Text_is_joined_and_of_several_updates_the_last_is_sent()
    {
        var sent = new List<string>();
        using (var buffer = new OutputBuffer(output => sent.Add(Text(output)), Timeout.Infinite))
        {
            foreach (var output in new CellOutput[]
                { new StreamOutput("stdout", "a"), new StreamOutput("stdout", "b"), new StreamOutput("stderr", "c"), Update("x", "1"), Update("y", "2"), Update("x", "3"), new StreamOutput("stderr", "d") })
                buffer.Add(output);
        }
        Assert.Equal(["stdout ab", "stderr c", "y 2", "x 3", "stderr d"], sent);
    }

    private static DisplayOutput Update(string id, string text) => new(id, [KeyValuePair.Create("text/plain", text)], IsResult: false, IsUpdate: true);

    private static string Text(CellOutput output)
        => output is StreamOutput text ? $"{text.Name} {text.Text}" : $"{((DisplayOutput)output).DisplayId} {((DisplayOutput)output).Data[0].Value}";
}
