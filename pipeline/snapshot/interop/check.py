"""Opens a snapshot with the readers that its users have, and checks it.

Each reader turns a table into a dict of columns, plain Python values, through
its own Parquet code; what must hold is then checked on those, so that all of
them are held to the same. Types are checked where each reader has them: in its
own schema.
"""

import copy
import csv
import datetime
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


def arrow_with_pyarrow(files):
    table = pyarrow.concat_tables(pyarrow.ipc.open_file(f).read_all() for f in files)
    return {field.name: str(field.type).replace("item", "element") for field in table.schema}, table.to_pydict()


def arrow_with_polars(files):
    frame = polars.concat([polars.read_ipc(f, memory_map=False) for f in files])
    return {name: str(dtype) for name, dtype in frame.schema.items()}, frame.to_dict(as_series=False)


def columns_of(relation):
    rows = relation.fetchall()
    return {name: str(t) for name, t in zip(relation.columns, relation.types)}, {name: [row[i] for row in rows] for i, name in enumerate(relation.columns)}


def duckdb_columns(fields):
    return {field["name"]: DUCKDB[field["type"]] for field in fields}


def lines_with_duckdb(files, fields):
    return columns_of(duckdb.read_json(files, format="newline_delimited", columns=duckdb_columns(fields)))


def lines_with_json(files, fields):
    rows = []
    for name in files:
        with open(name, encoding="utf-8", newline="\n") as f:
            rows += [json.loads(line) for line in f]
    dates = {field["name"] for field in fields if field["type"] == "date"}
    columns = {}
    for field in fields:
        values = [row[field["name"]] for row in rows]
        columns[field["name"]] = [v and datetime.date.fromisoformat(v) for v in values] if field["name"] in dates else values
    assert all(list(row) == [field["name"] for field in fields] for row in rows)
    return None, columns


def csv_with_duckdb(files, fields):
    columns = {name: "VARCHAR" if t == "VARCHAR[]" else t for name, t in duckdb_columns(fields).items()}
    types, values = columns_of(duckdb.read_csv(files, header=True, columns=columns, auto_detect=False, sep=",", quotechar='"', escapechar='"', parallel=False))
    for field in fields:
        if field["type"] == "array":
            types[field["name"]] = DUCKDB["array"]
            values[field["name"]] = [json.loads(v) for v in values[field["name"]]]
    return types, values


