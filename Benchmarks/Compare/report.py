"""A comparison as Markdown and plots, each cell with its target."""
import measuring
import plots

COMMANDS = ["TOP_10", "TOP_100", "TOP_1000", "TOP_10_COUNT", "COUNT"]
RIVALS = ("lucene", "pisa")

MET, MISSED = "met", "**short**"


def is_rival(name):
    return name.startswith(RIVALS)


def target(kind):
    """What ours over the best rival's time may be at most: in the mean, and at p99."""
    if kind == "stop phrase":
        return 0.05, None
    if kind == "no hit":
        return 1, None
    return 0.5, 0.7


def cells(times, classes):
    """(command, class, cell) in the order of the tables; where a rival has an answer."""
    for command in COMMANDS:
        for kind in classes:
            engines = times.get(command, {}).get(kind, {})
            if "quern" not in engines:
                continue
            rivals = {name: values for name, values in engines.items() if is_rival(name)}
            cell = measuring.cell(engines["quern"], rivals)
            if "ratio" in cell:
                yield command, kind, cell


def shortfalls(kind, ratio):
    """The figures of a cell that are above their target."""
    most, tail = target(kind)
    figures = [figure for figure in ("geo", "mean") if ratio[figure] > most]
    return figures + (["p99"] if tail and ratio["p99"] > tail else [])


def table(head, rows):
    aligned = ["---"] + ["---:"] * (len(head) - 1)
    return ["| " + " | ".join(map(str, row)) + " |" for row in [head, aligned, *rows]]


def number(value):
    if value < 0.0995:
        return f"{value:.2g}"
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}" if value < 99.95 else f"{value:.0f}"


def megabytes(count):
    return f"{count / 1e6:.2f} MB"


def latency_lines(cells):
    rows = []
    for command, kind, cell in cells:
        ratio, missed = cell["ratio"], shortfalls(kind, cell["ratio"])
        most, tail = target(kind)
        figures = [f"**{number(ratio[name])}**" if name in missed else number(ratio[name])
                   for name in measuring.FIGURES]
        wanted = f"{most}; {tail}" if tail else f"{most}"
        rows.append([command, kind, cell["quern"]["n"], number(cell["quern"]["geo"]),
                     number(cell[cell["best"]["geo"]]["geo"]), cell["best"]["geo"], *figures,
                     wanted, MISSED + " " + ", ".join(missed) if missed else MET])
    return table(["command", "class", "queries", "ours, µs", "best, µs", "which", *measuring.FIGURES,
                  "target", ""], rows)


def every_engine_lines(times, classes, names):
    rows = []
    for command in COMMANDS:
        for kind in classes:
            engines = times.get(command, {}).get(kind, {})
            own = engines.get("quern", {})
            row = [command, kind]
            for name in names:
                values = engines.get(name, {})
                complete = own and values.keys() == own.keys()
                row.append(number(measuring.summary(values.values())["geo"]) if complete else "")
            if own:
                rows.append(row)
    return table(["command", "class", *names], rows)


def short_lines(cells, classes):
    """Ours over the best rival's, geometric means: a row for each class."""
    by_place = {(command, kind): cell for command, kind, cell in cells}
    rows = []
    for kind in classes:
        row = [kind]
        for command in COMMANDS:
            cell = by_place.get((command, kind))
            if cell is None:
                row.append("")
                continue
            ratio = cell["ratio"]["geo"]
            row.append(f"**{number(ratio)}**" if ratio > target(kind)[0] else number(ratio))
        rows.append([*row, target(kind)[0]])
    return table(["", *[f"`{command}`" for command in COMMANDS], "target"], rows)


def build_lines(builds, text_bytes):
    rows = []
    for name, build in builds.items():
        rows.append([
            name, number(text_bytes / 1e6 / build["cpu_s"]), number(text_bytes / 1e6 / build["wall_s"]),
            number(build["cpu_s"]), number(build["wall_s"]), megabytes(build["peak"]),
            megabytes(build["bytes"]), build["segments"]])
    return table(["engine", "MB per CPU second", "MB per second", "CPU s", "wall s", "peak own memory",
                  "bytes", "segments"], rows)


def memory_lines(memory):
    rows = [[name, megabytes(own), megabytes(files)] for name, (own, files) in memory.items()
            if own is not None]
    return table(["engine", "own memory", "mapped files in memory"], rows)


def compared_bytes(build):
    """Of ours without the index of pairs and stored text."""
    parts = build.get("parts", {})
    return build["bytes"] - parts.get("stored", 0) - parts.get("pairs", 0)


def verdict(value, most=None, least=None):
    return MET if (most is None or value <= most) and (least is None or value >= least) else MISSED


