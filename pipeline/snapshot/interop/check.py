"""Opens a snapshot with the readers that its users have, and checks it.

Each reader turns a table into a dict of columns, plain Python values, through
its own Parquet code; what must hold is then checked on those, so that all of
them are held to the same. Types are checked where each reader has them: in its
own schema.
"""

import glob
import json
import os
import sys

import duckdb
import frictionless
import pandas
import polars
import pyarrow
import pyarrow.parquet

# The types of datapackage.json, and what they must be in each reader. pandas
# has no integers or booleans with nulls of its own, so it is asked for Arrow's.
ARROW = {
    "string": "string",
    "integer": "int32",
    "number": "double",
    "boolean": "bool",
    "date": "date32[day]",
    "list": "list<element: string>",
}
PANDAS = {
    "string": "string[pyarrow]",
    "integer": "int32[pyarrow]",
    "number": "double[pyarrow]",
    "boolean": "bool[pyarrow]",
    "date": "date32[day][pyarrow]",
    "list": "list<element: string>[pyarrow]",
}
POLARS = {
    "string": "String",
    "integer": "Int32",
    "number": "Float64",
    "boolean": "Boolean",
    "date": "Date",
    "list": "List(String)",
}
DUCKDB = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def with_pyarrow(files):
    table = pyarrow.concat_tables(pyarrow.parquet.ParquetFile(f).read() for f in files)
    types = {field.name: str(field.type) for field in table.schema}
    return types, table.to_pydict()


def with_pandas(files):
    frame = pandas.concat([pandas.read_parquet(f, dtype_backend="pyarrow") for f in files])
    types = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    types = {name: "string[pyarrow]" if t == "string" else t for name, t in types.items()}
    columns = {}
    for name in frame.columns:
        values = [None if value is pandas.NA else value for value in frame[name].tolist()]
        columns[name] = [list(v) if types[name].startswith("list") else v for v in values]
    return types, columns


def with_polars(files):
    frame = polars.concat([polars.read_parquet(f) for f in files])
    return {name: str(dtype) for name, dtype in frame.schema.items()}, frame.to_dict(as_series=False)


def with_duckdb(files):
    relation = duckdb.read_parquet(files)
    rows = relation.fetchall()
    columns = {name: [row[i] for row in rows] for i, name in enumerate(relation.columns)}
    return {name: str(t) for name, t in zip(relation.columns, relation.types)}, columns


READERS = {
    "pyarrow": (with_pyarrow, ARROW),
    "pandas": (with_pandas, PANDAS),
    "polars": (with_polars, POLARS),
    "duckdb": (with_duckdb, DUCKDB),
}


class Complaints(list):
    def want(self, ok, *what):
        if not ok:
            self.append(" ".join(str(w) for w in what))


def check_types(complaints, reader, table, fields, types, names):
    complaints.want(list(types) == [f["name"] for f in fields], reader, table, "columns are", list(types))
    for field in fields:
        got, want = types.get(field["name"]), names[field["type"]]
        complaints.want(got == want, reader, f"{table}.{field['name']}", "is", got, "and not", want)


def check_values(complaints, reader, tables, resources):
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"]))
    spans = 0
    for name, columns in tables.items():
        schema = resources[name]["schema"]
        rows = len(next(iter(columns.values())))
        complaints.want(rows == resources[name]["rows"], reader, name, "has", rows, "rows, the manifest says", resources[name]["rows"])
        for field in schema["fields"]:
            column, where = columns[field["name"]], f"{reader} {name}.{field['name']}"
            constraints = field.get("constraints", {})
            if constraints.get("required"):
                complaints.want(None not in column, where, "holds null")
            if "enum" in constraints:
                strange = {v for v in column if v is not None} - set(constraints["enum"])
                complaints.want(not strange, where, "holds", strange)
            if field["type"] == "string":
                complaints.want("" not in column, where, "holds an empty string")
        key = schema.get("primaryKey")
        if key:
            key = [key] if isinstance(key, str) else key
            values = list(zip(*(columns[k] for k in key)))
            complaints.want(len(set(values)) == len(values), reader, name, "repeats a key")
        for link in schema.get("foreignKeys", []):
            ours, target = link["fields"], link["reference"]
            ours = ours if isinstance(ours, str) else ours[0]
            theirs = target["fields"] if isinstance(target["fields"], str) else target["fields"][0]
            there = set(tables[target.get("resource") or name][theirs])
            lost = {v for v in columns[ours] if v is not None} - there
            complaints.want(not lost, reader, f"{name}.{ours}", "points nowhere:", sorted(lost)[:3])
        said = "text" if "text" in columns else "evidence_text" if "evidence_text" in columns else None
        if "char_start" in columns:
            for i, (article, start, end) in enumerate(zip(columns["article_id"], columns["char_start"], columns["char_end"])):
                words = texts[article][start:end]
                complaints.want(words and 0 <= start < end, reader, name, "row", i, "has an empty span")
                if said:
                    spans += 1
                    complaints.want(words == columns[said][i], reader, name, "row", i, "reads", repr(words), "and says", repr(columns[said][i]))
    return spans


def check_package(complaints, folder):
    """Holds the description to its standard. The rows were checked above:
    frictionless reads Parquet through pandas, which turns nulls into numbers."""
    report = frictionless.Package.validate_descriptor(os.path.join(folder, "datapackage.json"))
    for kind in report.flatten(["type", "note"])[:5]:
        complaints.append(f"frictionless: {kind}")


def main(folder):
    complaints = Complaints()
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as f:
        package = json.load(f)
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    rows = {t["name"]: t["rows"] for t in manifest["tables"]}
    resources = {}
    for resource in package["resources"]:
        if "schema" in resource and resource["name"] in rows:
            resources[resource["name"]] = {"schema": resource["schema"], "rows": rows[resource["name"]]}
    complaints.want(set(resources) == set(rows), "the package describes", sorted(resources), "and not", sorted(rows))

    for reader, (read, names) in READERS.items():
        tables = {}
        for name, resource in resources.items():
            files = sorted(glob.glob(os.path.join(folder, name, "part-*.parquet")))
            complaints.want(files, name, "has no files")
            types, tables[name] = read(files)
            check_types(complaints, reader, name, resource["schema"]["fields"], types, names)
        spans = check_values(complaints, reader, tables, resources)
        total = sum(len(next(iter(columns.values()))) for columns in tables.values())
        print(f"{reader:8} {len(tables)} tables, {total} rows, {spans} spans that read what they say")
    check_package(complaints, folder)

    for complaint in complaints[:20]:
        print(complaint, file=sys.stderr)
    if complaints:
        sys.exit(f"{len(complaints)} complaints")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: check.py SNAPSHOT")
    main(sys.argv[1])
