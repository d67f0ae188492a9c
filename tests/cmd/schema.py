"""Check JSON Lines on standard input against share/schema: schema.py DIRECTORY

Knows the part of JSON Schema (2020-12) that those files use, and refuses a
keyword it does not know. Beyond it: known members stand in the order in which
the schema lists them.
"""
import json
import re
import sys

TYPES = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}
FORMATS = {"date": r"\d{4}-\d\d-\d\d", "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"}


def inlined(schema, definitions):
    """The schema with each "$ref": "#/$defs/NAME" replaced by what it names."""
    if isinstance(schema, list):
        return [inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        schema = {**inlined(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions), **schema}
    return {key: inlined(value, definitions) for key, value in schema.items() if key not in ("$ref", "$defs")}


def is_type(value, name):
    if name == "integer":
        return type(value) is int
    return isinstance(value, TYPES[name])


def check_object(value, schema, at):
    known = schema.get("properties", {})
    order = [name for name in value if name in known]
    if order != [name for name in known if name in value]:
        yield f"{at}: members in another order than the schema's: {' '.join(order)}"
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}: {name}: missing"
    for name, member in value.items():
        if name in known:
            yield from check(member, known[name], f"{at}.{name}")
        elif not schema.get("additionalProperties", True):
            yield f"{at}: {name}: not in the schema"


def check_string(value, schema, at):
    if len(value) < schema.get("minLength", 0):
        yield f"{at}: too short"
    if not re.search(schema.get("pattern", ""), value):
        yield f"{at}: does not match {schema['pattern']}"
    if "format" in schema and not re.fullmatch(FORMATS[schema["format"]], value):
        yield f"{at}: no {schema['format']}"


def check_array(value, schema, at):
    if len(value) < schema.get("minItems", 0):
        yield f"{at}: too few"
    if schema.get("uniqueItems") and len({json.dumps(item) for item in value}) < len(value):
        yield f"{at}: one twice"
    for i, item in enumerate(value):
        yield from check(item, schema.get("items", {}), f"{at}[{i}]")


def check_integer(value, schema, at):
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: out of range"


CHECKS = {
    str: (check_string, {"minLength", "pattern", "format"}),
    list: (check_array, {"minItems", "uniqueItems", "items"}),
    int: (check_integer, {"minimum", "maximum"}),
    dict: (check_object, {"properties", "required", "additionalProperties"}),
}
KEYWORDS = {"$schema", "title", "description", "type", "const", "enum", "oneOf"}.union(
    *(words for _, words in CHECKS.values())
)


def check(value, schema, at):
    if not schema.keys() <= KEYWORDS:
        sys.exit(f"schema: unknown keywords: {schema.keys() - KEYWORDS}")
    types = schema.get("type", [])
    if types and not any(is_type(value, name) for name in ([types] if isinstance(types, str) else types)):
        yield f"{at}: expected {types}"
    elif "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        yield f"{at}: not one of the values"
    elif "oneOf" in schema and sum(not list(check(value, one, at)) for one in schema["oneOf"]) != 1:
        yield f"{at}: fits none or several of oneOf"
    elif type(value) in CHECKS:
        yield from CHECKS[type(value)][0](value, schema, at)


def main(directory):
    schemas, found = {}, 0
    for number, line in enumerate(sys.stdin, 1):
        record = json.loads(line)
        name = record["type"]
        if name not in schemas:
            with open(f"{directory}/{name}.json", encoding="utf-8") as file:
                schema = json.load(file)
            schemas[name] = inlined(schema, schema.get("$defs", {}))
        for finding in check(record, schemas[name], name):
            print(f"{number}: {finding}")
            found += 1
    return 1 if found else 0


sys.exit(main(sys.argv[1]))
