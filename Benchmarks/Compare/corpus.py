#!/usr/bin/env python3
"""Corpora on which engines are compared.

    corpus.py generate FILE.jsonl --documents 50000 [--seed 1]
    corpus.py normalize FILE.jsonl[.gz] OUT.jsonl [--documents N]

A generated corpus is public and of any size. Ranks of words follow Zipf's law (Mandelbrot's form);
lengths are lognormal; a document has a topic, and a few words of the topic come in it again and again
(they are bursty); some words like to be followed by a certain other one, so that phrases repeat. The
first N documents are the same for any size.

Normalizing makes lower-case words of ASCII letters and digits, so that every engine sees the same tokens.
"""
import argparse
import gzip
import itertools
import json
import random
import re

WORDS = 1_000_000
EXPONENT, SHIFT = 1.05, 2.7
LONGEST = 60

CONSONANTS = "bcdfghjklmnprstvwz"
VOWELS = "aeiou"
NOT_WORD = re.compile("[^a-z0-9]+")


def spelled(rank):
    """A word that can be said, the shorter the more frequent; no two ranks have the same."""
    word, rest = "", rank
    while True:
        rest, syllable = divmod(rest, len(CONSONANTS) * len(VOWELS))
        consonant, vowel = divmod(syllable, len(VOWELS))
        word += CONSONANTS[consonant] + VOWELS[vowel]
        if rest == 0:
            return word
        rest -= 1


class Generator:
    """Documents of a seed, one after another."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = [spelled(rank) for rank in range(WORDS)]
        weights = ((rank + 1 + SHIFT) ** -EXPONENT for rank in range(WORDS))
        self.weights = list(itertools.accumulate(weights))
        order = random.Random(seed + 1)
        self.followers = [order.randrange(min(WORDS, 4 * rank + 40)) for rank in range(20_000)]
        self.topics = [
            [min(WORDS - 1, int(order.lognormvariate(8, 1.8))) for _ in range(60)]
            for _ in range(1_000)]

    def ranks(self, count):
        return self.random.choices(range(WORDS), cum_weights=self.weights, k=count)

    def text(self, count):
        draw = self.random.random
        ranks = self.ranks(count)
        topic = self.topics[int(len(self.topics) * draw() ** 2)]
        bursty = self.random.sample(topic, 6)
        for place in range(count):
            chance = draw()
            if chance < 0.12:
                ranks[place] = bursty[int(6 * draw() ** 2)]
            elif chance < 0.22 and place > 0 and ranks[place - 1] < len(self.followers):
                ranks[place] = self.followers[ranks[place - 1]]
        return " ".join([self.words[rank] for rank in ranks])

    def documents(self):
        for number in itertools.count():
            length = min(3_000, max(4, int(self.random.lognormvariate(4.0, 0.7))))
            title = self.text(self.random.randint(3, 12))
            yield {"id": f"d{number}", "title": title, "text": self.text(length)}


def opened(path):
    if path.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8")
    return open(path, encoding="utf-8")


def plain(text):
    if isinstance(text, list):
        text = " ".join(text)
    words = NOT_WORD.sub(" ", text.lower()).split()
    return " ".join(word for word in words if len(word) <= LONGEST)


def normalized(path):
    """The documents of a JSONL file. A key is without blanks; a line without one gets a number."""
    with opened(path) as lines:
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            members = json.loads(line)
            key = members.get("id") or members.get("key") or f"line{number}"
            text = members.get("text") or members.get("body") or members.get("contents") or ""
            yield {"id": re.sub(r"[^!-~]", "_", str(key)),
                   "title": plain(members.get("title") or ""), "text": plain(text)}


def write(documents, path, count=None):
    with open(path, "w", encoding="ascii") as lines:
        for document in itertools.islice(documents, count):
            lines.write(json.dumps(document) + "\n")


def read(path):
    with open(path, encoding="ascii") as lines:
        for line in lines:
            yield json.loads(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    generate = verbs.add_parser("generate")
    generate.add_argument("out")
    generate.add_argument("--documents", type=int, default=50_000)
    generate.add_argument("--seed", type=int, default=1)
    normalize = verbs.add_parser("normalize")
    normalize.add_argument("source")
    normalize.add_argument("out")
    normalize.add_argument("--documents", type=int)
    options = parser.parse_args()
    if options.verb == "generate":
        write(Generator(options.seed).documents(), options.out, options.documents)
    else:
        write(normalized(options.source), options.out, options.documents)


if __name__ == "__main__":
    main()
