"""Runs the blocks of a page of documentation that are for these engines, and prints what they find as JSON."""

import contextlib
import io
import json
import re
import sys

import duckdb

page, engine, name = sys.argv[1:]
text = open(page, encoding="utf-8").read()
kind = {"duckdb": "sql", "pyarrow": "python"}[engine]
(block,) = re.findall(rf"^```{kind} {engine} {name}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
if engine == "duckdb":
    found = duckdb.sql(block)
    rows = [dict(zip(found.columns, row)) for row in found.fetchall()]
else:
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(block, names)
    rows = names[name].to_pylist()
print(json.dumps(rows, default=str))
