"""Whatever happens, the command line says it in a sentence, without a word of anybody, and ends in order."""

import os
import runpy
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from schemes import NAMES

from sharedlives import cli
from sharedlives.errors import OwnBugError
from sharedlives.version import __version__

ON = ("--on", "2026-11-16")


def test_importing_the_command_line_loads_nothing_it_does_not_need_yet():
    loaded = (
        "import sys, sharedlives.cli; print(*sorted({name.split('.')[0] for name in sys.modules}"
        " & {'cyclopts', 'rich', 'attrs', 'cattrs', 'openpyxl', 'ortools', 'numpy', 'pandas'}))"
    )
    finished = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == ""


def test_without_a_command_it_says_what_there_is(run):
    ran = run()
    assert ran.code == 0
    assert all(command in ran.out for command in ("template", "import", "match", "demo"))
    assert "It proposes; people decide." in ran.out


@pytest.mark.parametrize("command", ["template", "import", "match", "demo"])
def test_every_command_has_help_with_a_word_on_every_option(run, command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out
    assert "Parameters\n---" not in ran.out


def test_it_says_its_version(run):
    assert run("--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("mach",), "Did you mean"),
        (("match",), "requires an argument"),
        (("match", "a.json", "b.json", "c"), "This is more than the command takes: b.json c"),
        (("match", "a.json", "--jsn"), "--jsn"),
    ],
)
def test_what_cannot_be_understood_is_a_wrong_option(run, typed, says):
    ran = run(*typed)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.endswith("What can be typed: sharedlives --help\n")


# -- our own faults


@pytest.fixture
def broken(monkeypatch):
    """Let matching fail in some way."""

    def because(trouble):
        def fail(*_, **__):
            raise trouble

        monkeypatch.setattr("sharedlives.matching.match.match", fail)

    return because


def test_a_fault_of_ours_is_said_without_a_word_of_anybody(run, scheme_file, broken):
    broken(ValueError(f"{' '.join(NAMES)} was born on 01/03/1990"))
    ran = run("match", scheme_file, *ON)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("This is a fault of sharedlives, not of your register")
    assert "ValueError at sharedlives.cli.steps, line " in ran.err
    assert [name for name in (*NAMES, "1990", "Traceback") if name in ran.err] == []


def test_a_fault_that_is_none_of_our_lines_is_said_all_the_same(run, monkeypatch):
    def fail(_):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_run", fail)
    assert "ZeroDivisionError at sharedlives.cli, line " in run("demo").err
    assert cli._where(ValueError("Zebedee")) == "ValueError at an unknown line"


def test_a_result_that_fails_its_own_check_is_a_fault_of_ours(run, scheme_file, broken):
    broken(OwnBugError("a plan failed its check: request R1"))
    ran = run("match", scheme_file, *ON)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("This is a fault of sharedlives")
    assert ran.err.endswith("a plan failed its check: request R1\n")


def test_an_interruption_ends_without_a_word(run, scheme_file, broken):
    broken(KeyboardInterrupt())
    assert run("match", scheme_file, *ON) == type(run("demo", "--help"))(130, "", "")


def test_a_reader_who_has_seen_enough_is_no_trouble(run, scheme_file, broken):
    broken(BrokenPipeError())
    ran = run("match", scheme_file, *ON)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_streams_that_are_no_files_are_no_trouble_either(scheme_file, monkeypatch):
    class Plain:
        """The least that can be printed to."""

        def __init__(self):
            self.said = ""

        def write(self, text):
            self.said += text

        def flush(self):
            pass

    out = Plain()
    monkeypatch.setattr("sys.stdout", out)
    assert cli.main(["match", str(scheme_file), *ON]) == 0
    assert out.said.startswith("If everyone said yes")


# -- as a process


def ours(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "sharedlives", *arguments], capture_output=True, check=False, **options
    )


def test_the_module_ends_with_the_exit_code(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["sharedlives", "mach"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("sharedlives", run_name="__main__")
    assert ended.value.code == 2
    assert "Did you mean" in capsys.readouterr().err


def test_it_runs_as_a_module():
    ran = ours("--version", text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{__version__}\n", "")


def test_it_runs_as_a_command():
    command = Path(sysconfig.get_path("scripts")) / "sharedlives"
    ran = subprocess.run([command, "mach"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Did you mean" in ran.stderr


@pytest.mark.parametrize("arguments", [("match",), ("match", "--json"), ("import",)])
def test_a_pipe_that_nobody_reads_is_no_trouble(scheme_file, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    command, *options = arguments
    with os.fdopen(writing, "wb") as nobody:
        ran = subprocess.run(
            [sys.executable, "-m", "sharedlives", command, scheme_file, *options],
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_control_c_ends_it_without_a_traceback():
    code = (
        "import signal, sys, sharedlives.files.demo as demo\n"
        "def wait():\n"
        "    print('ready', flush=True)\n"
        "    signal.pause()\n"
        "demo.read_demo = wait\n"
        "from sharedlives.cli import main\n"
        "sys.exit(main(['demo']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_letters_a_terminal_does_not_know_do_not_stop_it(scheme_file):
    ran = ours("match", scheme_file, "--neighbourhood", "Zz", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 2
    assert ran.stderr == b"No neighbourhood is called ?Zz?. There are: Lower, Upper.\n"
    document = ours("match", scheme_file, "--json", env={**os.environ, "PYTHONIOENCODING": "ascii"}).stdout
    document.decode("utf-8")  # a document is UTF-8 whatever the terminal knows
