"""Numbers with their bounds and units: recognizers-specs, the figures of the example case, MEANTIME's values."""
import json
import re

from .figures import Figure
from .program import ROOT, Absent

RECOGNIZERS = ('NumberModel', 'NumberRangeModel', 'OrdinalModel', 'PercentModel', 'CurrencyModel', 'DimensionModel', 'AgeModel',
               'TemperatureModel')
# Their names for units, as ours: (ISO 4217, factor) where they give no ISO code; codes.
MONEY = {'Dollar': ('USD', 1), 'Cent': ('USD', .01), 'Pound': ('GBP', 1), 'Pence': ('GBP', .01), 'Rupee': ('INR', 1), 'Peseta': ('ESP', 1),
         'Franc': (None, 1), 'Bitcoin': ('XBT', 1), 'Satoshi': ('XBT', 1e-8), 'Sen': (None, 1)}
UNITS = {'Meter': 'm', 'Kilometer': 'km', 'Decimeter': 'dm', 'Centimeter': 'cm', 'Millimeter': 'mm', 'Picometer': 'pm', 'Mile': 'mi',
         'Foot': 'ft', 'Inch': 'in', 'Yard': 'yd', 'Square meter': 'm2', 'Square kilometer': 'km2', 'Cubic foot': 'ft3',
         'Milliliter': 'mL', 'Liter': 'L', 'Gallon': 'gal', 'Barrel': 'bbl', 'Kilogram': 'kg', 'Gram': 'g', 'Microgram': 'ug',
         'Ton': ('t', 'ton'), 'Pound': 'lb', 'Ounce': 'oz', 'Dram': 'dr', 'Mile per hour': 'mph', 'Kilometer per hour': 'km/h',
         'Meter per millisecond': 'm/ms', 'Centimeter per millisecond': 'cm/ms', 'Kilometer per millisecond': 'km/ms',
         'Megabyte': 'MB', 'Degree': 'deg', 'Radian': 'rad', 'Turn': 'turn'}
DEGREES = {'C': 'degC', 'F': 'degF', 'Degree': 'degrees', 'K': 'K'}


def close(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-9 * max(abs(a), abs(b)) + 1e-15


def real(s):
    return None if s in (None, 'null', 'None') else float(s.rstrip('%'))


def interval(s):
    """"[20,30)" -> (20, 30); an open side: None."""
    low, high = s.strip('[]()').split(',')
    return real(low or None), real(high or None)


def same_range(f, wanted):
    low, high = interval(wanted)
    return all(a is b is None or close(a, b) for a, b in ((f['low'], low), (f['high'], high)))


def range_span(f):
    """A bounded number without its unit."""
    if f['bound'] == 'between':
        return f['quantity_span'][0], max(f['number_span'][1], f['quantity_span'][0])
    return f['span'][0], f['number_span'][1] if f['span'][1] == f['quantity_span'][1] else f['span'][1]


def fits(model, f, want):
    """Whether a figure of ours is a result of theirs: the same span and the same resolved value, unit and ISO code."""
    res = want['resolution']
    place = (want['start'], want['end'])
    if model == 'NumberRangeModel':
        return range_span(f) == place and same_range(f, res['value'])
    if tuple(f['number_span' if model in ('NumberModel', 'OrdinalModel') else 'quantity_span']) != place:
        return False
    value, gold = f['value'], real(res.get('value'))
    if model in ('NumberModel', 'OrdinalModel', 'PercentModel'):
        return close(value, gold)
    unit = res['unit']
    if model == 'CurrencyModel':
        iso, factor = (res['isoCurrency'], 1) if res.get('isoCurrency') else MONEY[unit]
        return f['unit'] == iso and gold is not None and close(value, gold * factor)
    if model == 'AgeModel':
        return f['unit'] == unit.lower() and close(value, gold)
    code = UNITS.get(unit) if model == 'DimensionModel' else DEGREES.get(unit)
    return f['unit'] in (code if isinstance(code, tuple) else (code,)) and close(value, gold)


def of_model(model, f):
    """Whether their model would be asked about such a figure. Lengths of time are their DateTime model's."""
    if f['rule'] == 'length of time':
        return False
    kind, warm = f['kind'], f['rule'] == 'temperature'
    return {'NumberModel': kind in ('count', 'money') and f['bound'] not in ('vague', 'between'),
            'NumberRangeModel': f['bound'] not in ('exact', 'about', 'vague'), 'OrdinalModel': kind == 'ordinal',
            'PercentModel': kind == 'percentage', 'CurrencyModel': kind == 'money', 'DimensionModel': kind == 'measure' and not warm,
            'AgeModel': kind == 'age', 'TemperatureModel': kind == 'measure' and warm}[model]


def case_right(case, figures):
    """All results found, and nothing else of that model."""
    model = case['model']
    ours = [f for f in figures if of_model(model, f)]
    for want in case['results']:
        hit = next((f for f in ours if fits(model, f, want)), None)
        if hit is None:
            return False
        ours.remove(hit)
    return not ours


def exceptions():
    """id -> reason: cases whose convention does not suit news (bench/sets/recognizers-exceptions.tsv)."""
    path = ROOT / 'bench' / 'sets' / 'recognizers-exceptions.tsv'
    rows = (line.rstrip('\n').split('\t') for line in path.read_text(encoding='utf-8').splitlines() if line and not line.startswith('#'))
    return {case: reason for case, reason in rows}


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines()]