def goals(run):
    """The rows of the targets beside latency: (what, figure, target, verdict)."""
    rows, builds = [], run["builds"]
    if "lucene" in builds:
        own, other = builds["quern"], builds["lucene"]
        speed = other["cpu_s"] / own["cpu_s"]
        rows.append(["build with positions, MB per CPU second, ours ÷ Lucene's", number(speed), "≥ 4",
                     verdict(speed, least=4)])
        if "quern, no pairs" in builds:
            speed = other["cpu_s"] / builds["quern, no pairs"]["cpu_s"]
            rows.append(["the same without the index of pairs, which Lucene does not make; ours stores the "
                         "text as well", number(speed), "≥ 4", verdict(speed, least=4)])
        size = compared_bytes(builds["quern, reordered"]) / other["bytes"]
        rows.append(["bytes without the index of pairs and stored text, ours ÷ Lucene's",
                     number(size), "≤ 0.9", verdict(size, most=0.9)])
    if "quern, 2 threads" in builds:
        gain = builds["quern"]["wall_s"] / builds["quern, 2 threads"]["wall_s"]
        rows.append(["build, two threads against one, wall", number(gain) + " ×", "≥ 1.8 ×",
                     verdict(gain, least=1.8)])
    if run.get("fields"):
        for command, ratio in run["fields"]["all"].items():
            rows.append([f"title and text ÷ one field of the same text, `{command}`", number(ratio),
                         "≤ 2", verdict(ratio, most=2)])
    if run.get("opening"):
        opening = run["opening"]
        rows.append([f"open {opening['documents']:,} documents and answer, whole process, ms: least",
                     number(opening["least_ms"]), "≤ 10", verdict(opening["least_ms"], most=10)])
        rows.append(["the same, median", number(opening["median_ms"]), "", ""])
        if "processor_ms" in opening:
            rows.append(["the same, of the processor, median", number(opening["processor_ms"]), "", ""])
        rows.append(["a process that does nothing but start (`--version`), median",
                     number(opening["nothing_ms"]), "", ""])
    return rows


def fields_lines(fields):
    commands = list(fields["all"])
    kinds = list(dict.fromkeys(kind for command in commands for kind in fields["classes"][command]))
    rows = [[kind, *[number(fields["classes"][command][kind]) for command in commands]]
            for kind in kinds]
    rows.append(["all", *[number(fields["all"][command]) for command in commands]])
    return table(["class", *commands], rows)


def reordering_lines(reordering):
    kinds = list(dict.fromkeys(
        kind for classes in reordering["classes"].values() for kind in classes))
    commands = list(reordering["classes"])
    rows = [[kind, *[number(reordering["classes"][command].get(kind, 1)) for command in commands]]
            for kind in kinds]
    rows.append(["all", *[number(reordering["all"][command]) for command in commands]])
    return table(["class", *commands], rows)


def check_lines(checks):
    rows = [[f"counts, {name}", total, same] for name, (total, same) in checks["counts"].items()]
    rows += [[f"lists of Lucene, {name}", total, same]
             for name, (total, same) in checks["lists"].items()]
    lines = table(["answers", "compared", "equal"], rows)
    if checks["overlap"]:
        shares = ", ".join(f"{name} {share:.3f}" for name, share in checks["overlap"].items())
        lines += ["", "Of our ten best are among theirs, whose scores are others: " + shares + "."]
    return lines


def latency_plot(cells, commands, classes, title):
    by_place = {(command, kind): cell["ratio"] for command, kind, cell in cells}
    groups = []
    for kind in classes:
        rows = [(command, [by_place[command, kind][name] for name in ("p50", "p90", "p99")])
                for command in commands if (command, kind) in by_place]
        if rows:
            groups.append((kind, rows))
    return plots.dots(
        title, "Time, ours ÷ the best of Lucene and PISA; left is faster", groups,
        ["p50", "p90", "p99"], [(0.5, "half"), (1, "equal")])


def build_plots(run):
    builds = {name: build for name, build in run["builds"].items() if "," not in name}
    speeds = [(name, run["text_bytes"] / 1e6 / build["cpu_s"]) for name, build in builds.items()]
    reordered = run["builds"]["quern, reordered"]
    sizes = [("quern", compared_bytes(reordered))]
    sizes += [(name, build["bytes"]) for name, build in builds.items() if name != "quern"]
    memory = [(name, build["peak"]) for name, build in builds.items()]
    return {
        "build.svg": plots.bars(
            "Build speed", "MB of text per CPU second; PISA's index has no positions",
            [(name, value, f"{value:.1f}") for name, value in speeds]),
        "bytes.svg": plots.bars(
            "Bytes on disk", "Ours without the index of pairs and stored text; PISA: no positions",
            [(name, value, megabytes(value)) for name, value in sizes]),
        "memory.svg": plots.bars(
            "Peak memory of building", "Of the process itself, without mapped files",
            [(name, value, megabytes(value)) for name, value in memory]),
    }


