"""PISA behind the line protocol of compare.py, through the compiled module of a wheel.

    pisa_engine.py build INDEX CORPUS.tsv [THREADS]
    pisa_engine.py serve INDEX UNION INTERSECTION

UNION and INTERSECTION are names of PISA's algorithms: block_max_wand, ranked_and and others. Its index
has no positions; it answers neither phrases nor counts nor exclusions.
"""
import ctypes
import glob
import importlib.util
import json
import os
import shutil
import sys
import time

import numpy

from protocol import LIMITS, Unsupported, clauses, documents, hit_list, serve

ENCODING, BLOCK = "block_simdbp", 64


def module():
    ctypes.CDLL(os.environ["PISA_TBB"], mode=ctypes.RTLD_GLOBAL)
    for folder in sys.path:
        for path in glob.glob(os.path.join(folder, "pyterrier_pisa", "_pisathon*.so")):
            specification = importlib.util.spec_from_file_location("_pisathon", path)
            loaded = importlib.util.module_from_spec(specification)
            specification.loader.exec_module(loaded)
            return loaded
    sys.exit("the wheel of PISA is not there")


PISA = module()


def opened(path):
    context = PISA.RetrievalContext()
    PISA.prepare_index(context, path, ENCODING, "bm25", "", block_size=BLOCK, quantize=0,
                       bm25_k1=1.2, bm25_b=0.75)
    return context


def build(path, corpus, threads):
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    begun = time.monotonic()
    plain, count = path + ".txt", 0
    with open(plain, "w", encoding="ascii") as lines:
        for key, text in documents(corpus):
            lines.write(f"{key} {text}\n")
            count += 1
    PISA.index(plain, path, "", 100000, threads)
    os.remove(plain)
    added = time.monotonic()
    opened(path)
    needed = glob.glob(path + "/bm25*") + [path + "/fwd.termlex", path + "/fwd.doclex"]
    print(json.dumps({
        "version": ENCODING, "docs": count, "segments": 1,
        "index_s": added - begun, "merge_s": time.monotonic() - added,
        "bytes": sum(os.path.getsize(file) for file in needed)}))


class Repeated:
    """Hands one query out again and again, and notes when: the search goes on in between."""

    def __init__(self, query, count):
        self.query, self.count, self.marks = (0, query), count, []

    def __len__(self):
        return self.count

    def __iter__(self):
        for _ in range(self.count):
            self.marks.append(time.perf_counter_ns())
            yield self.query
        self.marks.append(time.perf_counter_ns())

    def times(self):
        return [after - before for before, after in zip(self.marks, self.marks[1:])]


class Engine:
    def __init__(self, path, union, intersection):
        self.context, self.union, self.intersection = opened(path), union, intersection

    def stats(self):
        return {"version": f"PISA of pyterrier-pisa, {ENCODING}, {self.union}, {self.intersection}"}

    def prepare(self, command, query):
        parts = clauses(query)
        signs = {sign for sign, _ in parts}
        plain = all(len(words) == 1 for _, words in parts) and len(signs) == 1 and "-" not in signs
        if command not in ("TOP_10", "TOP_100", "TOP_1000") or not plain:
            raise Unsupported
        algorithm = self.intersection if "+" in signs else self.union
        return algorithm, " ".join(words[0] for _, words in parts), LIMITS[command]

    def retrieve(self, algorithm, queries, limit):
        room = limit * len(queries)
        numbers, ranks = numpy.empty(room, numpy.int32), numpy.empty(room, numpy.int32)
        keys, scores = numpy.empty(room, object), numpy.empty(room, numpy.float32)
        found = PISA.retrieve(
            self.context, algorithm, queries, k=limit, threads=1, pretokenised=0, query_weighted=0,
            result_qidxs=numbers, result_docnos=keys, result_ranks=ranks, result_scores=scores)
        return list(zip(keys[:found], map(float, scores[:found])))

    def run(self, plan):
        algorithm, text, limit = plan
        return self.retrieve(algorithm, [(0, text)], limit)

    def answer(self, command, result):
        return hit_list(result)

    def bench(self, command, count, query):
        algorithm, text, limit = self.prepare(command, query)
        repeated = Repeated(text, count)
        self.retrieve(algorithm, repeated, limit)
        return repeated.times()


if sys.argv[1] == "build":
    build(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 1)
else:
    serve(Engine(*sys.argv[2:5]))
