"""The shapes of src/server/openapi.json, strict in both directions: a key too many is as wrong as one too few, for what the contract does not name nobody may lean on."""
import json

import program

try:
    import jsonschema
except ImportError:
    jsonschema = None

API = json.loads((program.ROOT / 'src' / 'server' / 'openapi.json').read_text())


def closed(schema):
    """The same, with nothing beside what is named."""
    if isinstance(schema, list):
        return [closed(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {k: closed(v) for k, v in schema.items()}
    if out.get('type') == 'object' and 'properties' in out and 'additionalProperties' not in out:
        out['additionalProperties'] = False
    return out


COMPONENTS = closed(API['components'])


def wrong(value, schema):
    """What is wrong with a value, in words; a schema, or the name of one."""
    if isinstance(schema, str):
        schema = {'$ref': f'#/components/schemas/{schema}'}
    validator = jsonschema.Draft202012Validator({**closed(schema), 'components': COMPONENTS})
    return [f'{"/".join(map(str, e.absolute_path))}: {e.message[:300]}' for e in validator.iter_errors(value)]
