"""What a kernel must live through, and how it must die, seen from a client (jupyter_client)."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from jupyter_client.manager import start_new_kernel

import lines

PATIENCE = 60  # seconds; only a broken kernel needs them
MEMORY = "0x30000000"  # bytes that the kernel's objects may take: 768 MB
STOPPABLE = "Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken"


class Client:
    """A kernel of its own, and what one does with it."""

    def __init__(self, temporary=None):
        self.temporary = temporary or tempfile.mkdtemp(prefix="workbook-life-")
        environment = {**os.environ, "TMPDIR": self.temporary, "DOTNET_GCHeapHardLimit": MEMORY}
        self.manager, self.channels = start_new_kernel(startup_timeout=PATIENCE, kernel_name="workbook-csharp", env=environment)
        self.manager.shutdown_wait_time = PATIENCE

    @property
    def process(self):
        return self.manager.provisioner.process

    def send(self, code, **options):
        return self.channels.execute(code, **options)

    def outputs(self, request, act=None):
        """The outputs of a request until it is done; act is called when the cell has written 'on'."""
        found = []
        while True:
            message = self.channels.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return found
            if kind in ("stream", "error", "display_data", "execute_result"):
                found.append((kind, content))
            if act and kind == "stream" and "on" in content["text"]:
                act()
                act = None

    def reply(self, request):
        while True:
            message = self.channels.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def run(self, code, act=None, **options):
        """Runs a cell to its end: the reply, and the outputs."""
        request = self.send(code, **options)
        outputs = self.outputs(request, act)
        return self.reply(request), outputs

    def value(self, code):
        """The plain text of a cell's result."""
        reply, outputs = self.run(code)
        if reply["status"] != "ok":
            raise AssertionError(f"{code}: {reply['traceback']}")
        return outputs[-1][1]["data"]["text/plain"]

    def close(self):
        """Asks the kernel to end; gives its exit code and the files that it left behind."""
        process = self.process
        self.channels.stop_channels()
        self.manager.shutdown_kernel()
        return process.returncode, remove(self.temporary)


def remove(folder):
    """Removes a folder; gives the names of what was in it."""
    left = os.listdir(folder)
    shutil.rmtree(folder)
    return left


class Interruptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Client()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()

    def stops(self, code, interrupt=None):
        self.kernel.run("var kept = 7;")
        began = []

        def act():
            began.append(time.monotonic())
            (interrupt or self.kernel.manager.interrupt_kernel)()

        reply, outputs = self.kernel.run(f'var inside = 8; Console.Write("on"); {code}', act)
        print(f"stopped after {time.monotonic() - began[0]:.2f} s: {code}", file=sys.stderr)
        self.assertEqual(("error", "Interrupted"), (reply["status"], reply["ename"]))
        self.assertEqual("error", outputs[-1][0])
        self.assertEqual("15", self.kernel.value("kept + inside"))

    def test_an_endless_loop_is_stopped(self):
        self.stops("while (true) ;")

    def test_a_loop_of_library_calls_is_stopped(self):
        self.stops('var n = 0; while (true) n += $"{DateTime.Now}".Length;')

    def test_an_endless_await_is_stopped(self):
        self.stops("await Task.Delay(-1);")

    def test_a_sleeping_loop_is_stopped(self):
        self.stops("while (true) System.Threading.Thread.Sleep(20);")

    def test_a_loop_by_the_signal_of_control_c_is_stopped(self):
        self.stops("while (true) ;", lambda: os.kill(self.kernel.process.pid, signal.SIGINT))

    def test_a_cell_that_watches_its_token_ends_by_itself_and_keeps_its_result(self):
        self.kernel.value("true")  # the first value takes long enough to be shown to be stopped in
        code = f'Console.Write("on"); var steps = 0; while (!{STOPPABLE}.IsCancellationRequested) steps++; steps > 0'
        reply, outputs = self.kernel.run(code, self.kernel.manager.interrupt_kernel)
        self.assertEqual("ok", reply["status"])
        self.assertEqual("True", outputs[-1][1]["data"]["text/plain"])

    def test_an_interruption_of_an_idle_kernel_does_not_stop_the_next_cell(self):
        channels = self.kernel.channels
        channels.control_channel.send(channels.session.msg("interrupt_request", {}))
        self.assertEqual("ok", channels.get_control_msg(timeout=PATIENCE)["content"]["status"])
        self.assertEqual("3", self.kernel.value("await Task.Delay(50); 1 + 2"))

    def test_cells_that_wait_behind_a_failure_are_not_run(self):
        gate = os.path.join(self.kernel.temporary, "gate")
        first = self.kernel.send(f'while (!System.IO.File.Exists("{gate}")) System.Threading.Thread.Sleep(5); throw new Exception("no");')
        others = [self.kernel.send("var never = 1;"), self.kernel.send("never")]
        self.kernel.channels.kernel_info()  # answered when the cells before it are
        open(gate, "w").close()
        self.assertEqual("error", self.kernel.reply(first)["status"])
        self.assertEqual(["aborted", "aborted"], [self.kernel.reply(other)["status"] for other in others])
        os.remove(gate)
        self.assertEqual("2", self.kernel.value("1 + 1"))

    def test_cells_that_wait_behind_a_failure_are_run_where_the_client_wants_it(self):
        first = self.kernel.send('System.Threading.Thread.Sleep(50); throw new Exception("no");', stop_on_error=False)
        second = self.kernel.send("3")
        self.assertEqual("error", self.kernel.reply(first)["status"])
        self.assertEqual("ok", self.kernel.reply(second)["status"])


