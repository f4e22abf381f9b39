"""Numbers with their bounds and units: recognizers-specs, the figures of the example case, MEANTIME's values."""
import json
import re

from .figures import Figure
from .program import ROOT

RECOGNIZERS = ('NumberModel', 'NumberRangeModel', 'OrdinalModel', 'PercentModel', 'CurrencyModel', 'DimensionModel', 'AgeModel', 'TemperatureModel')
MONEY = {'Dollar': ('USD', 1), 'Cent': ('USD', .01), 'Pound': ('GBP', 1), 'Pence': ('GBP', .01), 'Rupee': ('INR', 1), 'Peseta': ('ESP', 1), 'Franc': (None, 1),
         'Bitcoin': ('XBT', 1), 'Satoshi': ('XBT', 1e-8), 'Sen': (None, 1)}
UNITS = {'Meter': 'm', 'Kilometer': 'km', 'Decimeter': 'dm', 'Centimeter': 'cm', 'Millimeter': 'mm', 'Picometer': 'pm', 'Mile': 'mi', 'Foot': 'ft', 'Inch': 'in', 'Yard': 'yd',
         'Square meter': 'm2', 'Square kilometer': 'km2', 'Cubic foot': 'ft3', 'Milliliter': 'mL', 'Liter': 'L', 'Gallon': 'gal', 'Barrel': 'bbl', 'Kilogram': 'kg', 'Gram': 'g',
         'Microgram': 'ug', 'Ton': ('t', 'ton'), 'Pound': 'lb', 'Ounce': 'oz', 'Dram': 'dr', 'Mile per hour': 'mph', 'Kilometer per hour': 'km/h',
         'Meter per millisecond': 'm/ms', 'Centimeter per millisecond': 'cm/ms', 'Kilometer per millisecond': 'km/ms', 'Megabyte': 'MB', 'Degree': 'deg', 'Radian': 'rad', 'Turn': 'turn'}
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
    """Whether their model would be asked about such a figure."""
    kind, warm = f['kind'], f['rule'] == 'temperature'
    return {'NumberModel': kind in ('count', 'money') and f['bound'] not in ('vague', 'between'), 'OrdinalModel': kind == 'ordinal', 'PercentModel': kind == 'percentage',
            'NumberRangeModel': f['bound'] not in ('exact', 'about', 'vague'), 'CurrencyModel': kind == 'money', 'DimensionModel': kind == 'measure' and not warm,
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


def read_figures(bench, texts):
    return [d['figures'] for d in bench.program.read_jsonl(texts)]
