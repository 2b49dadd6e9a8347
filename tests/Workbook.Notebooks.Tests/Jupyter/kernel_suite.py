"""The public suite for Jupyter kernels (jupyter_kernel_test), on ours."""
import jupyter_kernel_test

import lines

RED_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def shown(mime, value):
    return 'display(new Microsoft.DotNet.Interactive.Formatting.FormattedValue("%s", "%s"));' % (mime, value)


class WorkbookKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "workbook-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("trouble");'
    code_generate_error = 'throw new InvalidOperationException("on purpose");'
    code_execute_result = [{"code": "1+2+3", "result": "6"}, {"code": '"text".Length', "result": "4"}]
    code_display_data = [
        {"code": shown("text/html", "<b>bold</b>"), "mime": "text/html"},
        {"code": shown("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"), "mime": "image/svg+xml"},
        {"code": shown("image/png", RED_DOT), "mime": "image/png"},
    ]
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "\"\U0001f600\".ToLowerI", "matches": {"ToLowerInvariant"}},
    ]
    complete_code_samples = ["1", "var x = 1;", "for (var i = 0; i < 3; i++) { }", ""]
    incomplete_code_samples = ["for (var i = 0; i < 3; i++)", "int F(int x) {", 'var s = """\nline']
    invalid_code_samples = ["int x = = 1;", "}"]
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "clear_output();"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1?2*"


lines.run(WorkbookKernelTests)
