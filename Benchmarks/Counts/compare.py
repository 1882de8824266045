#!/usr/bin/env python3
"""Do our queries find as many documents as Lucene's? The same texts are asked of both.

    swift build -c release --product peer-protocol
    peer-protocol build OURS corpus.jsonl            # and a Lucene index of the same tokens
    ./compare.py corpus.jsonl --n 500 --seed 1 \
        --ours 'peer-protocol serve OURS' \
        --lucene 'java -cp lucene-core.jar:lucene-queryparser.jar:... LuceneCounts.java LUCENE text'

The corpus has one {"id": ..., "text": ...} a line, and is cut at blanks by both. Prints a line for each
query on which the counts differ, and a table. Exit 1 where any differs.
"""
import argparse
import json
import random
import shlex
import subprocess
import sys
import time


class Engine:
    def __init__(self, command, prefix):
        self.prefix = prefix
        self.process = subprocess.Popen(
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def count(self, query):
        start = time.monotonic()
        self.process.stdin.write(f"{self.prefix}{query}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip(), time.monotonic() - start


class Queries:
    def __init__(self, texts, seed):
        self.random = random.Random(seed)
        self.texts = [t for t in texts if len(t) > 20]

    def words(self):
        return self.random.choice(self.texts)

    def word(self, least=1):
        while True:
            word = self.random.choice(self.words())
            if len(word) >= least and word not in ("AND", "OR", "NOT", "TO"):
                return word

    def boolean(self, depth=0):
        form = self.random.randrange(4)
        parts = [self.part(depth) for _ in range(self.random.randint(2, 4))]
        if form == 0:
            return " AND ".join(parts)
        if form == 1:
            return " OR ".join(parts)
        signs = ["", "", "+", "+", "-"]
        first = self.random.choice(["", "+"]) + parts[0]
        return " ".join([first] + [self.random.choice(signs) + part for part in parts[1:]])

    def part(self, depth):
        if depth < 3 and self.random.random() < 0.3:
            return f"({self.boolean(depth + 1)})"
        if self.random.random() < 0.2:
            return self.phrase(2)
        return self.word()

    def phrase(self, count=None):
        words = self.words()
        count = count or self.random.randint(2, 4)
        start = self.random.randrange(len(words) - count)
        return '"' + " ".join(words[start:start + count]) + '"'

    def slop(self):
        words = self.words()
        start = self.random.randrange(len(words) - 8)
        # Lucene's search for words that are equal is not complete: see its issue 3821.
        chosen = list(dict.fromkeys(words[start:start + 8]))
        chosen = self.random.sample(chosen, min(len(chosen), self.random.randint(2, 3)))
        return '"' + " ".join(chosen) + f'"~{self.random.randint(1, 9)}'

    def prefix(self):
        word = self.word(2)
        return word[:self.random.randint(1, len(word))] + "*"

    def wildcard(self):
        letters = list(self.word(4))
        for _ in range(self.random.randint(1, 2)):
            letters[self.random.randrange(len(letters) - 1)] = self.random.choice("?*")
        if self.random.random() < 0.3:
            letters = ["*"] + letters[1:]
        return "".join(letters)

    def fuzzy(self):
        return f"{self.word(3)}~{self.random.randint(1, 2)}"

    def regex(self):
        word = self.word(4)
        cut = self.random.randrange(1, len(word) - 1)
        head, letter, tail = word[:cut], word[cut], word[cut + 1:]
        middle = self.random.choice(
            [".", ".*", f"[{letter}-z]", f"[^{letter}]", f"({letter}|{letter}{letter})?", "[a-m]+",
             f"{letter}{{1,2}}", ".{0,3}"])
        return f"/{head}{middle}{tail}/" if self.random.random() < 0.7 else f"/{head}{middle}/"

    def range(self):
        low, high = sorted([self.word(), self.word()])
        if self.random.random() < 0.15:
            low = "*"
        elif self.random.random() < 0.15:
            high = "*"
        return self.random.choice("[{") + f"{low} TO {high}" + self.random.choice("]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--ours", required=True)
    parser.add_argument("--lucene", required=True)
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--types", default="boolean,phrase,slop,prefix,wildcard,fuzzy,regex,range")
    arguments = parser.parse_args()
    with open(arguments.corpus) as lines:
        texts = [json.loads(line)["text"].split() for line in lines]
    ours, lucene = Engine(arguments.ours, "COUNT\t"), Engine(arguments.lucene, "")
    failed = False
    print(f"{'type':10}{'queries':>8}{'differ':>8}{'found':>8}{'mean hits':>11}{'ours ms':>9}{'Lucene ms':>11}")
    for kind in arguments.types.split(","):
        queries = Queries(texts, f"{arguments.seed} {kind}")
        differ, found, hits, times = 0, 0, 0, [0.0, 0.0]
        for _ in range(arguments.n):
            query = getattr(queries, kind)()
            (own, own_time), (other, other_time) = ours.count(query), lucene.count(query)
            times = [times[0] + own_time, times[1] + other_time]
            if own != other:
                differ += 1
                print(f"  {query}: ours {own}, Lucene {other}", file=sys.stderr)
            elif own.isdigit():
                found += own != "0"
                hits += int(own)
        failed = failed or differ > 0
        n = arguments.n
        print(f"{kind:10}{n:8}{differ:8}{found:8}{hits / n:11.0f}"
              f"{1000 * times[0] / n:9.2f}{1000 * times[1] / n:11.2f}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
