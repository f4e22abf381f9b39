#!/usr/bin/env python3
"""What the program is made of, as CycloneDX 1.5 (cyclonedx.org/docs/1.5/json): libraries that it loads, headers compiled in, the desk's packages,
models and tables. The same tree and program give the same bytes; the time is that of the last commit (SOURCE_DATE_EPOCH).

  tools/sbom.py build/release/stemma > sbom.cdx.json
"""
import argparse
import base64
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[1]
# Debian packages of which headers are compiled in: nothing of them is seen in the program.
HEADERS_ONLY = ('libboost-dev', 'nlohmann-json3-dev', 'libcli11-dev', 'libexpected-dev')


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def needed(program):
    """Names of the shared libraries that the program itself asks for."""
    return re.findall(r'\(NEEDED\).*\[(.+)\]', run('readelf', '-d', str(program)))


def packages_of(libraries, program):
    """The installed Debian packages that shared libraries come from."""
    found = {name.split('/')[-1]: path or name for name, path in re.findall(r'^\s*(\S+)(?: => (\S+))? \(0x', run('ldd', str(program)), re.M)}
    places = {}  # a name that dpkg may know a library by -> the library
    for library in libraries:
        path = found.get(library, library)
        for name in (path, os.path.realpath(path)):
            places |= {name: library, name.removeprefix('/usr'): library, '/usr' + name: library}
    lines = subprocess.run(['dpkg', '-S', *places], capture_output=True, text=True).stdout.splitlines()
    owner = {places[line.split(': ', 1)[1]]: line.split(':')[0].split(',')[0] for line in lines if line.split(': ', 1)[-1] in places}
    missing = sorted(set(libraries) - set(owner))
    if missing:
        raise SystemExit(f'sbom: no package has {", ".join(missing)}')
    return sorted(set(owner.values()))


def debian(package, scope):
    version, architecture, home = run('dpkg-query', '-W', '-f=${Version}\t${Architecture}\t${Homepage}', package).split('\t')
    purl = f'pkg:deb/debian/{package}@{version.replace("+", "%2B").replace(":", "%3A")}?arch={architecture}&distro=debian-12'
    out = {'type': 'library', 'bom-ref': purl, 'name': package, 'version': version, 'scope': scope, 'purl': purl}
    return out | ({'externalReferences': [{'type': 'website', 'url': home}]} if home else {})


def of_the_desk():
    """npm packages in the bundle: what desk/package.json depends on, and what those do."""
    lock = json.loads((ROOT / 'desk/package-lock.json').read_text())['packages']
    for path, one in sorted(lock.items()):
        if not path or one.get('dev') or one.get('optional') and one.get('devOptional'):
            continue
        name = path.split('node_modules/')[-1]
        purl = f'pkg:npm/{name.replace("@", "%40")}@{one["version"]}'
        algorithm, digest = one['integrity'].split('-', 1)
        yield {'type': 'library', 'bom-ref': purl, 'name': name, 'version': one['version'], 'scope': 'required', 'purl': purl,
               'hashes': [{'alg': {'sha512': 'SHA-512', 'sha256': 'SHA-256', 'sha1': 'SHA-1'}[algorithm], 'content': base64.b64decode(digest).hex()}],
               'licenses': [{'license': {'name': one['license']}}] if one.get('license') else []}


def of_the_models():
    for path in sorted((ROOT / 'models').iterdir()):
        if path.name == 'README.md':
            continue
        kind = 'machine-learning-model' if path.suffix == '.model' else 'data'
        yield {'type': kind, 'bom-ref': f'models/{path.name}', 'name': path.name, 'scope': 'required',
               'hashes': [{'alg': 'SHA-256', 'content': hashlib.sha256(path.read_bytes()).hexdigest()}]}


def bill(program):
    version = re.search(r'project\(stemma VERSION (\S+)', (ROOT / 'CMakeLists.txt').read_text()).group(1)
    packages = packages_of(needed(program), program)
    components = [debian(p, 'required') for p in packages] + [debian(p, 'required') for p in HEADERS_ONLY]
    components += [debian('poppler-utils', 'optional')] + list(of_the_desk()) + list(of_the_models())
    epoch = os.environ.get('SOURCE_DATE_EPOCH') or run('git', '-C', str(ROOT), 'log', '-1', '--format=%ct').strip()
    at = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    own = f'pkg:generic/stemma@{version}'
    out = {'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'version': 1,
           'metadata': {'timestamp': at, 'component': {'type': 'application', 'bom-ref': own, 'name': 'stemma', 'version': version,
                                                       'licenses': [{'license': {'id': 'Apache-2.0'}}]}},
           'components': components,
           'dependencies': [{'ref': own, 'dependsOn': [c['bom-ref'] for c in components]}]}
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(out, sort_keys=True))
    return {'$schema': 'http://cyclonedx.org/schema/bom-1.5.schema.json', 'bomFormat': out.pop('bomFormat'), 'specVersion': out.pop('specVersion'),
            'serialNumber': f'urn:uuid:{serial}', **out}


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    print(json.dumps(bill(parser.parse_args().program), indent=1, ensure_ascii=False))
