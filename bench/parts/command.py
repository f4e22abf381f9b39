"""The command line that bench/quality and bench/speed share."""
import argparse
import json
import os
import pathlib
import sys

from . import docs, figures, machine, program


def common_options(parser):
    parser.add_argument('--program', metavar='PATH', default=os.environ.get('STEMMA', program.ROOT / 'build' / 'release' / 'stemma'),
                        help='default: $STEMMA, else build/release/stemma')
    parser.add_argument('--shared', metavar='PATH', default=program.ROOT.parent / 'shared', help='default: ../shared beside the checkout')


def main(name, doc, sections, options=(), load=None, besides=None):
    """Measures `sections` ({name: function of a Bench}) and prints; -> exit code: 0, or 1 if a section failed.

    `options` are (flag, argparse keywords) beyond the common ones; all arguments are at hand as `bench.args`.
    `load` gives, from the arguments, a line on what else the machine was doing. `besides` are further tables of the page that --write-docs
    rewrites: {name of the command that makes it: function of a Bench that gives its text}.
    """
    ap = argparse.ArgumentParser(prog=name, description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--only', metavar='NAME', action='append', choices=sections, help='only this section: ' + ', '.join(sections))
    ap.add_argument('--json', action='store_true', help='print a JSON object, not a table')
    common_options(ap)
    page = program.ROOT / 'docs' / (pathlib.Path(name).name + '.md')
    ap.add_argument('--write-docs', action='store_true', help=f'rewrite the table in docs/{page.name}')
    for flag, keywords in options:
        ap.add_argument(flag, **keywords)
    args = ap.parse_args()
    if args.write_docs and args.only:
        ap.error('--write-docs needs every section: leave --only out')

    bench = program.Bench(args)
    under = machine.conditions(bench.program)
    if load:
        under['load'] = load(args)
    found, skipped, failed = [], {}, {}
    try:
        for section in args.only or sections:
            print(f'{section} ...', file=sys.stderr)
            try:
                found += sections[section](bench)
            except program.Absent as e:
                skipped[section] = str(e)
            except program.Broken as e:
                failed[section] = str(e)
        blocks = {}
        for block, text_of in (besides or {}).items() if args.write_docs else ():
            try:
                blocks[block] = text_of(bench)
            except program.Absent as e:
                skipped[block] = str(e)
    finally:
        bench.close()

    notes = [f'skipped {s}: {why}' for s, why in skipped.items()] + [f'FAILED {s}: {why}' for s, why in failed.items()] + bench.notes
    notes = [n.replace(f'{program.ROOT}/', '') for n in notes]  # docs hold no path of one machine
    text = '\n'.join([machine.lines(under), '', figures.table(found) if found else 'nothing was measured', *notes])
    if args.json:
        print(json.dumps({'conditions': under, 'figures': [f.as_json() for f in found], 'skipped': skipped, 'failed': failed, 'notes': bench.notes}, indent=1))
    else:
        print(text)
    if args.write_docs and found:
        for block, content in (blocks | {name: text}).items():
            docs.write(page, block, content)
    return 1 if failed else 0