class Hostilities(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Client()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()

    def fails(self, code, name):
        reply, _ = self.kernel.run(code)
        self.assertEqual(("error", name), (reply["status"], reply.get("ename")))
        self.assertEqual("2", self.kernel.value("1 + 1"))

    def test_endless_recursion_is_an_error(self):
        self.fails("int F(int n) => 1 + F(n + 1);\nF(0)", "InsufficientExecutionStackException")

    def test_endless_recursion_of_a_lambda_is_an_error(self):
        self.fails("Func<int, int> f = null; f = n => 1 + f(n + 1);\nf(0)", "InsufficientExecutionStackException")

    def test_endless_recursion_through_catch_blocks_is_an_error(self):
        self.fails("void G() { try { G(); } catch (Exception e) { throw new Exception(\"again\", e); } }\nG();", "InsufficientExecutionStackException")

    def test_memory_that_is_not_there_is_an_error(self):
        self.fails("var hog = new List<byte[]>(); while (true) hog.Add(new byte[50_000_000]);", "OutOfMemoryException")
        self.kernel.run("hog = null;")

    def test_an_exception_on_a_thread_of_a_cell_is_said(self):
        code = 'var thread = new System.Threading.Thread(() => throw new Exception("lost")); thread.Start(); thread.Join();'
        reply, outputs = self.kernel.run(code)
        self.assertEqual("ok", reply["status"])
        self.assertIn("Exception: lost", "".join(content["text"] for kind, content in outputs if kind == "stream"))

    def test_ten_megabytes_of_text_are_cut_with_a_word(self):
        _, outputs = self.kernel.run("for (var i = 0; i < 100_000; i++) Console.WriteLine(new string('x', 100));")
        text = "".join(content["text"] for _, content in outputs)
        self.assertLess(len(text), 1_000_200)
        self.assertTrue(text.endswith("[output stopped here: the cell wrote more than 1,000,000 characters]\n"), text[-100:])

    def test_a_huge_result_is_cut_with_a_word(self):
        self.assertTrue(self.kernel.value("new string('x', 50_000_000)").endswith("50,000,000 characters, 1,000,000 are shown]"))

    def test_text_that_is_no_text_is_shown(self):
        self.assertEqual(7, len(self.kernel.value('"a\\0b\\u001b[m\\ud800"')))

    def test_a_message_with_a_wrong_signature_is_ignored(self):
        session = self.kernel.channels.session
        key, session.key = session.key, b"wrong"
        self.kernel.send("var forged = 1;")
        session.key = key
        reply, _ = self.kernel.run("forged")
        self.assertEqual("CompilationError", reply["ename"])

    def test_frames_that_are_no_message_are_ignored(self):
        socket = self.kernel.channels.shell_channel.socket
        for frames in ([b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"x", b"{", b"{}", b"{}", b"{}"], [b"x"] * 50, [b"\xff" * 1_000_000]):
            socket.send_multipart(frames)
        self.assertEqual("2", self.kernel.value("1 + 1"))

    def test_a_cell_reads_what_its_reader_types(self):
        request = self.kernel.send("var line = Console.ReadLine(); line", allow_stdin=True)
        self.assertEqual("input_request", self.kernel.channels.get_stdin_msg(timeout=PATIENCE)["msg_type"])
        self.kernel.channels.input("typed \u00e4")
        self.assertEqual("typed \u00e4", self.kernel.outputs(request)[-1][1]["data"]["text/plain"])
        self.kernel.reply(request)

    def test_a_cell_that_reads_is_stopped(self):
        request = self.kernel.send("Console.ReadLine()", allow_stdin=True)
        self.kernel.channels.get_stdin_msg(timeout=PATIENCE)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.kernel.reply(request)["ename"])

    def test_a_cell_that_reads_where_nobody_can_type_is_told_a_cure(self):
        reply, _ = self.kernel.run("Console.ReadLine()", allow_stdin=False)
        self.assertIn("the cell tagged 'parameters'", reply["evalue"])

    def test_papermills_cell_replaces_the_parameters(self):
        self.kernel.run("var steps = 100; var name = \"long\";")
        self.kernel.run("// Parameters\nvar steps = 3;\nvar name = \"short\";\n")
        self.assertEqual("short 3", self.kernel.value('$"{name} {steps}"'))


