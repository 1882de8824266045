#!/usr/bin/env python3
"""What grows with the number of documents: latency, building, bytes, memory; and how fast.

    growth.py [--sizes 10000,100000,1000000] ...

The same queries, drawn from the smallest corpus, are asked of generated corpora of each size, turn by
turn. A line through the logarithms of size and figure gives the exponent: 1 is as fast as the documents,
0 is not at all. Wants a built peer-protocol: see `make growth`.
"""
import argparse
import math
import os

import compare
import corpus
import engines
import machine
import measuring
import plots
import queries
import report

COMMANDS = ["TOP_10", "TOP_1000", "TOP_10_COUNT", "COUNT"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=20, help="queries of each class")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--inner", type=int, default=3, help="runs of a turn")
    parser.add_argument("--work", default=os.path.join(compare.ROOT, ".build", "growth"))
    parser.add_argument("--products", default=os.path.join(compare.ROOT, ".build", "release"))
    parser.add_argument("--runs", default=os.path.join(compare.ROOT, "Benchmarks", "Runs"))
    parser.add_argument("--keep", action="store_true", help="keep the corpora and indexes")
    parser.add_argument("--note", help="what else is to be known of this run")
    return parser.parse_args()


def exponent(points):
    """The slope of the line of least squares through the logarithms."""
    pairs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x = measuring.mean([x for x, _ in pairs])
    middle_y = measuring.mean([y for _, y in pairs])
    across = sum((x - middle_x) ** 2 for x, _ in pairs)
    return sum((x - middle_x) * (y - middle_y) for x, y in pairs) / across


def build(options, size):
    """An engine of a corpus of this size, and what building it took."""
    source = os.path.join(options.work, f"{size}.jsonl")
    if not os.path.exists(source):
        corpus.write(corpus.Generator(options.seed).documents(), source + ".part", size)
        os.rename(source + ".part", source)
    engine = engines.quern(
        os.path.join(options.products, "peer-protocol"), os.path.join(options.work, f"index-{size}"),
        source, name=str(size))
    compare.log(f"building {size}")
    built = engine.build()
    built["text_bytes"] = sum(len(document["text"]) for document in corpus.read(source))
    return engine, built


def measured(options, built, asked):
    """Nanoseconds by command, class, size and query; memory after by size."""
    sessions = [engine.start() for engine, _ in built.values()]
    for session in sessions:
        measuring.warm(session, asked, COMMANDS, 3)
    times = measuring.measure(
        sessions, asked, COMMANDS, options.turns, options.inner, compare.log)
    memory = {int(session.name): session.memory() for session in sessions}
    for session in sessions:
        session.stop()
    return times, memory


def latencies(times, sizes):
    """(command, class, {figure: [(size, µs)]}) in the order of the table."""
    for command in COMMANDS:
        for kind, by_size in times[command].items():
            figures = {size: measuring.summary(by_size[str(size)].values()) for size in sizes}
            yield command, kind, {
                name: [(size, figures[size][name]) for size in sizes]
                for name in ("geo", "mean", "p99")}


def resources(built, memory, sizes):
    """(name, [(size, value)], text of a value)."""
    def of(read):
        return [(size, read(built[size][1])) for size in sizes]

    seconds, size_text = "{:.2f} s".format, report.megabytes
    rows = [
        ("build, CPU", of(lambda one: one["cpu_s"]), seconds),
        ("build, wall", of(lambda one: one["wall_s"]), seconds),
        ("build, peak own memory", of(lambda one: one["peak"] or 1), size_text),
        ("text", of(lambda one: one["text_bytes"]), size_text),
        ("bytes", of(lambda one: one["bytes"]), size_text),
        ("bytes without pairs and stored text", of(report.compared_bytes), size_text)]
    for part in ("postings", "positions", "dictionary", "pairs", "stored", "keys"):
        rows.append((f"bytes, {part}", of(lambda one: one["parts"].get(part) or 1), size_text))
    for place, name in enumerate(("answering, own memory", "answering, mapped files in memory")):
        if all(memory[size][place] for size in sizes):
            rows.append((name, [(size, memory[size][place]) for size in sizes], size_text))
    return rows


def markdown(options, described, cells, grown, sizes):
    head = [f"{size:,}" for size in sizes]
    lines = [f"# Growth, {described['date']}", "",
             f"- Command: `{os.environ.get('COMPARE_COMMAND', 'make growth')}`",
             f"- Corpus: generated text, seed {options.seed}; {options.each} queries of each class, drawn "
             f"from the first {sizes[0]:,} documents", *machine.lines(described)]
    if options.note:
        lines.append(f"- Note: {options.note}")
    rows = [[command, kind, *[report.number(value) for _, value in cell["geo"]],
             *[report.number(exponent(cell[name])) for name in ("geo", "mean", "p99")]]
            for command, kind, cell in cells]
    lines += ["", "One segment, one thread, warm; sizes take turns on each query. An exponent is the slope "
              "of the line of least squares through the logarithms of documents and figure.", "",
              "## Latency", "", "Geometric means in µs by documents, and exponents of geometric mean, mean "
              "and p99.", "",
              *report.table(["command", "class", *head, "geo", "mean", "p99"], rows), "",
              "![Latency against documents](growth-latency.svg)", "", "## Building, bytes, memory", "",
              *report.table(["", *head, "exponent"], [
                  [name, *[text(value) for _, value in points], report.number(exponent(points))]
                  for name, points, text in grown]), "",
              "![Bytes against documents](growth-bytes.svg)", ""]
    return "\n".join(lines)


def write(options, described, cells, grown, sizes):
    folder = os.path.join(options.runs, machine.folder(described))
    os.makedirs(folder, exist_ok=True)
    files = {
        "growth.md": markdown(options, described, cells, grown, sizes),
        "growth-latency.svg": plots.curves(
            "Latency of the ten best", "Geometric mean in µs against documents",
            [(f"{kind} {exponent(cell['geo']):.2f}", cell["geo"])
             for command, kind, cell in cells if command == "TOP_10"]),
        "growth-bytes.svg": plots.curves(
            "Bytes and seconds", "MB, and seconds of the processor, against documents", [
                (f"{name} {exponent(points):.2f}",
                 [(x, y if "CPU" in name else y / 1e6) for x, y in points])
                for name, points, _ in grown
                if name in ("build, CPU", "text", "bytes without pairs and stored text",
                            "answering, own memory")]),
    }
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as output:
            output.write(text)
    compare.log(f"{folder}/growth.md")


def main():
    options = arguments()
    os.makedirs(options.work, exist_ok=True)
    described = machine.describe()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    built = {size: build(options, size) for size in sizes}
    smallest = built[sizes[0]][0].corpus
    asked = queries.Drawing(smallest, options.seed).queries(options.each)
    times, memory = measured(options, built, asked)
    cells, grown = list(latencies(times, sizes)), resources(built, memory, sizes)
    write(options, described, cells, grown, sizes)
    if not options.keep:
        for engine, _ in built.values():
            os.remove(engine.corpus)


if __name__ == "__main__":
    main()
