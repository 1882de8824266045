"""Times of engines that take turns on every query, in one run."""
import math
import time


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def mean(values):
    return sum(values) / len(values)


def geometric(values):
    return math.exp(mean([math.log(max(value, 1e-9)) for value in values]))


def warm(session, queries, commands, seconds):
    """Asks all there is, over and over: a compiler at run time needs that."""
    end = time.monotonic() + seconds
    while True:
        for command in commands:
            for _, query in queries:
                session.bench(command, 1, query)
                if time.monotonic() > end:
                    return


# A slow engine gets fewer turns: seconds on one query.
PATIENCE = 0.1


def measure(sessions, queries, commands, turns, inner, log=lambda text: None):
    """Nanoseconds: times[command][class][engine][query], the least of some turns of some runs."""
    times = {}
    for command in commands:
        for place, (kind, query) in enumerate(queries):
            least, spent = {}, {session.name: 0.0 for session in sessions}
            for turn in range(turns):
                start = (place + turn) % len(sessions)
                for session in sessions[start:] + sessions[:start]:
                    if spent[session.name] > PATIENCE:
                        continue
                    begun = time.monotonic()
                    time_taken = session.bench(command, inner if turn > 0 else 1, query)
                    spent[session.name] += time.monotonic() - begun
                    if time_taken is None:
                        spent[session.name] = math.inf
                    else:
                        least[session.name] = min(time_taken, least.get(session.name, time_taken))
            for name, value in least.items():
                cell = times.setdefault(command, {}).setdefault(kind, {})
                cell.setdefault(name, {})[query] = value
        log(f"{command} measured")
    return times


def summary(values):
    """Figures of the times of one engine on the queries of a class, in microseconds."""
    micro = [value / 1000 for value in values]
    return {"n": len(micro), "geo": geometric(micro), "mean": mean(micro),
            "p50": percentile(micro, 0.5), "p90": percentile(micro, 0.9),
            "p99": percentile(micro, 0.99)}


FIGURES = ("geo", "mean", "p50", "p90", "p99")


def cell(own, rivals):
    """Ours over theirs for one command and class; of each figure the best rival counts."""
    ours = summary(own.values())
    others = {name: summary(values.values()) for name, values in rivals.items()
              if values.keys() == own.keys()}
    if not others:
        return {"quern": ours}
    best = {figure: min(others, key=lambda name: others[name][figure]) for figure in FIGURES}
    ratios = {figure: ours[figure] / others[best[figure]][figure] for figure in FIGURES}
    return {"quern": ours, **others, "best": best, "ratio": ratios}
