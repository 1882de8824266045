"""The line protocol of compare.py, for engines that are driven from Python.

An engine has `stats()`, `prepare(command, query)` and `run(plan)`, both of which are timed, and
`answer(command, result)`; one that takes the time itself has `bench(command, count, query)`.
"""
import json
import re
import sys
import time

LIMITS = {"TOP_10": 10, "TOP_100": 100, "TOP_1000": 1000, "TOP_10_COUNT": 10}
CLAUSE = re.compile(r'([+-]?)(?:"([^"]*)"|(\S+))')


class Unsupported(Exception):
    """The engine cannot be asked this."""


def clauses(query):
    """The clauses of a query: a sign, which may be empty, and words, of which a phrase has several."""
    return [(sign, (phrase or word).split()) for sign, phrase, word in CLAUSE.findall(query)]


def documents(path):
    """The documents of a corpus: lines of KEY, tab, words."""
    with open(path, encoding="ascii") as lines:
        for line in lines:
            key, _, text = line.rstrip("\n").partition("\t")
            yield key, text


def hit_list(hits):
    return json.dumps(list(hits))


def bench(engine, command, count, query):
    times = []
    for _ in range(count):
        begun = time.perf_counter_ns()
        engine.run(engine.prepare(command, query))
        times.append(time.perf_counter_ns() - begun)
    return times


def reply(engine, parts):
    if parts[0] == "STATS":
        return json.dumps(engine.stats())
    if parts[0] == "BENCH":
        command, count, query = parts[1], int(parts[2]), parts[3]
        own = getattr(engine, "bench", None)
        times = own(command, count, query) if own else bench(engine, command, count, query)
        times.sort()
        return f"{times[0]} {times[len(times) // 2]}"
    return engine.answer(parts[0], engine.run(engine.prepare(parts[0], parts[1])))


def serve(engine):
    for line in sys.stdin:
        try:
            answer = reply(engine, line.rstrip("\n").split("\t"))
        except Unsupported:
            answer = "UNSUPPORTED"
        except Exception as error:
            answer = f"ERROR {error!r}".replace("\n", " ")
        print(answer, flush=True)
