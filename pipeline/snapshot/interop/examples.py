"""Asks a snapshot the questions of a Markdown file, and compares the answers.

Under each heading of the second level stand the same question in SQL, polars and
pandas, as fenced code, and the answer as a table. All three must give the table;
with --renew the table is written anew. Code under a heading without SQL prepares
what follows.
"""

import ast
import difflib
import math
import os
import re
import sys

import duckdb
import pandas
import polars

FENCE = re.compile(r"^```(sql|python polars|python pandas)\n(.*?)^```\n", re.M | re.S)
TABLE = re.compile(r"(?:^\|.*\n)+", re.M)


def ask_sql(query):
    relation = duckdb.sql(query)
    return relation.columns, [list(row) for row in relation.fetchall()]


def ask_python(code, names):
    """Runs code and returns what its last line says, if that is a value."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "example", "exec"), names)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "example", "eval"), names)


def rows_of(frame):
    if isinstance(frame, polars.DataFrame):
        return frame.columns, [list(row) for row in frame.rows()]
    if isinstance(frame, pandas.DataFrame):
        return list(frame.columns), [[plain(v) for v in row] for row in frame.itertuples(index=False)]
    raise TypeError(f"the answer is a {type(frame).__name__} and no table")


def plain(value):
    """A value of pandas as one of Python: what is missing is None."""
    if value is pandas.NA or isinstance(value, float) and math.isnan(value):
        return None
    return value.item() if hasattr(value, "item") else value


def alike(x, y):
    """Compares two answers; fractions may differ by what rounding does."""
    if list(x[0]) != list(y[0]) or len(x[1]) != len(y[1]):
        return False
    for a, b in zip(x[1], y[1]):
        for v, w in zip(a, b):
            if isinstance(v, float) or isinstance(w, float):
                if v is None or w is None or not math.isclose(v, w, rel_tol=1e-9, abs_tol=1e-9):
                    return False
            elif v != w:
                return False
    return True


def cell(value):
    if value is None:
        return ""
    if isinstance(value, float):
        # What rounds to nothing has no sign.
        return f"{value:.2f}".replace("-0.00", "0.00")
    return str(value).replace("|", "\\|").replace("\n", " ")


def table(answer):
    columns, rows = answer
    right = [bool(rows) and all(isinstance(r[i], (int, float, type(None))) for r in rows) for i in range(len(columns))]
    lines = ["| " + " | ".join(columns) + " |", "|" + "|".join("---:" if r else "---" for r in right) + "|"]
    lines += ["| " + " | ".join(cell(v) for v in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main(folder, path, renew):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    os.chdir(folder)
    wrong, asked, done = [], 0, []
    names = {"python polars": {}, "python pandas": {}}
    parts = re.split(r"^(?=## )", text, flags=re.M)
    for part in parts:
        title = part.split("\n", 1)[0]
        answers = {}
        for language, code in FENCE.findall(part):
            if language == "sql":
                answers[language] = ask_sql(code)
                continue
            value = ask_python(code, names[language])
            if value is not None:
                answers[language] = rows_of(value)
        if "sql" not in answers:
            done.append(part)
            continue
        asked += 1
        for language in names:
            if language not in answers:
                wrong.append(f"{title}: not asked in {language}")
            elif not alike(answers["sql"], answers[language]):
                wrong.append(f"{title}: {language} says otherwise than SQL\n{table(answers['sql'])}\n{table(answers[language])}")
        now = table(answers["sql"])
        if not answers["sql"][1]:
            wrong.append(f"{title}: the answer is empty")
        was = TABLE.search(part)
        if renew:
            part = TABLE.sub(lambda _: now, part, count=1) if was else part.rstrip("\n") + "\n\n" + now + "\n"
        elif not was or was.group() != now:
            lines = difflib.unified_diff((was.group() if was else "").splitlines(), now.splitlines(), "written", "now", lineterm="")
            wrong.append(f"{title}: the answer is another; if that is meant, run make examples\n" + "\n".join(lines))
        done.append(part)
    for complaint in wrong:
        print(complaint, file=sys.stderr)
    if wrong:
        sys.exit(f"{len(wrong)} complaints")
    if renew:
        with open(path, "w", encoding="utf-8") as f:
            f.write("".join(done).rstrip("\n") + "\n")
    print(f"{asked} questions in SQL, polars and pandas, with one answer each")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--renew"]
    if len(arguments) != 2:
        sys.exit("usage: examples.py SNAPSHOT FILE.md [--renew]")
    main(arguments[0], os.path.abspath(arguments[1]), "--renew" in sys.argv)
