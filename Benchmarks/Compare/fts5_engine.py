"""SQLite's FTS5 behind the line protocol of compare.py.

    fts5_engine.py build DATABASE CORPUS.tsv
    fts5_engine.py serve DATABASE

Its bm25() floors the idf of frequent words and has lengths of its own, so that only counts compare.
A required word beside an optional one cannot be said.
"""
import json
import os
import sqlite3
import sys
import time

from protocol import LIMITS, Unsupported, clauses, documents, hit_list, serve


def build(path, corpus):
    if os.path.exists(path):
        os.remove(path)
    begun = time.monotonic()
    base = sqlite3.connect(path)
    for setting in ("journal_mode = off", "synchronous = off", "cache_size = -500000"):
        base.execute(f"pragma {setting}")
    base.execute("create virtual table articles using fts5"
                 "(text, content = '', tokenize = 'unicode61 remove_diacritics 0')")
    base.execute("insert into articles(articles, rank) values ('hashsize', 268435456)")
    base.execute("create table keys(number integer primary key, key text)")
    for number, (key, text) in enumerate(documents(corpus), 1):
        base.execute("insert into articles(rowid, text) values (?, ?)", (number, text))
        base.execute("insert into keys values (?, ?)", (number, key))
    base.commit()
    added = time.monotonic()
    base.execute("insert into articles(articles) values ('optimize')")
    base.commit()
    count = base.execute("select count(*) from keys").fetchone()[0]
    base.close()
    print(json.dumps({
        "version": sqlite3.sqlite_version, "docs": count, "segments": 1,
        "index_s": added - begun, "merge_s": time.monotonic() - added,
        "bytes": os.path.getsize(path)}))


class Engine:
    def __init__(self, path):
        self.base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.base.execute("pragma mmap_size = 100000000000")
        self.base.execute("pragma cache_size = -1000000")

    def stats(self):
        return {"version": f"SQLite {sqlite3.sqlite_version}, FTS5"}

    def prepare(self, command, query):
        parts = {"+": [], "": [], "-": []}
        for sign, words in clauses(query):
            parts[sign].append('"' + " ".join(words) + '"')
        if command not in (*LIMITS, "COUNT") or (parts["+"] and parts[""]):
            raise Unsupported
        expression = " AND ".join(parts["+"]) or " OR ".join(parts[""])
        if parts["-"]:
            expression = f"({expression}) NOT ({' OR '.join(parts['-'])})"
        return command, expression

    def count(self, expression):
        query = "select count(*) from articles where articles match ?"
        return self.base.execute(query, (expression,)).fetchone()[0]

    def run(self, plan):
        command, expression = plan
        if command == "COUNT":
            return None, self.count(expression)
        query = ("select rowid, rank from articles where articles match ? "
                 f"order by rank limit {LIMITS[command]}")
        hits = self.base.execute(query, (expression,)).fetchall()
        return hits, self.count(expression) if command == "TOP_10_COUNT" else None

    def answer(self, command, result):
        hits, count = result
        if hits is None:
            return str(count)
        key = "select key from keys where number = ?"
        rows = hit_list(
            (self.base.execute(key, (number,)).fetchone()[0], -rank) for number, rank in hits)
        return rows if count is None else f"{rows}\t{count}"


if sys.argv[1] == "build":
    build(sys.argv[2], sys.argv[3])
else:
    serve(Engine(sys.argv[2]))
