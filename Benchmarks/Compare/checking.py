"""Do engines agree? Counts must be equal; Lucene's lists must be ours but for the order of ties."""

# Lucene leaves the factor k1 + 1 out of BM25.
FACTOR = 2.2
TOLERANCE = 2e-6


def same_score(own, other):
    return abs(own - other) <= TOLERANCE * max(abs(own), abs(other))


def lists_agree(own, other, limit, factor=FACTOR):
    """Whether two lists are the same, but for the order of equal scores and which of the last are in."""
    other = [(key, score * factor) for key, score in other]
    if len(own) != len(other):
        return False
    if not all(same_score(left, right) for (_, left), (_, right) in zip(own, other)):
        return False
    left, right = dict(own), dict(other)
    for key in left.keys() | right.keys():
        if key in left and key in right:
            if not same_score(left[key], right[key]):
                return False
        elif len(own) < limit or not same_score(left.get(key) or right[key], own[-1][1]):
            return False
    return True


def check(own, peers, queries, commands, limits, log):
    """Holds every answer of ours against the others; returns a report."""
    report = {"counts": {}, "lists": {}, "overlap": {}, "problems": []}

    def note(kind, name, agrees, message):
        compared, same = report[kind].get(name, (0, 0))
        report[kind][name] = (compared + 1, same + bool(agrees))
        if not agrees:
            report["problems"].append(message)
            log(message)

    for _, query in queries:
        count = own.count(query)
        answers = {command: own.hits(command, query) for command in commands if command != "COUNT"}
        note("counts", "quern", all(total in (None, count) for _, total in answers.values()),
             f"{query}: our counts differ between commands")
        for peer in peers:
            theirs = peer.count(query)
            if theirs is not None:
                note("counts", peer.name, theirs == count, f"{query}: {count}, {peer.name} {theirs}")
            for command, (hits, _) in answers.items():
                if peer.name == "lucene":
                    others, _ = peer.hits(command, query)
                    note("lists", command, lists_agree(hits, others, limits[command]),
                         f"{command} {query}: Lucene's list differs")
                elif command == "TOP_10" and hits:
                    others, _ = peer.hits(command, query)
                    if others is not None:
                        common = {key for key, _ in hits} & {key for key, _ in others}
                        report["overlap"].setdefault(peer.name, []).append(len(common) / len(hits))
    report["overlap"] = {name: sum(all) / len(all) for name, all in report["overlap"].items()}
    return report