def recognizers(bench):
    """Cases right of the models that concern figures: every result found with its span and resolved value, and nothing else of that model."""
    cases = [c for c in lines(bench.data('recognizers-specs', 'cases-dev.jsonl')) if c['model'] in RECOGNIZERS]
    read = bench.read_texts(bench.texts('recognizers-figures', ({'id': c['id'], 'text': c['text']} for c in cases)))
    left_out = exceptions()
    right = {c['id']: case_right(c, read[c['id']]['figures']) for c in cases}
    kept = [c for c in cases if c['id'] not in left_out]
    section = f'recognizers-specs, dev: numbers ({len(kept)} of {len(cases)} cases; the others by reason in bench/sets/recognizers-exceptions.tsv)'

    def share(some):
        return sum(right[c['id']] for c in some) / len(some)
    out = [Figure(section, 'cases right', share(kept), .95), Figure(section, 'cases right, none left out', share(cases))]
    for model in RECOGNIZERS:
        mine = [c for c in kept if c['model'] == model]
        out.append(Figure(section, f'{model.removesuffix("Model")} ({len(mine)})', share(mine), .95))
    return out


def bounds(f):
    return f['value'], f['low'], f['high']


def gold_bounds(x):
    return x['value'], x['low'], x['high']


def same_number(a, b):
    return a is b is None or (a is not None and b is not None and close(a, b))


def point_found(x, figures, spans):
    """As score_case.py has figures/found: a figure whose span meets the gold text, and whose value, low and high are the same. A figure of
    the export has the number also where only a bound is told ("at least 12": value 12), and so has ours."""
    def fits_point(f):
        meets = any(f['span'][0] < e and s < f['span'][1] for s, e in spans)
        return meets and all(map(same_number, bounds(f), gold_bounds(x)))
    return next(filter(fits_point, figures), None)


def example_figures(bench):
    """The figures of the example case straight from `stemma read`. Articles in a language that is not read are left out."""
    folder = ROOT / 'examples' / 'brannoch'
    if not (folder / 'gold.json').exists():
        raise Absent(f'{folder} is not there')
    gold = json.loads((folder / 'gold.json').read_text(encoding='utf-8'))
    english = {d['file'] for d in gold['documents'] if d['language'] == 'en'}
    readings, _ = bench.read_lines(*(str(p) for p in sorted((folder / 'articles').iterdir())))
    by_file = {}
    for r in readings:
        by_file.setdefault('articles/' + re.sub(r'.*/articles/', '', r['path']), r)
    points = [x for s in gold['figures'] for x in s['series'] if x['file'] in english]
    found, dated = 0, [0, 0]
    for x in points:
        r = by_file.get(x['file'])
        spans = [m.span() for m in re.finditer(re.escape(x['text']).replace(r'\ ', r'\s+'), r['text'])] if r else []
        f = point_found(x, r['figures'], spans) if r else None
        found += f is not None
        if f and x['as_of']:
            dated[0] += f['as_of'] == x['as_of']
            dated[1] += 1
    section = f'example case, figures as read ({len(points)} points in English)'
    return [Figure(section, 'found with the right value and bound', found / len(points), .90),
            Figure(section, 'of those with a day up to which they count: day right', dated[0] / dated[1] if dated[1] else None)]


def meantime(bench):
    """Recall of MEANTIME's VALUE markables: met by a figure's span, and with the very span of a figure, its quantity or its number."""
    documents = lines(bench.data('meantime', 'meantime-train.jsonl'))
    read = bench.read_texts(bench.texts('meantime-figures', ({'id': d['id'], 'text': d['text'], 'published': d['dct']} for d in documents)))
    met = exact = total = 0
    for d in documents:
        figures = read[d['id']]['figures']
        ours = {tuple(f[key]) for f in figures for key in ('span', 'quantity_span', 'number_span')}
        for m in d['markables']:
            if m['tag'] != 'VALUE':
                continue
            total += 1
            met += any(f['span'][0] < m['end'] and m['start'] < f['span'][1] for f in figures)
            exact += (m['start'], m['end']) in ours
    section = f'MEANTIME, train ({total} values)'
    return [Figure(section, 'values met by a figure', met / total), Figure(section, 'values with the same span', exact / total)]
