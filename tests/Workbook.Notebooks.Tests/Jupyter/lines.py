"""Runs tests and writes one JSON line for each: name, outcome, words."""
import json
import unittest


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


def run(*cases):
    for case in cases:
        unittest.defaultTestLoader.loadTestsFromTestCase(case).run(Lines())
