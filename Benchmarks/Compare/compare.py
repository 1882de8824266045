#!/usr/bin/env python3
"""Measures Quern beside other engines: one corpus, one list of queries, one run.

    compare.py [--corpus FILE.jsonl] [--documents N] ...

Checks that counts and lists agree, measures latency, building, bytes and memory, and writes Markdown and
plots into Benchmarks/Runs. Wants built engines: see `make compare` and `setup`.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import time

import checking
import corpus
import engines
import machine
import measuring
import plots
import protocol
import queries
import report

ROOT = os.path.dirname(os.path.dirname(engines.HERE))
MARKS = ("<!-- compare: begin -->", "<!-- compare: end -->")


def log(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", help="any JSONL file with id, title, text; else one is generated")
    parser.add_argument("--documents", type=int, help="of a generated corpus (50000), or the first ones")
    parser.add_argument("--name", help="what the report calls the corpus")
    parser.add_argument("--seed", type=int, default=1, help="of the generator and the queries")
    parser.add_argument("--each", type=int, default=40, help="queries of each class")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--inner", type=int, default=3, help="runs of a turn")
    parser.add_argument("--warm", type=float, default=30, help="seconds of warming up each engine")
    parser.add_argument("--builds", type=int, default=2, help="turns of building ours and Lucene's")
    parser.add_argument("--engines", default="lucene,pisa,pisa maxscore,pisa bmm,fts5,xapian")
    parser.add_argument("--open-documents", type=int, default=1_000_000,
                        help="documents of the index that a whole process opens; 0 leaves it out")
    parser.add_argument("--peers", default=os.environ.get("PEERS_HOME"), help="where `setup` set up")
    parser.add_argument("--work", default=os.path.join(ROOT, ".build", "compare"))
    parser.add_argument("--products", default=os.path.join(ROOT, ".build", "release"))
    parser.add_argument("--runs", default=os.path.join(ROOT, "Benchmarks", "Runs"))
    parser.add_argument("--readme", action="store_true", help="show the run in README.md")
    parser.add_argument("--render", metavar="RUN", help="write the report of a run.json anew")
    parser.add_argument("--note", help="what else is to be known of this run")
    return parser.parse_args()


class Work:
    """The corpus of a run in the forms that engines read, and the places of their indexes."""

    def __init__(self, options):
        self.options, self.folder = options, options.work
        os.makedirs(self.path("indexes"), exist_ok=True)
        if options.corpus:
            documents = corpus.normalized(options.corpus)
            self.name = options.name or os.path.basename(options.corpus)
            count = options.documents
        else:
            documents = corpus.Generator(options.seed).documents()
            self.name = options.name or f"generated text, seed {options.seed}"
            count = options.documents or 50_000
        corpus.write(documents, self.path("corpus.jsonl"), count)
        self.count = self.text_bytes = self.tokens = 0
        with open(self.path("corpus.tsv"), "w", encoding="ascii") as lines, \
                open(self.path("text.jsonl"), "w", encoding="ascii") as texts, \
                open(self.path("joined.jsonl"), "w", encoding="ascii") as joined:
            for document in corpus.read(self.path("corpus.jsonl")):
                lines.write(f"{document['id']}\t{document['text']}\n")
                texts.write(json.dumps({"id": document["id"], "text": document["text"]}) + "\n")
                both = f"{document['title']} {document['text']}"
                joined.write(json.dumps({"id": document["id"], "text": both}) + "\n")
                self.count += 1
                self.text_bytes += len(document["text"])
                self.tokens += len(document["text"].split())

    def path(self, name):
        return os.path.join(self.folder, name)

    def own(self, name, source="text.jsonl", options=()):
        binary = os.path.join(self.options.products, "peer-protocol")
        index = self.path(os.path.join("indexes", name.replace(" ", "-").replace(",", "")))
        return engines.quern(binary, index, self.path(source), name, options)


    def reordered(self, name="quern, reordered"):
        """The index as `quern optimize` leaves it; ours in all that is about answers."""
        engine = self.own("quern, reordered", options=("--reorder", "yes"))
        engine.name = name
        return engine


def least(builds):
    """The turn of building that took the least of the processor; wall time of the quickest."""
    best = min(builds, key=lambda build: build["cpu_s"])
    return {**best, "wall_s": min(build["wall_s"] for build in builds)}


def build_all(work, peers):
    options, results = work.options, {}
    own, two = work.own("quern"), work.own("quern, 2 threads")
    plain = work.own("quern, no pairs")
    for _ in range(options.builds):
        results.setdefault("quern", []).append(own.build())
        results.setdefault("quern, 2 threads", []).append(two.build("--threads", "2"))
        results.setdefault("quern, no pairs", []).append(plain.build("--pairs", "no"))
        if "lucene" in peers:
            results.setdefault("lucene", []).append(peers["lucene"].build())
    results["quern, reordered"] = [work.reordered().build()]
    built = {"lucene"}
    for name, peer in peers.items():
        if (base := name.split(" ")[0]) not in built:
            built.add(base)
            results[base] = [peer.build()]
            log(f"{base} built")
    return {name: least(turns) for name, turns in results.items()}


def compare_latency(work, peers, asked, run):
    options = work.options
    sessions = [work.reordered("quern").start(), *(peer.start() for peer in peers.values())]
    run["versions"] = {session.name: version for session in sessions[1:]
                       if (version := json.loads(session.ask("STATS")).get("version"))}
    log("checking")
    checked = [session for session in sessions[1:] if session.name not in ("pisa maxscore", "pisa bmm")]
    run["checks"] = checking.check(
        sessions[0], checked, asked, report.COMMANDS, protocol.LIMITS, log)
    for session in sessions:
        warmth = options.warm if session.name == "lucene" else options.warm / 10
        measuring.warm(session, asked, report.COMMANDS, warmth)
    log("measuring")
    run["times"] = measuring.measure(
        sessions, asked, report.COMMANDS, options.turns, options.inner, log)
    run["memory"] = {session.name: session.memory() for session in sessions}
    for session in sessions:
        session.stop()


def ratios(work, first, second, asked, commands):
    """Geometric means of first's over second's times: by command and class, and by command."""
    sessions = [first.start(), second.start()]
    for session in sessions:
        measuring.warm(session, asked, commands, work.options.warm / 10)
    times = measuring.measure(sessions, asked, commands, work.options.turns, work.options.inner)
    for session in sessions:
        session.stop()
    by_class, whole = {}, {}
    for command, classes in times.items():
        shares = {kind: [values[first.name][query] / values[second.name][query]
                         for query in values[first.name]] for kind, values in classes.items()}
        by_class[command] = {kind: measuring.geometric(values) for kind, values in shares.items()}
        whole[command] = measuring.geometric([one for values in shares.values() for one in values])
    return {"classes": by_class, "all": whole}


def compare_orders(work, asked, builds):
    """Documents in another order against those in the order in which they came."""
    reordered, kept = work.reordered(), work.own("quern")
    sessions = [reordered.start(), kept.start()]
    compared = same = 0
    for _, query in asked:
        counts = [session.count(query) for session in sessions]
        for command, limit in protocol.LIMITS.items():
            (hits, total), (others, other) = (session.hits(command, query) for session in sessions)
            compared += 1
            if checking.lists_agree(hits, others, limit, 1) and (total, counts[0]) == (other, counts[1]):
                same += 1
            else:
                log(f"{command} {query}: another answer in another order")
    for session in sessions:
        session.stop()
    before, after = builds["quern"], builds["quern, reordered"]
    return {"cpu_s": after["cpu_s"] - before["cpu_s"], "before": before["bytes"] - before["parts"]["stored"],
            "after": after["bytes"] - after["parts"]["stored"], "compared": compared, "same": same,
            **ratios(work, reordered, kept, asked, report.COMMANDS)}


def compare_fields(work, asked):
    two = work.own("fields", "corpus.jsonl", options=("--fields", "title,text"))
    one = work.own("joined", "joined.jsonl")
    two.build()
    one.build()
    return ratios(work, two, one, asked, ["TOP_10", "TOP_10_COUNT", "COUNT"])


def whole_process(command, turns):
    """Milliseconds of a process from start to end, and those of the processor, each sorted."""
    times, processor = [], []
    for _ in range(turns):
        begun = time.perf_counter_ns()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append((time.perf_counter_ns() - begun) / 1e6)
        processor.append(1000 * (usage.ru_utime + usage.ru_stime))
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return sorted(times), sorted(processor)


def compare_opening(work):
    options = work.options
    binary = os.path.join(options.products, "quern")
    folder = work.path(f"opening-{options.open_documents}-{options.seed}")
    if not os.path.exists(folder):
        source = folder + ".jsonl"
        corpus.write(corpus.Generator(options.seed).documents(), source, options.open_documents)
        index = folder + ".part"
        subprocess.run([binary, "index", "--quiet", "--index", index, source], check=True)
        subprocess.run([binary, "optimize", "--index", index], check=True,
                       stdout=subprocess.DEVNULL)
        os.remove(source)
        os.rename(index, folder)
    word = corpus.spelled(2_000)
    times, processor = whole_process([binary, "search", "--index", folder, word], 50)
    nothing, _ = whole_process([binary, "--version"], 50)
    return {"documents": options.open_documents, "least_ms": times[0],
            "median_ms": measuring.percentile(times, 0.5),
            "processor_ms": measuring.percentile(processor, 0.5),
            "nothing_ms": measuring.percentile(nothing, 0.5)}


def show_in_readme(text):
    path = os.path.join(ROOT, "README.md")
    with open(path, encoding="utf-8") as file:
        readme = file.read()
    begin, end = map(re.escape, MARKS)
    shown = re.sub(f"(?s)({begin}\n).*?({end})", lambda found: f"{found[1]}{text}\n{found[2]}", readme)
    with open(path, "w", encoding="utf-8") as file:
        file.write(shown)


def write(run, options):
    classes = [kind for kind in queries.CLASSES if any(kind in by for by in run["times"].values())]
    cells = list(report.cells(run["times"], classes))
    name = machine.folder(run["machine"])
    folder = os.path.join(options.runs, name)
    os.makedirs(folder, exist_ok=True)
    files = report.build_plots(run)
    files["latency.svg"] = report.latency_plot(
        cells, report.COMMANDS, classes, "Latency by class and command")
    files["top-10.svg"] = report.latency_plot(cells, ["TOP_10"], classes, "Latency of the ten best")
    files["compare.md"] = report.markdown(run, cells, classes)
    for file, text in files.items():
        with open(os.path.join(folder, file), "w", encoding="utf-8") as output:
            output.write(text)
    if options.readme:
        show_in_readme(report.readme(run, cells, classes, f"Benchmarks/Runs/{name}"))
    log(f"{folder}/compare.md")


def main():
    options = arguments()
    if options.render:
        with open(options.render, encoding="utf-8") as file:
            return write(json.load(file), options)
    if not options.peers:
        sys.exit("--peers or PEERS_HOME names the folder that `setup` has set up")
    described = machine.describe()
    run = {"machine": described, "machine_lines": machine.lines(described), "seed": options.seed,
           "turns": options.turns, "inner": options.inner, "note": options.note,
           "command": os.environ.get("COMPARE_COMMAND", "make compare")}
    log("corpus")
    work = Work(options)
    run["corpus"] = {"name": work.name, "documents": work.count, "tokens": work.tokens}
    run["text_bytes"] = work.text_bytes
    asked = queries.Drawing(work.path("corpus.jsonl"), options.seed).queries(options.each)
    known = engines.peers(options.peers, work.path("indexes"), work.path("corpus.tsv"))
    peers = {name: known[name] for name in options.engines.split(",")}
    log(f"{work.count} documents, {len(asked)} queries; building")
    run["builds"] = build_all(work, peers)
    compare_latency(work, peers, asked, run)
    if run["builds"]["quern, reordered"]["reorder_s"] > 0:
        log("order of documents")
        run["reordering"] = compare_orders(work, asked, run["builds"])
    log("two fields")
    run["fields"] = compare_fields(work, asked)
    if options.open_documents:
        log("opening")
        run["opening"] = compare_opening(work)
    with open(work.path("run.json"), "w", encoding="utf-8") as output:
        json.dump(run, output, indent=1)
    write(run, options)
    if run["checks"]["problems"]:
        sys.exit(f"{len(run['checks']['problems'])} answers differ: see above")


if __name__ == "__main__":
    main()
