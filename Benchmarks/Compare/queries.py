#!/usr/bin/env python3
"""Queries that are drawn from a corpus by a seed: lines of CLASS, tab, query.

    queries.py CORPUS.jsonl [--each 40] [--seed 1]

Words are rare (3 documents to 0.02 % of all), medium (to 0.5 %), common (to 30 %) or stop words (above,
and always the 12 most frequent ones). The words of a query stand in one document, and those of a phrase
stand there side by side. A class comes with all its shapes: words from several strata, 2 to 6 of them.
"""
import argparse
import collections
import random

import corpus

SAMPLE = 20_000
CLASSES = ["term rare", "term medium", "term common", "AND", "OR", "phrase", "stop phrase", "+a b",
           "+a -b", "no hit"]
PAIRS = ["cc", "mc", "rc", "mm", "sc"]
SHAPES = {
    "AND": [*PAIRS, "ccm", "ccc", "scm", "ccmm"],
    "OR": [*PAIRS, "ccm", "ccc", "mmc", "scm", "ccmm", "sccm", "cccmmr", "scccmm"],
}


class Drawing:
    def __init__(self, path, seed):
        self.random = random.Random(seed)
        self.frequencies, self.count, self.sample = collections.Counter(), 0, []
        for document in corpus.read(path):
            words = document["text"].split()
            self.frequencies.update(set(words))
            self.count += 1
            self.keep(words)
        self.stop = {word for word, _ in self.frequencies.most_common(12)}

    def keep(self, words):
        """Keeps a sample of all documents in which each is as likely."""
        if len(words) < 8:
            return
        if len(self.sample) < SAMPLE:
            self.sample.append(words)
        elif (place := self.random.randrange(self.count)) < SAMPLE:
            self.sample[place] = words

    def stratum(self, word):
        frequency = self.frequencies[word]
        if word in self.stop or frequency > 0.3 * self.count:
            return "s"
        if frequency < 3:
            return ""
        if frequency > 0.005 * self.count:
            return "c"
        return "m" if frequency > 0.0002 * self.count and frequency > 5 else "r"

    def words(self, strata):
        """A word of each of the strata, all from one document and none twice; None where it has not."""
        document = self.random.choice(self.sample)
        chosen = []
        for stratum in strata:
            fitting = sorted({word for word in document
                              if word not in chosen and self.stratum(word) == stratum})
            if not fitting:
                return None
            chosen.append(self.random.choice(fitting))
        return chosen

    def phrase(self):
        words = self.neighbours(self.random.choice([2, 2, 3, 3, 4]))
        strata = {self.stratum(word) for word in words}
        known = "" not in strata and strata != {"s"} and len(set(words)) == len(words)
        return f'"{" ".join(words)}"' if known else None

    def stop_phrase(self):
        words = self.neighbours(self.random.choice([2, 2, 3, 4]))
        return f'"{" ".join(words)}"' if all(self.stratum(word) == "s" for word in words) else None

    def neighbours(self, count):
        document = self.random.choice(self.sample)
        start = self.random.randrange(len(document) - count)
        return document[start:start + count]

    def absent(self):
        while (word := "qx" + "".join(self.random.choices("bcdfgaeiou", k=6))) in self.frequencies:
            pass
        return word

    def draw(self, kind):
        if kind == "phrase":
            return self.phrase()
        if kind == "stop phrase":
            return self.stop_phrase()
        if kind == "no hit":
            return self.absent()
        if kind.startswith("term"):
            words = self.words(kind[5])
        else:
            words = self.words(self.random.choice(SHAPES.get(kind, PAIRS)))
        if not words:
            return None
        if kind == "AND":
            return " ".join("+" + word for word in words)
        if kind.startswith("+a"):
            self.random.shuffle(words)
            return f"+{words[0]} {kind[3:-1]}{words[1]}"
        return " ".join(words)

    def queries(self, each):
        """At most `each` different queries of each class: a small corpus may have fewer."""
        drawn = []
        for kind in CLASSES:
            seen, tries = {}, 0
            while len(seen) < each and tries < 20_000 + 200 * each:
                tries += 1
                if query := self.draw(kind):
                    seen.setdefault(query)
            drawn += [(kind, query) for query in seen]
        return drawn


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for kind, query in Drawing(options.corpus, options.seed).queries(options.each):
        print(f"{kind}\t{query}")


if __name__ == "__main__":
    main()