class Lives(unittest.TestCase):
    def gone(self, pid):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with open(f"/proc/{pid}/stat") as stat:
                    if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                        return True
            except OSError:
                return True
            time.sleep(0.05)
        return False

    def test_two_kernels_do_not_disturb_each_other_and_leave_nothing(self):
        first, second = Client(), Client()
        first.run("var who = 1; var n = 0L;")
        second.run("var who = 2;")
        busy = first.send('Console.Write("on"); while (true) n++;')
        first.outputs(busy, lambda: self.assertEqual("2", second.value("who")) or first.manager.interrupt_kernel())
        self.assertEqual("Interrupted", first.reply(busy)["ename"])
        self.assertEqual(("1", "2"), (first.value("who"), second.value("who")))
        self.assertEqual([(0, []), (0, [])], [first.close(), second.close()])

    def test_a_restart_ends_the_busy_process_and_begins_anew(self):
        kernel = Client()
        kernel.run("var old = 1;")
        process = kernel.process
        busy = kernel.send('Console.Write("on"); while (true) ;')
        while not any("on" in message["content"].get("text", "") for message in [kernel.channels.get_iopub_msg(timeout=PATIENCE)]):
            pass
        kernel.manager.restart_kernel(now=False)
        self.assertEqual(0, process.returncode)
        kernel.channels.wait_for_ready(timeout=PATIENCE)
        self.assertEqual("CompilationError", kernel.run("old")[0]["ename"])
        self.assertEqual((0, []), kernel.close())

    def test_a_kernel_whose_client_dies_ends(self):
        temporary = tempfile.mkdtemp(prefix="workbook-life-")
        client = subprocess.Popen([sys.executable, __file__, "orphan", temporary], stdout=subprocess.PIPE, text=True)
        pid = int(client.stdout.readline())
        client.kill()
        client.wait()
        client.stdout.close()
        self.assertTrue(self.gone(pid))
        self.assertEqual([], remove(temporary))


if sys.argv[1:2] == ["orphan"]:
    print(Client(sys.argv[2]).process.pid, flush=True)
    time.sleep(PATIENCE)
else:
    lines.run(Interruptions, Hostilities, Lives)