def csv_with_polars(files, fields):
    text = {"array": polars.String, "string": polars.String, "integer": polars.Int32, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
    frame = polars.concat([polars.read_csv(f, schema={field["name"]: text[field["type"]] for field in fields}) for f in files])
    types, values = {name: str(dtype) for name, dtype in frame.schema.items()}, frame.to_dict(as_series=False)
    for field in fields:
        if field["type"] == "array":
            types[field["name"]] = POLARS["array"]
            values[field["name"]] = [json.loads(v) for v in values[field["name"]]]
    return types, values


def csv_with_pandas(files, fields):
    text = {"array": "string", "string": "string", "integer": "Int32", "number": "float64", "boolean": "bool", "date": "string"}
    frame = pandas.concat([pandas.read_csv(f, dtype={field["name"]: text[field["type"]] for field in fields}, keep_default_na=False, na_values=[""]) for f in files])
    columns = {}
    for field in fields:
        values = [None if v is pandas.NA else v for v in frame[field["name"]].tolist()]
        if field["type"] == "array":
            values = [json.loads(v) for v in values]
        if field["type"] == "date":
            values = [v and datetime.date.fromisoformat(v) for v in values]
        columns[field["name"]] = values
    return None, columns


def without_fields(read):
    return lambda files, _: read(files)


# By format: the readers, and the names that they have for types.
READERS = {
    "parquet": {
        "pyarrow": (without_fields(with_pyarrow), ARROW),
        "pandas": (without_fields(with_pandas), PANDAS),
        "polars": (without_fields(with_polars), POLARS),
        "duckdb": (without_fields(with_duckdb), DUCKDB),
    },
    "arrow": {"pyarrow": (without_fields(arrow_with_pyarrow), ARROW), "polars": (without_fields(arrow_with_polars), POLARS)},
    "jsonl": {"json": (lines_with_json, None), "duckdb": (lines_with_duckdb, DUCKDB)},
    "csv": {"duckdb": (csv_with_duckdb, DUCKDB), "polars": (csv_with_polars, POLARS), "pandas": (csv_with_pandas, None)},
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
                if texts[article] is None:
                    complaints.want(0 <= start < end, reader, name, "row", i, "has an empty span")
                    continue
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


def check_package(complaints, folder, package, manifest):
    """Holds the description to its standard, the profile of version 2, and has
    frictionless validate it with all rows, as its users do. It has no parser of
    Arrow: of that it sees the description alone."""
    check_schema(complaints, "data package", package, schema_in("dplib-py", "dplib/profiles/2.0/datapackage.json"))
    path = os.path.join(folder, "datapackage.json")
    if manifest["format"] == "arrow":
        report = frictionless.Package.validate_descriptor(path)
    else:
        report = frictionless.validate(path)
        read = {task.name: task.stats.get("rows") for task in report.tasks}
        want = {t["name"]: t["rows"] for t in manifest["tables"]}
        complaints.want(read == want, "frictionless reads", read, "rows, the manifest says", want)
    for kind in report.flatten(["type", "note"])[:5]:
        complaints.append(f"frictionless: {kind}")
    complaints.want(len(package["sources"]) > 10 and all(s["licence"] for s in package["sources"]), "the package names no licences of its sources")


def check_croissant(complaints, folder, manifest, rows):
    """Loads every table through mlcroissant, which reads no Arrow: nothing but a
    date of publication, which a snapshot does not know, and perhaps a licence may
    be missing."""
    logging.disable(logging.WARNING)
    data = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    issues = data.metadata.ctx.issues
    for issue in issues.errors | {w for w in issues.warnings if "datePublished" not in w and "schema.org/license" not in w}:
        complaints.append(f"mlcroissant: {issue}")
    read = 0
    for records in data.metadata.record_sets if manifest["format"] != "arrow" else []:
        got = sum(1 for _ in data.records(records.id))
        complaints.want(got == rows[records.id], "mlcroissant reads", got, "rows of", records.id, "and not", rows[records.id])
        read += got
    complaints.want(len(data.metadata.record_sets) == len(rows), "croissant.json has", len(data.metadata.record_sets), "sets of records")
    print(f"  croissant {len(rows)} tables, {read} rows")


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


def check_duckdb(complaints, folder, resources):
    """Imports a folder as a database and reads its tables from there."""
    base = duckdb.connect()
    base.sql(f"IMPORT DATABASE '{folder}'")
    tables = {}
    for name, resource in resources.items():
        types, tables[name] = columns_of(base.sql(f"FROM {name}"))
        check_types(complaints, "database", name, resource["schema"]["fields"], types, DUCKDB)
    comments = base.sql("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL").fetchone()[0]
    complaints.want(comments == sum(len(r["schema"]["fields"]) for r in resources.values()), "the database has", comments, "columns with a comment")
    return tables


def check_rows(complaints, folder, manifest, resources):
    """Reads all tables with every reader of the format."""
    if manifest["format"] == "duckdb":
        found = {"database": check_duckdb(complaints, folder, resources)}
    else:
        found = {}
        for reader, (read, names) in READERS[manifest["format"]].items():
            found[reader] = {}
            for name, resource in resources.items():
                files = sorted(glob.glob(os.path.join(folder, name, "part-*")))
                complaints.want(files, name, "has no files")
                types, found[reader][name] = read(files, resource["schema"]["fields"])
                if names:
                    check_types(complaints, reader, name, resource["schema"]["fields"], types, names)
    for reader, tables in found.items():
        spans = check_values(complaints, reader, tables, resources)
        total = sum(len(next(iter(columns.values()))) for columns in tables.values())
        print(f"  {reader:9} {len(tables)} tables, {total} rows, {spans} spans that read what they say")
    return next(iter(found.values()))


def check(complaints, folder):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as f:
        package = json.load(f)
        written = copy.deepcopy(package)
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    print(f"{folder}: {manifest['format']}, text: {manifest.get('text', 'all')}")
    rows = {t["name"]: t["rows"] for t in manifest["tables"]}
    resources = {}
    for resource in package["resources"]:
        if "schema" in resource and resource["name"] in rows:
            resources[resource["name"]] = {"schema": resource["schema"], "rows": rows[resource["name"]]}
            for field in resource["schema"]["fields"]:
                if field.get("nativeType") == "list of string":
                    field["type"] = "array"
    complaints.want(set(resources) == set(rows), "the package describes", sorted(resources), "and not", sorted(rows))
    tables = check_rows(complaints, folder, manifest, resources)
    check_package(complaints, folder, written, manifest)
    check_croissant(complaints, folder, manifest, rows)
    check_citation(complaints, folder, manifest)
    check_sums(complaints, folder)
    check_dictionary(complaints, folder, package)
    return tables, manifest.get("text")


def check_shared(complaints, tables):
    """A snapshot without text must hold nothing that a reader could put together
    to one: no stretch but names, pronouns and cues, none of them long."""
    for name, column in [("articles", "text"), ("articles", "title"), ("articles", "metadata"), ("sentences", "text"), ("claims", "content_text"), ("stances", "evidence_text")]:
        complaints.want(set(tables[name][column]) <= {None}, f"{name}.{column} holds text")
    longest = max(len(v) for name in ("mentions", "claim_spans") for v in tables[name]["text"] if v)
    complaints.want(longest <= 80, "a stretch of", longest, "characters is left")
    for name, column in [("articles", "external_id"), ("articles", "publisher"), ("articles", "byline"), ("sections", "author"), ("actors", "name"), ("claims", "source_text"), ("claims", "cue_text")]:
        complaints.want(all(len(v) <= 80 for v in tables[name][column] if v), f"{name}.{column} holds more than a name")
    complaints.want(all(len(v.partition("#")[2]) <= 80 for v in tables["articles"]["source_uri"]), "articles.source_uri holds more than a name")
    complaints.want(all(t is None for t, k in zip(tables["mentions"]["text"], tables["mentions"]["kind"]) if k == "nominal"), "nominals are left")
    complaints.want(all(t is None for t, r in zip(tables["claim_spans"]["text"], tables["claim_spans"]["role"]) if r != "cue"), "sources or contents are left")


def main(folders):
    complaints = Complaints()
    seen = []
    for folder in folders:
        tables, text = check(complaints, folder)
        seen.append((folder, text, tables))
        if text == "none":
            check_shared(complaints, tables)
    # Whatever the format, the rows are the same.
    whole = [(folder, tables) for folder, text, tables in seen if text is None]
    for folder, tables in whole[1:]:
        for name, columns in tables.items():
            complaints.want(columns == whole[0][1][name], folder, name, "has other rows than", whole[0][0])

    for complaint in complaints[:20]:
        print(complaint, file=sys.stderr)
    if complaints:
        sys.exit(f"{len(complaints)} complaints")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: check.py SNAPSHOT...")
    main(sys.argv[1:])