def run_lines(run):
    """What a run was: corpus, machine, versions, command."""
    corpus = run["corpus"]
    lines = [f"- Command: `{run['command']}`",
             f"- Corpus: {corpus['name']}; {corpus['documents']:,} documents, "
             f"{run['text_bytes'] / 1e6:.1f} MB of text as words of a–z and 0–9, "
             f"{corpus['tokens']:,} tokens; queries drawn with seed {run['seed']}"]
    lines += run["machine_lines"]
    lines += [f"- {name}: {version}" for name, version in run["versions"].items()]
    if run.get("note"):
        lines.append(f"- Note: {run['note']}")
    return lines


METHOD = """\
Same tokens, BM25 with k1 1.2 and b 0.75, one segment, one thread, warm, no cache of results. Engines take
turns on each query; a time is the least of {turns} turns of {inner} runs inside the engine's process, from
the query's text to the best documents with their scores, or to the count. Our times and those of Python's
engines include what that process needs to begin a search. The columns are ours ÷ the best of Lucene and
PISA (three algorithms): of geometric means, means and percentiles over the queries of a class, each against
the engine that is best in that figure. Bold figures are above their target."""


def markdown(run, cells, classes):
    names = list(dict.fromkeys(
        name for by_class in run["times"].values() for engines in by_class.values()
        for name in engines))
    missed = [cell for cell in cells if shortfalls(cell[1], cell[2]["ratio"])]
    lines = [f"# Comparison of {run['machine']['date']}", "", *run_lines(run), "",
             METHOD.format(**run), "", "## In short", "",
             f"{len(cells) - len(missed)} of {len(cells)} cells are within all their targets. "
             "Geometric means, ours ÷ the best:", "", *short_lines(cells, classes), "",
             "![Latency by class](latency.svg)", "", "## Other targets", "",
             *table(["", "figure", "target", ""], goals(run)), "",
             "![Build speed](build.svg) ![Bytes](bytes.svg) ![Memory](memory.svg)", "",
             "## Answers", "", *check_lines(run["checks"]), "",
             "## Every cell", "", *latency_lines(cells), "", "## Every engine", "",
             "Geometric means in µs. FTS5 and Xapian are called from Python, some µs a call.", "",
             *every_engine_lines(run["times"], classes, names), "", "## Building", "",
             "Whole processes, their start included, the least of the turns. Lucene, PISA, FTS5 and "
             "Xapian read lines of words, ours JSON. Ours stores the text as well and has an index of "
             "pairs, but for the row without; reordered, as `quern optimize` leaves it, is what all answers are of.", "", *build_lines(run["builds"], run["text_bytes"]), "",
             "Bytes of ours, reordered: " + ", ".join(
                 f"{name} {megabytes(size)}"
                 for name, size in run["builds"]["quern, reordered"]["parts"].items() if size)
             + ".", "",
             "## Memory of answering", "", *memory_lines(run["memory"]), ""]
    if run.get("fields"):
        lines += ["## Two fields", "", "Title and text ÷ one field that has both, of geometric means.",
                  "", *fields_lines(run["fields"]), ""]
    if run.get("reordering"):
        reordering = run["reordering"]
        lines += ["## Order of documents", "",
                  "Reordered by recursive graph bisection and written anew in "
                  f"{reordering['cpu_s']:.1f} CPU s; bytes "
                  f"without stored text {megabytes(reordering['before'])} before, "
                  f"{megabytes(reordering['after'])} after. Of {reordering['compared']} lists and "
                  f"counts {reordering['same']} are the same but for ties. Times, reordered ÷ not, "
                  "of geometric means:", "", *reordering_lines(reordering), ""]
    return "\n".join(lines)


def readme(run, cells, classes, folder):
    """What the README shows of the newest run."""
    corpus, machine = run["corpus"], run["machine"]
    facts = [[what, figure if met == MET else f"**{figure}**", target]
             for what, figure, target, met in goals(run) if target]
    return "\n".join([
        f"Time of a query, ours ÷ the best of Lucene and PISA: {corpus['documents']:,} documents of "
        f"{corpus['name']}, {machine['date']}, {machine['processor']}, one thread. Bold: above the "
        f"target. [The whole run]({folder}/compare.md); `make compare` makes one.",
        "", *short_lines(cells, classes), "", *table(["", "figure", "target"], facts), "",
        f"![Latency of TOP_10 by class]({folder}/top-10.svg)"])
