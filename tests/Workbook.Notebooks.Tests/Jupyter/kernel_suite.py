"""The public suite for Jupyter kernels (jupyter_kernel_test), on ours. Writes one JSON line per test: name, outcome, words."""
import json
import unittest

import jupyter_kernel_test

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


class Lines(unittest.TestResult):
    def startTest(self, test):
        self.outcome = ("passed", "")

    def addSkip(self, test, reason):
        self.outcome = ("skipped", reason)

    def addFailure(self, test, error):
        self.outcome = ("failed", self._exc_info_to_string(error, test))

    addError = addFailure

    def addSubTest(self, test, part, error):
        if error is not None:
            self.outcome = ("failed", self._exc_info_to_string(error, test))

    def stopTest(self, test):
        print(json.dumps({"name": test._testMethodName, "outcome": self.outcome[0], "words": self.outcome[1]}), flush=True)


unittest.defaultTestLoader.loadTestsFromTestCase(WorkbookKernelTests).run(Lines())
