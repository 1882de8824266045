"""Xapian behind the line protocol of compare.py, through Debian's Python module.

    xapian_engine.py build INDEX CORPUS.tsv
    xapian_engine.py serve INDEX

BM25 with k1 1.2 and b 0.75, but an idf of its own, so that only counts compare.
"""
import json
import os
import shutil
import sys
import time

import xapian

from protocol import LIMITS, Unsupported, clauses, documents, hit_list, serve


def build(path, corpus):
    shutil.rmtree(path, ignore_errors=True)
    os.environ.setdefault("XAPIAN_FLUSH_THRESHOLD", "200000")
    begun = time.monotonic()
    flags = xapian.DB_CREATE_OR_OVERWRITE | xapian.DB_NO_SYNC
    base = xapian.WritableDatabase(path + ".parts", flags)
    for key, text in documents(corpus):
        document = xapian.Document()
        document.set_data(key)
        for position, word in enumerate(text.split(), 1):
            document.add_posting(word, position)
        base.add_document(document)
    base.commit()
    count = base.get_doccount()
    added = time.monotonic()
    base.compact(path)
    base.close()
    shutil.rmtree(path + ".parts")
    print(json.dumps({
        "version": xapian.version_string(), "docs": count, "segments": 1,
        "index_s": added - begun, "merge_s": time.monotonic() - added,
        "bytes": sum(entry.stat().st_size for entry in os.scandir(path))}))


class Engine:
    def __init__(self, path):
        self.base = xapian.Database(path)
        self.size = self.base.get_doccount()

    def stats(self):
        return {"version": f"Xapian {xapian.version_string()}"}

    def leaf(self, words):
        if len(words) == 1:
            return xapian.Query(words[0])
        return xapian.Query(xapian.Query.OP_PHRASE, words, len(words))

    def prepare(self, command, query):
        if command not in (*LIMITS, "COUNT"):
            raise Unsupported
        parts = {"+": [], "": [], "-": []}
        for sign, words in clauses(query):
            parts[sign].append(self.leaf(words))
        if parts["+"]:
            whole = xapian.Query(xapian.Query.OP_AND, parts["+"])
            if parts[""]:
                optional = xapian.Query(xapian.Query.OP_OR, parts[""])
                whole = xapian.Query(xapian.Query.OP_AND_MAYBE, whole, optional)
        else:
            whole = xapian.Query(xapian.Query.OP_OR, parts[""])
        if parts["-"]:
            excluded = xapian.Query(xapian.Query.OP_OR, parts["-"])
            whole = xapian.Query(xapian.Query.OP_AND_NOT, whole, excluded)
        return command, whole

    def run(self, plan):
        command, query = plan
        enquire = xapian.Enquire(self.base)
        if command == "COUNT":
            enquire.set_weighting_scheme(xapian.BoolWeight())
            enquire.set_query(query)
            return enquire.get_mset(0, 0, self.size).get_matches_estimated()
        enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 0, 0.75, 0))
        enquire.set_query(query)
        exact = self.size if command == "TOP_10_COUNT" else 0
        return enquire.get_mset(0, LIMITS[command], exact)

    def answer(self, command, result):
        if command == "COUNT":
            return str(result)
        hits = hit_list((match.document.get_data().decode(), match.weight) for match in result)
        if command == "TOP_10_COUNT":
            return f"{hits}\t{result.get_matches_estimated()}"
        return hits


if sys.argv[1] == "build":
    build(sys.argv[2], sys.argv[3])
else:
    serve(Engine(sys.argv[2]))
