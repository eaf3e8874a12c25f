"""Opens a snapshot with the readers that its users have, and checks it.

Each reader turns a table into a dict of columns, plain Python values, through
its own Parquet code; what must hold is then checked on those, so that all of
them are held to the same. Types are checked where each reader has them: in its
own schema.
"""

import csv
import glob
import importlib.metadata
import json
import logging
import os
import subprocess
import sys

import duckdb
import frictionless
import jsonschema
import mlcroissant
import pandas
import polars
import pyarrow
import pyarrow.parquet
import yaml

# The types of datapackage.json, and what they must be in each reader. pandas
# has no integers or booleans with nulls of its own, so it is asked for Arrow's.
ARROW = {
    "string": "string",
    "integer": "int32",
    "number": "double",
    "boolean": "bool",
    "date": "date32[day]",
    "array": "list<element: string>",
}
PANDAS = {
    "string": "string[pyarrow]",
    "integer": "int32[pyarrow]",
    "number": "double[pyarrow]",
    "boolean": "bool[pyarrow]",
    "date": "date32[day][pyarrow]",
    "array": "list<element: string>[pyarrow]",
}
POLARS = {
    "string": "String",
    "integer": "Int32",
    "number": "Float64",
    "boolean": "Boolean",
    "date": "Date",
    "array": "List(String)",
}
DUCKDB = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "array": "VARCHAR[]",
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


def schema_in(package, path):
    """A JSON schema that a Python package carries, which itself is not imported:
    it would ask for much more."""
    return json.loads(importlib.metadata.distribution(package).locate_file(path).read_text(encoding="utf-8"))


def check_schema(complaints, what, document, schema):
    errors = jsonschema.validators.validator_for(schema)(schema).iter_errors(document)
    for error in list(errors)[:5]:
        complaints.append(f"{what}: {'/'.join(str(p) for p in error.path)}: {error.message[:200]}")


def check_package(complaints, folder, package):
    """Holds the description to its standard, the profile of version 2, and to
    what frictionless asks. The rows are checked elsewhere: frictionless reads
    Parquet through pandas, which turns nulls into numbers."""
    check_schema(complaints, "data package", package, schema_in("dplib-py", "dplib/profiles/2.0/datapackage.json"))
    report = frictionless.Package.validate_descriptor(os.path.join(folder, "datapackage.json"))
    for kind in report.flatten(["type", "note"])[:5]:
        complaints.append(f"frictionless: {kind}")
    complaints.want(len(package["sources"]) > 10 and all(s["licence"] for s in package["sources"]), "the package names no licences of its sources")


def check_croissant(complaints, folder, rows):
    """Loads every table through mlcroissant: nothing but a date of publication,
    which a snapshot does not know, and perhaps a licence may be missing."""
    logging.disable(logging.WARNING)
    data = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    issues = data.metadata.ctx.issues
    for issue in issues.errors | {w for w in issues.warnings if "datePublished" not in w and "schema.org/license" not in w}:
        complaints.append(f"mlcroissant: {issue}")
    read = 0
    for records in data.metadata.record_sets:
        got = sum(1 for _ in data.records(records.id))
        complaints.want(got == rows[records.id], "mlcroissant reads", got, "rows of", records.id, "and not", rows[records.id])
        read += got
    complaints.want(len(data.metadata.record_sets) == len(rows), "croissant.json has", len(data.metadata.record_sets), "sets of records")
    print(f"croissant {len(rows)} tables, {read} rows")


def check_citation(complaints, folder, manifest):
    with open(os.path.join(folder, "CITATION.cff"), encoding="utf-8") as f:
        cff = yaml.safe_load(f)
    check_schema(complaints, "CITATION.cff", cff, schema_in("cffconvert", "cffconvert/schemas/1.2.0/schema.json"))
    complaints.want(manifest["id"] in cff["identifiers"][0]["value"], "CITATION.cff names another snapshot")


def check_sums(complaints, folder):
    done = subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    complaints.want(done.returncode == 0, "sha256sum:", done.stdout, done.stderr)


def check_dictionary(complaints, folder, package):
    """Holds the data dictionary to the description: one row is a column."""
    with open(os.path.join(folder, "columns.csv"), encoding="utf-8", newline="") as f:
        said = {(row["table"], row["column"]): row for row in csv.DictReader(f)}
    fields = {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}
    complaints.want(said.keys() == fields.keys(), "columns.csv and datapackage.json have other columns")
    for key, row in said.items():
        field = fields.get(key, {})
        complaints.want(row["meaning"] == field.get("description") and row["example"] and row["type"], key, "is described as", row)
        complaints.want(bool(row["null_means"]) != bool(field.get("constraints", {}).get("required")), key, "null means", row["null_means"])
        complaints.want(row["allowed_values"] == "|".join(field.get("constraints", {}).get("enum", [])), key, "may be", row["allowed_values"])


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
    check_package(complaints, folder, package)
    check_croissant(complaints, folder, rows)
    check_citation(complaints, folder, manifest)
    check_sums(complaints, folder)
    check_dictionary(complaints, folder, package)

    for complaint in complaints[:20]:
        print(complaint, file=sys.stderr)
    if complaints:
        sys.exit(f"{len(complaints)} complaints")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: check.py SNAPSHOT")
    main(sys.argv[1])
