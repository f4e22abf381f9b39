"""Cases whose genealogy is known because it was drawn first: a press of invented outlets, agencies, towns and people, whose texts a grammar
writes. In each story an agency's text is copied (cut, edited, merged with another, re-dated, re-credited), others report by themselves, sit in
one briefing, pass reports on, cite each other in circles, say that "it is understood", or deny.

The same seed gives the same case on every machine. What comes out is a source of parts/invented.py, which writes pages and gold.

*Edit strength* s is the share of a text's words that a copy does not keep: a third goes with sentences that are left out, a third with sentences
written anew, a third with single words exchanged, put in or taken out. Names, numbers and what stands in quotation marks stay. That a copy
is cut at its end, or credits and dates are changed, comes on top at every strength.
"""
import copy
import datetime
import random
import re

SIZES = (10, 30, 100, 300, 1000, 3000)
STRENGTHS = (0, .1, .2, .4, .6)

SOUNDS = 'bar del mor tan ves kor lin sha pel dru gan hol mir nes ost rav sil tor und wex yar zel cra bri fen gol jas kel lom nur pri sto'.split()
FIRST = ('Ada Anton Bela Carl Dora Edwin Elke Emil Fanny Gerd Greta Hugo Ida Ilse Ines Ivo Jana Jonas Karin Kurt Lea Lorenz Marit Milo Nadia Nils Olga Oskar Petra Quentin '
         'Rosa Ruben Selma Tamas Thea Udo Vera Wanda Xaver Yara Zita').split()
KIND = 'Herald Courier Lantern Gazette Observer Tribune Post Mercury Ledger Chronicle Echo Standard'.split()
TRADE = ('nurse teacher baker engineer farmer porter driver clerk welder pilot cook miner tailor priest fisherman student carpenter guard chemist plumber singer surgeon '
         'shepherd typist glazier barber weaver postman').split()
QUALITY = ('old narrow northern crowded disused flooded private upper wooden coastal municipal rented unfinished remote lower public western abandoned guarded shallow rusting '
           'temporary historic southern steep central rural leased brick eastern quiet sealed muddy hidden modern shared frozen silent draughty painted').split()
THING = ('bridge warehouse market silo quarry factory harbour shipyard museum tunnel orchard chapel depot airfield brewery stadium refinery library barracks greenhouse theatre '
         'lighthouse sawmill cemetery workshop courthouse pier vineyard dairy foundry garage monastery bakery embassy kennel reading-room boathouse weighbridge archive').split()
PEOPLE = ('volunteers soldiers neighbours divers inspectors families surveyors porters firemen traders pilgrims passengers students sailors guards drivers shepherds tenants '
          'dockers lodgers gardeners jurors masons cyclists').split()
DID = ('reached searched crossed fenced watched photographed avoided inspected swept measured drained lit blocked visited cleared circled mapped left entered repaired filmed '
       'surrounded passed counted').split()
WHEN = ('before dawn|after dark|at noon|within hours|overnight|in heavy snow|by lamplight|during mass|in silence|without warning|on foot|under escort|in turn|by boat|at low tide|'
        'in thick fog|around supper|twice a week|for a third time|despite frost').split('|')
GOODS = ('onions|coal|timber|flour|barley|glass|paper|cement|wool|cider|tiles|rope|honey|cork|seed potatoes|bicycles|candles|pianos|nails|tea|blankets|salt|oats|lamp oil').split('|')
FEEL = 'patiently|angrily|in good order|with little fuss|slowly|for no clear reason|as usual|oddly|grudgingly|in single file|with borrowed tools|against advice'.split('|')
FIGURE = 'nine|eleven|fourteen|sixteen|nineteen|twenty-three|thirty|forty-one|sixty|ninety|two hundred|four hundred'.split('|')

# Sentences of no weight. Never more than four fixed words in a row, so that two texts of different stories share no passage.
SCENE = (
    '{People} {did} the {quality} {thing} of {town} {when}, while {people} from {place} {did} the {thing} {feel}.',
    'The {quality} {thing}, {figure} paces from the {river}, is where {people} store {goods} and {goods}.',
    '{When} a {trade} {did} the {thing} near {place} and found {goods} beneath a {quality} roof.',
    'In {place} the {thing} stayed open {when}; {people} brought {goods} and {did} it {feel}.',
    '{Goods} from {place} cost {figure} crowns more since {people} {did} the {quality} {thing} {when}.',
    'Every {weekday} {people} meet by the {quality} {thing}, and {when} some {trade} sells {goods} there.',
    'A {quality} {thing} on the {river} was {did} {feel} by {people}, then {did} again {when}.',
    'No {trade} in {town} had {did} its {quality} {thing} since {people} took {goods} away {when}.',
    '{Feel}, {figure} {people} carried {goods} past the {thing} towards {place} {when}.',
    '{Town} lives on {goods}, and its {quality} {thing} employs {figure} people, a {trade} among them.',
    'Where the {river} bends, {people} have {did} one {quality} {thing} and {figure} sheds full of {goods}.',
    'Between {town} and {place} lies a {quality} {thing}, {did} {when} by a {trade} and {figure} {people}.',
    '“My {thing} was {did} {when},” one {trade} shouted across the {quality} yard, “and {goods} went with it.”',
    'Snow lay on {goods} outside the {thing}; {feel} {people} {did} the rest and {when} returned to {place}.',
)

# What a story is about: two propositions, each in several wordings that share little but names; headlines; what a denial takes up.
FRAMES = (
    {'things': ('dam', 'weir', 'reservoir', 'sluice'),
     'main': ('at least {n} people died when the {town} {x} gave way', 'the failure of the {x} above {town} had killed at least {n} people',
              'at least {n} lives were lost in {town} after the {x} burst', 'the {x} at {town} broke and drowned at least {n} people',
              'no fewer than {n} people were killed by the bursting of the {town} {x}', 'water from the broken {x} killed at least {n} people in {town}'),
     'second': ('the {x} had not been inspected for {m} years', 'nobody had inspected the {town} {x} in {m} years', 'the last inspection of the {x} was {m} years ago',
                '{m} years had passed since the {x} at {town} was inspected', 'the {town} {x} went without an inspection for {m} years'),
     'heads': ('Dead in {town} after {x} gives way', '{Town} {x} bursts', 'Flood from broken {x} hits {town}', 'What is known of the {town} {x}')},
    {'things': ('bridge', 'pass', 'ferry', 'tunnel'),
     'main': ('soldiers closed the {x} at {town} to ambulances', 'the {town} {x} was shut to ambulances by soldiers', 'ambulances were turned back by soldiers at the {x} of {town}',
              'soldiers had refused to let ambulances over the {town} {x}', 'at the {x} near {town} soldiers stopped every ambulance', 'no ambulance was let across the {town} {x} by the soldiers'),
     'second': ('{n} patients waited in the cold for {m} hours', 'for {m} hours {n} patients had to wait in the cold', '{n} patients were kept waiting outside for {m} hours',
                'the cold kept {n} patients waiting for {m} hours', 'it took {m} hours until the {n} patients were let through'),
     'heads': ('Ambulances stopped at {town} {x}', 'Soldiers at the {x} of {town}', 'Patients wait at {town} {x}', 'The {x} at {town}: what we know')},
    {'things': ('mill', 'cannery', 'warehouse', 'laundry'),
     'main': ('the owners of the {town} {x} had locked its doors from outside before the fire', 'the doors of the burning {x} in {town} were locked from outside by its owners',
              'when the {town} {x} caught fire its owners had locked the doors', 'before fire broke out the {x} at {town} had been locked from outside by the owners',
              'the owners kept the doors of the {town} {x} locked while it burned', 'nobody could leave the burning {town} {x} because the owners had locked the doors'),
     'second': ('the fire injured {n} workers', '{n} workers were injured in the fire', '{n} of the workers were hurt by the fire', 'the flames injured {n} workers', 'there were {n} injured workers after the fire'),
     'heads': ('Fire guts {x} in {town}', 'Doors of burning {x} were locked', '{Town} mourns after {x} fire', 'The fire at the {town} {x}')},
    {'things': ('school', 'archive', 'theatre', 'market hall'),
     'main': ('the council of {town} sold the {x} to a company of the mayor’s brother', 'a company of the mayor’s brother bought the {town} {x} from the council',
              'the {x} in {town} was sold by its council to the company of the mayor’s brother', 'the mayor’s brother got the {x} of {town} for his company from the council',
              'the sale of the {town} {x} went to a company that the mayor’s brother owns', 'the council had let the mayor’s brother and his company buy the {x} in {town}'),
     'second': ('the price was {n},000 crowns below the estimate', 'the {x} went for {n},000 crowns less than its estimate', 'the buyer paid {n},000 crowns below what the {x} was estimated at',
                'the estimate for the {x} was {n},000 crowns above the price paid', 'the sale brought {n},000 crowns less than estimated'),
     'heads': ('Who bought the {town} {x}?', 'Sale of {x} divides {town}', 'Council of {town} under fire over {x}', 'A {x} and a brother')},
    {'things': ('hospital', 'clinic', 'sanatorium', 'lazaret'),
     'main': ('spoiled blood at the {town} {x} infected {n} children', '{n} children were infected with spoiled blood in the {x} at {town}', 'the {x} of {town} gave {n} children blood that was spoiled',
              '{n} children caught an infection from spoiled blood at the {town} {x}', 'spoiled blood given by the {x} in {town} had infected {n} children',
              'in {town} {n} children were given spoiled blood by the {x} and became infected'),
     'second': ('the refrigerator had been broken for {m} weeks', 'for {m} weeks the refrigerator had not worked', 'the {x} used a broken refrigerator for {m} weeks',
                'nobody repaired the broken refrigerator in {m} weeks', 'the refrigerator at the {x} was out of order for {m} weeks'),
     'heads': ('Children fall ill at {town} {x}', 'Spoiled blood in {town}', '{X} in {town} under scrutiny', 'Parents besiege the {town} {x}')},
    {'things': ('mine', 'quarry', 'pit', 'shaft'),
     'main': ('managers of the {town} {x} ignored a gas alarm on the day of the blast', 'a gas alarm was ignored by the managers of the {x} at {town} before the blast',
              'the managers had ignored the gas alarm before the {town} {x} exploded', 'on the day of the blast the {x} in {town} sounded a gas alarm that managers ignored',
              'the gas alarm of the {town} {x} went off before the blast and its managers ignored it', 'managers did nothing about a gas alarm before the blast at the {x} of {town}'),
     'second': ('{n} miners are still underground', 'there were still {n} miners below ground', '{n} miners have not come up from underground', 'underground {n} miners remain',
                'the blast left {n} miners underground'),
     'heads': ('Blast at {town} {x}', 'Gas alarm rang before blast', 'Miners trapped at {town}', 'Families wait at {town} {x}')},
    {'things': ('tanker', 'barge', 'dredger', 'trawler'),
     'main': ('the {x} that ran aground off {town} carried banned pesticides', 'banned pesticides were aboard the {x} which ran aground near {town}', 'the {x} aground at {town} was loaded with banned pesticides',
              'when it ran aground off {town} the {x} had banned pesticides aboard', 'the cargo of the {x} stranded off {town} was banned pesticides',
              'banned pesticides made up the load of the {x} that is aground near {town}'),
     'second': ('{n} tonnes had leaked into the {river}', 'the {river} took {n} tonnes of the leak', '{n} tonnes leaked out into the {river}', 'some {n} tonnes have run into the {river}',
                'the leak put {n} tonnes into the {river}'),
     'heads': ('{X} aground off {town}', 'What did the {x} carry?', '{Town} closes beach after {x} runs aground', 'Fish die near {town}')},
    {'things': ('barracks', 'prison', 'jail', 'police station'),
     'main': ('guards at the {town} {x} beat {n} prisoners with cables', '{n} prisoners were beaten with cables by guards of the {x} in {town}', 'the guards of the {town} {x} used cables to beat {n} prisoners',
              'at the {x} in {town} guards had beaten {n} prisoners with cables', 'cables were used by guards to beat {n} prisoners at the {town} {x}',
              '{n} prisoners suffered beatings with cables from the guards of the {x} at {town}'),
     'second': ('the doctor of the {x} was sent on leave for {m} days', 'for {m} days the {x} had no doctor because he was sent on leave', 'the doctor at the {x} had been put on leave for {m} days',
                'they sent the {x} doctor on leave for {m} days', 'the {x} was without its doctor, who was on leave for {m} days'),
     'heads': ('Beatings alleged at {town} {x}', 'Inside the {town} {x}', 'Lawyers ask to see {town} {x}', 'Prisoners of {town}')},
    {'things': ('ballot boxes', 'voting lists', 'tally sheets', 'postal votes'),
     'main': ('officials in {town} burned {n} of the {x} on election night', '{n} of the {x} were burned by officials of {town} on the night of the election', 'on election night {n} of the {x} had been burned in {town} by officials',
              'officials burned {n} of the {town} {x} in the night of the vote', 'fire destroyed {n} of the {x} that officials of {town} had burned on election night',
              'the officials in {town} put fire to {n} of the {x} on election night'),
     'second': ('observers were kept out of the hall for {m} hours', 'for {m} hours no observer was let into the hall', 'the hall stayed closed to observers for {m} hours',
                'observers could not enter the hall for {m} hours', 'it was {m} hours before observers were allowed into the hall'),
     'heads': ('Ashes behind {town} town hall', '{Town} count in doubt', 'Election night in {town}', 'Observers shut out in {town}')},
    {'things': ('glacier lake', 'spring', 'aquifer', 'canal'),
     'main': ('the bottling company took {m} times the water it was allowed from the {town} {x}', 'from the {x} at {town} the bottling company drew {m} times the water it was allowed',
              'the bottling company had pumped {m} times its allowed water out of the {x} of {town}', 'water taken by the bottling company from the {town} {x} was {m} times what is allowed',
              'the {x} in {town} lost {m} times the allowed water to the bottling company', 'the company that bottles water took {m} times what it was allowed from the {x} near {town}'),
     'second': ('{n} wells have run dry', 'there are {n} wells without water', '{n} of the wells dried up', 'water has gone from {n} wells', 'drought has left {n} wells dry'),
     'heads': ('Wells run dry in {town}', 'Who drinks from the {town} {x}?', 'Bottlers face anger in {town}', 'The {x} of {town} sinks')},
)

# How an attribution is worded. S: source, C: content; cue as written.
SAYS = ('{C}, {S} [said].', '{S} [said] {C}.', '{S} [told reporters] that {C}.', '[According to] {S}, {C}.', '{S} [confirmed] on {weekday} that {C}.', '{S} [said] on {weekday} that {C}.',
        '{S} [stated] that {C}.', '{C}, {S} [told reporters] on {weekday}.')
DENIES = ('{S} [denied] that {C}.', '{S} [denied] on {weekday} that {C}.', 'That {C} was [denied] by {S}.')
RELAYS = ('{S} [reported] that {C}.', '{S} [reported] on {weekday} that {C}.', '{C}, {S} [reported].', '{C}, [according to] {S}.')
VAGUE = ('[It is understood] that {C}.', '[Reportedly], {C}.', '[It is said] that {C}.')
QUOTED = '“{C},” {S} [said].'

# Single words that an editor exchanges.
SWAPS = dict(p.split(':') for p in (
    'said:stated stated:said when:as while:as before:ahead-of after:following people:persons died:perished killed:slain closed:shut shut:closed had:has was:had-been were:have-been '
    'near:close-to from:out-of towards:to since:because where:in-which every:each some:a-certain carried:hauled found:discovered brought:fetched stayed:remained stored:kept store:keep '
    'meet:gather sells:hawks lies:sits employs:feeds cost:costs more:extra among:amid went:travelled home:back left:remaining took:seized away:off bends:turns open:unlocked '
    'old:ancient narrow:tight crowded:packed public:open remote:distant hidden:secret modern:new quiet:calm steep:sheer central:middle rural:country muddy:boggy silent:still '
    'reached:arrived-at searched:combed crossed:traversed fenced:enclosed watched:observed avoided:shunned inspected:examined swept:brushed blocked:barred visited:toured cleared:emptied '
    'entered:penetrated repaired:mended filmed:recorded surrounded:encircled passed:skirted counted:tallied slowly:gradually angrily:furiously patiently:calmly usual:ever '
    'over:across across:over stopped:halted refused:declined hurt:wounded injured:hurt broken:faulty years:summers hours:long-hours workers:hands children:youngsters').split())
SWAPS = {a: b.replace('-', ' ') for a, b in SWAPS.items()}
ADDED = 'also then meanwhile later again apparently'.split()

WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()
MONTHS = 'January February March April May June July August September October November December'.split()
MINISTRY = 'Works Health Justice Transport Fisheries Mines Education Trade'.split()
FURNITURE = (
    'Subscribe to the {name} for {figure} crowns a month and never miss what moves {town} and its {thing}.', 'The {name} is read by {people} and {people} in {town} and printed {when} at the {quality} {thing}.',
    'Have you seen something? Call the desk of the {name} at {town} and ask for the {trade}, or leave a note in the {quality} {thing}.',
    'The views of those who write in these columns are not those of the {name}, its owners, its printers or the {trade} at its door in {town}.')


def sentence(text):
    return text[:1].upper() + text[1:]


class Words:
    """Fills the grammar's slots. Names come from a counter, so that no two stories share one."""

    def __init__(self, dice):
        self.dice, self.used = dice, set()

    def name(self, parts=3):
        while True:
            out = ''.join(self.dice.choice(SOUNDS) for _ in range(parts)).capitalize()
            if out not in self.used:
                self.used.add(out)
                return out

    def fill(self, template, fixed):
        lists = {'quality': QUALITY, 'thing': THING, 'people': PEOPLE, 'did': DID, 'when': WHEN, 'goods': GOODS, 'feel': FEEL, 'figure': FIGURE, 'trade': TRADE, 'weekday': WEEKDAYS}

        def one(m):
            slot = m.group(1)
            if slot in fixed:
                return str(fixed[slot])
            if slot.lower() in fixed:
                return sentence(str(fixed[slot.lower()]))
            word = self.dice.choice(lists[slot.lower()])
            return sentence(word) if slot[0].isupper() else word
        return re.sub(r'{(\w+)}', one, template)


class Line:
    """A sentence. An attribution has `said`: {'claim', 'side', 'stance', 'root', 'agent', 'via'}, and says which of its parts are what.

    parts: (kind, words) with kind 'source', 'cue', 'content' or ''.
    """

    def __init__(self, parts, said=None):
        self.parts, self.said = parts, said

    def text(self):
        out = ''.join(words for _, words in self.parts)
        return sentence(out)

    def part(self, kind):
        """The words as they stand in text(): the first letter of a sentence is a capital."""
        start = 0
        for k, words in self.parts:
            if k == kind:
                return self.text()[start:start + len(words)]
            start += len(words)
        return None


def attribution(template, source, content, said):
    parts = []
    for piece in re.split(r'({S}|{C}|\[[^]]*\])', template):
        if piece == '{S}':
            parts.append(('source', source))
        elif piece == '{C}':
            parts.append(('content', content))
        elif piece.startswith('['):
            parts.append(('cue', piece[1:-1]))
        elif piece:
            parts.append(('', piece))
    return Line(parts, said)


class Editor:
    """Changes a text with a given strength (see above)."""

    def __init__(self, dice, strength, rewrite):
        self.dice, self.strength, self.rewrite = dice, strength, rewrite

    def edit(self, lines):
        third, out = self.strength / 3, []
        for line in lines:
            x = self.dice.random()
            if x < third and len(lines) > 2:
                continue
            out.append(self.rewrite(line) if x < 2 * third else self.touch(line, third / (1 - 2 * third)))
        return out or [self.touch(lines[0], third)]

    def touch(self, line, rate):
        inside = False
        parts = []
        for kind, words in line.parts:
            done = []
            for word in re.split(r'(\s+)', words):
                inside = inside or word.startswith('“')
                if word.strip() and not inside and kind not in ('source', 'cue') and self.dice.random() < rate:
                    word = self.one(word)
                inside = inside and '”' not in word
                done.append(word)
            parts.append((kind, ''.join(done)))
        return Line(parts, line.said)

    def one(self, word):
        bare = word.strip('.,;:')
        if bare in SWAPS:
            return word.replace(bare, SWAPS[bare])
        if bare.lower() in QUALITY:
            return word.replace(bare, self.dice.choice(QUALITY))
        if bare.islower() and bare == word and bare not in ('the', 'a', 'of', 'to', 'no', 'not', 'nobody'):
            return self.dice.choice(ADDED) + ' ' + word
        return word


class Story:
    """One matter: its two claims, who knows of them, and the reports."""
    LENGTH = (7, 13)  # sentences of no weight in a report

    def __init__(self, case, number, size):
        self.case, self.dice, self.words = case, case.dice, case.words
        self.size, self.number, self.documents = size, number, []
        frame = FRAMES[number % len(FRAMES)]
        town = self.words.name()
        self.slots = {'town': town, 'place': self.words.name(), 'river': self.words.name(2), 'x': self.dice.choice(frame['things']), 'n': self.dice.randint(13, 97), 'm': self.dice.randint(3, 12)}
        self.frame = frame
        self.day = datetime.date(2041, 1, 6) + datetime.timedelta(days=self.dice.randrange(max(20, case.size // 12)))
        self.claims = [{'id': f'c{number}{k}', 'statement': sentence(self.words.fill(frame[k][0], self.slots)) + '.', 'members': [], 'roots': []} for k in ('main', 'second')]
        self.roots, self.worded, self.editor = {}, [0, 0], Editor(self.dice, case.strength, self.rewrite)
        self.speakers = self.people()
        self.used = 0

    # ---- who speaks

    def agent(self, kind, name, affiliation=None, aliases=()):
        ident = f'a{len(self.case.agents)}'
        self.case.agents.append({'id': ident, 'name': name, 'aliases': list(aliases), 'kind': kind, 'affiliation': affiliation})
        return ident

    def people(self):
        """Independent speakers: agent, words for it, kind of root. A ministry and its spokesman come as one."""
        town, named = self.slots['town'], lambda: f'{self.dice.choice(FIRST)} {self.words.name()}'
        mayor, head, officer, watch = named(), named(), named(), f'{self.words.name()} Rights Watch'
        ministry = f'Ministry of {MINISTRY[self.number % len(MINISTRY)]}'
        spokesman = named()
        body = self.agent('government', ministry)
        out = [
            {'agents': [self.agent('person', mayor)], 'words': [f'Mayor {mayor}', f'{mayor}, the mayor of {town},'], 'kind': 'statement'},
            {'agents': [self.agent('government', f'{town} police')], 'words': [f'{town} police', f'police in {town}'], 'kind': 'statement'},
            {'agents': [self.agent('organisation', watch)], 'words': [watch], 'kind': 'statement'},
            {'agents': [self.agent('person', head)], 'words': [f'{head}, a {self.dice.choice(TRADE)} in {town},'], 'kind': 'witness'},
            {'agents': [self.agent('person', officer)], 'words': [f'{officer}, a retired {self.dice.choice(TRADE)},'], 'kind': 'witness'},
            {'agents': [self.agent('unnamed', f'a {(trade := self.dice.choice(TRADE))} who did not want to be named')],
             'words': [f'a {trade} who did not want to be named'], 'kind': 'witness'},
        ]
        self.dice.shuffle(out)
        self.denier = {'agents': [body, self.agent('person', spokesman, body)], 'words': [f'the {ministry}', f'{spokesman}, a spokesman for the {ministry},'], 'kind': 'statement'}
        return out

    def root(self, claim, key, agent, kind, side):
        root = self.roots.setdefault(key, {'id': f'r{self.number}.{len(self.roots)}', 'agent': agent, 'kind': kind, 'occasion': key})
        if not any(r['id'] == root['id'] for r in self.claims[claim]['roots']):
            self.claims[claim]['roots'].append({**root, 'side': side})
        return root['id']

    # ---- what is written

    def template(self, templates):
        return self.words.fill(self.dice.choice(templates), {**self.slots, 'S': '{S}', 'C': '{C}'})

    def content(self, claim):
        """A wording that nobody in this story has used; when all are, one with a few other words."""
        wordings = self.frame[('main', 'second')[claim]]
        k = self.worded[claim]
        self.worded[claim] += 1
        out = self.words.fill(wordings[(k + self.number) % len(wordings)], self.slots)
        return out if k < len(wordings) else ''.join(w if w.isspace() or self.dice.random() > .4 else self.editor.one(w) for w in re.split(r'(\s+)', out))

    def says(self, claim, speaker, templates=SAYS, side='supports', stance='asserts'):
        k = self.dice.randrange(len(speaker['agents']))
        words = self.dice.choice(speaker['words']) if len(speaker['agents']) == 1 else speaker['words'][k]
        template = self.template(templates)
        if words.endswith(',') and not re.search(r'{S} ', template):
            words = words[:-1]
        root = self.root(claim, speaker['words'][0], speaker['agents'][0], speaker['kind'], side)
        return attribution(template, words, self.content(claim), {'claim': claim, 'side': side, 'stance': stance, 'root': root, 'agent': speaker['agents'][k], 'via': []})

    def scenes(self, n):
        return [Line([('', self.words.fill(template, self.slots))]) for template in self.dice.sample(SCENE, min(n, len(SCENE)))]

    def next_speaker(self):
        self.used += 1
        return self.speakers[(self.used - 1) % len(self.speakers)]

    def add(self, lines, outlet=None, days=None, hours=None, **more):
        outlet = outlet or self.outlet()
        days = self.dice.randint(0, 2) if days is None else days
        at = datetime.datetime.combine(self.day + datetime.timedelta(days=days), datetime.time(hours if hours is not None else self.dice.randint(6, 22), self.dice.randint(0, 59)))
        document = {'lines': lines, 'outlet': outlet, 'at': at, 'title': self.words.fill(self.dice.choice(self.frame['heads']), self.slots), 'agency': None, 'derived': [], 'reports': [], **more}
        document.setdefault('story', self)
        self.documents.append(document)
        return document

    def outlet(self):
        """One that has not written on this matter yet, if there is one."""
        taken = {d['outlet']['name'] for d in self.documents}
        free = [o for o in self.case.outlets if o['name'] not in taken]
        return self.dice.choice(free or self.case.outlets)

    def report(self, speakers, denial=False):
        main = [self.says(0, s, DENIES, 'denies', 'denies') if denial else self.says(0, s) for s in speakers]
        lines = main[:1] + self.scenes(1) + main[1:]
        if not denial and self.dice.random() < .7:
            lines.append(self.says(1, speakers[-1]))
        return lines + self.scenes(self.dice.randint(*self.LENGTH))

    # ---- kinds of documents

    def wire(self):
        agency = self.dice.choice([a for a in self.case.agencies if a['name'] not in {d['outlet']['name'] for d in self.documents}] or self.case.agencies)
        return self.add(self.report([self.next_speaker(), *([self.next_speaker()] if self.dice.random() < .3 else [])]), agency, 0, self.dice.randint(5, 11), agency=agency, copied=True)

    def own(self):
        again = self.used and self.dice.random() < .25  # somebody who has spoken already, in other words
        self.add(self.report([self.speakers[self.dice.randrange(min(self.used, len(self.speakers)))] if again else self.next_speaker()]), copied=True)

    def residents(self):
        outlet = self.outlet()
        words = f'{self.dice.choice(("three", "four", "five"))} {self.dice.choice(("residents", "shopkeepers", "pensioners", "lodgers"))} of {self.slots["town"]}'
        group = {'agents': [self.agent('collective', f'{sentence(words)}, interviewed by the {outlet["name"]}')], 'words': [words], 'kind': 'witness'}
        line = self.says(0, group, ('{S} [told the ' + outlet['name'] + '] that {C}.',))
        self.add([line, *self.scenes(self.dice.randint(*self.LENGTH))], outlet)

    def briefing(self):
        """Two papers print one quotation of one speaker; all else is their own."""
        if self.size - len(self.documents) < 2:
            return self.own()
        speaker = self.next_speaker()
        content, shared = self.content(0), self.words.fill('and we {did} the {quality} {thing} {when} until {people} had {did} all of the {goods} {feel}', self.slots)
        for _ in range(2):
            line = self.says(0, speaker, (QUOTED,))
            line.parts = [(k, f'{content} {shared}' if k == 'content' else w) for k, w in line.parts]
            scenes = self.scenes(self.dice.randint(*self.LENGTH))
            self.add([*scenes[:1], line, *scenes[1:]], days=0)

    def copy(self):
        of = self.dice.choice([d for d in self.documents if d.get('copied')])
        lines = self.editor.edit([copy.copy(line) for line in of['lines']])
        if self.dice.random() < .4 and len(lines) > 4:
            lines = lines[:max(3, round(len(lines) * self.dice.uniform(.4, .8)))]
        self.add_copy(lines, [of])

    def add_copy(self, lines, of):
        trick = self.dice.random()
        out = self.add(lines, derived=of)
        dated = [d['at'] for d in of if d['at']]
        out['at'] = max(dated) + datetime.timedelta(hours=self.dice.randint(1, 20)) if dated else None
        if self.case.strength and self.dice.random() < .3:
            out['copied'] = True  # what it changed shows who took from it
        agency = next((d['agency'] for d in of if d['agency']), None)
        if trick < .15:
            out['at'] = self.dice.choice([None, out['at'] and out['at'] - datetime.timedelta(days=3)])  # re-dated
        if agency and not .15 <= trick < .3:
            out['credit'] = agency
        if self.dice.random() < .5:
            out['title'] = of[0]['title']

    def merged(self):
        """Half of one text and half of another."""
        wires = [d for d in self.documents if d['agency'] and not d['derived']]
        if len(wires) < 2:
            if len(self.case.agencies) < 2 or self.size - len(self.documents) < 2:
                return self.copy()
            wires.append(self.wire())
        a, b = self.dice.sample(wires, 2) if len(wires) > 2 else wires
        def half(d):
            kept = sorted(self.dice.sample(range(len(d['lines'])), max(4, len(d['lines']) * 3 // 5)))
            return self.editor.edit([copy.copy(d['lines'][i]) for i in kept])
        self.add_copy(half(a) + half(b), [a, b])

    def update(self):
        """The agency's later version of its own text, with more in it."""
        first = [d for d in self.documents if d['agency']][-1]
        later = self.add(first['lines'] + self.scenes(2), first['outlet'], agency=first['agency'], derived=[first], how='update', copied=True)
        later['at'] = first['at'] + datetime.timedelta(hours=self.dice.randint(1, 5))
        first['copied'] = False
        later['title'] = first['title']

    def relayed(self, outlet, root):
        return attribution(self.template(RELAYS), f'the {outlet["name"]}', self.content(0), {'claim': 0, 'side': 'supports', 'stance': 'asserts', 'root': root, 'agent': outlet['agent'], 'via': []})

    def relay(self):
        def told(d):
            return next((line.said for line in d['lines'] if line.said and line.said['claim'] == 0 and line.said['side'] == 'supports'), None)
        outlets = [d['outlet']['name'] for d in self.documents]  # the name must tell which report is meant
        of = [d for d in self.documents if d['at'] and told(d) and outlets.count(d['outlet']['name']) == 1]
        if not of:
            return self.own()
        d = self.dice.choice(of)
        said = told(d)
        out = self.add([self.relayed(d['outlet'], said['root']), *self.scenes(self.dice.randint(*self.LENGTH))], reports=[d])
        out['at'] = d['at'] + datetime.timedelta(hours=self.dice.randint(3, 40))

    def outside(self):
        """Passes on a report that is not in the pile."""
        name = f'{self.words.name()} {self.dice.choice(KIND)}'
        outlet = {'name': name, 'agent': self.agent('media', name)}
        self.add([self.relayed(outlet, self.root(0, f'the report of the {name}', outlet['agent'], 'statement', 'supports')), *self.scenes(self.dice.randint(*self.LENGTH))])

    def circle(self):
        n = min(self.dice.randint(2, 5), self.size - len(self.documents), max(0, len(self.case.outlets) - 1))
        if n < 2:
            return self.vague()
        root = self.root(0, f'a circle of {n} that starts at document {len(self.case.documents) + len(self.documents)}', None, 'unknown', 'supports')
        ring = [self.add([], days=1) for _ in range(n)]
        for d, next_one in zip(ring, ring[1:] + ring[:1]):
            d['lines'] = [self.relayed(next_one['outlet'], root), *self.scenes(self.dice.randint(*self.LENGTH))]
            d['reports'] = [next_one]

    def vague(self):
        root = self.root(0, f'nobody, in document {len(self.case.documents) + len(self.documents)}', None, 'unknown', 'supports')
        line = attribution(self.dice.choice(VAGUE), '', self.content(0), {'claim': 0, 'side': 'supports', 'stance': 'asserts', 'root': root, 'agent': None, 'via': []})
        self.add([line, *self.scenes(self.dice.randint(*self.LENGTH))])

    def denial(self):
        self.add(self.report([self.denier], denial=True), days=2)

    def rewrite(self, line):
        if line.said is None:
            return self.scenes(1)[0]
        if line.part('source') is None or line.part('content').find('“') >= 0 or line.text().startswith('“'):
            return line
        chosen = self.template(DENIES if line.said['stance'] == 'denies' else SAYS)
        source = next(w for k, w in line.parts if k == 'source')
        if source.endswith(',') and '{S} ' not in chosen:
            source = source[:-1]
        return attribution(chosen, source, self.content(line.said['claim']), line.said)

    def write(self):
        self.wire()
        kinds = ((self.copy, 34), (self.own, 14), (self.residents, 5), (self.briefing, 6), (self.merged, 7), (self.update, 4), (self.relay, 13), (self.outside, 3), (self.circle, 5),
                 (self.vague, 4), (self.denial, 8))
        while len(self.documents) < self.size:
            self.dice.choices([k for k, _ in kinds], [w for _, w in kinds])[0]()
        return self.documents


class Press:
    """The whole case."""

    def __init__(self, size, strength, seed=1):
        self.dice = random.Random(f'{size} {strength} {seed}')
        self.size, self.strength, self.words = size, strength, Words(self.dice)
        self.agents, self.documents, self.claims = [], [], []
        self.agencies = [self.house(f'{self.words.name()} {kind}') for kind in ('Wire', 'Agency', 'Press Service')]
        self.outlets = [self.house(f'{self.words.name()} {self.dice.choice(KIND)}') for _ in range(max(14, size // 10))]

    def house(self, name):
        ident = f'a{len(self.agents)}'
        self.agents.append({'id': ident, 'name': name, 'aliases': [f'the {name}'], 'kind': 'media', 'affiliation': None})
        furniture = self.words.fill(self.dice.choice(FURNITURE), {'name': name, 'town': self.words.name()})
        return {'name': name, 'agent': ident, 'furniture': sentence(furniture) if self.dice.random() < .7 else None}

    def source(self):
        left, number, stories = self.size, 0, []
        while left > 0:
            n = min(left, self.dice.choice((1, 2, 3, 4, 6, 8, 10, 12, 16, 24)) if self.size > 10 else 10)
            story = Story(self, number, n)
            self.documents += story.write()
            stories.append(story)
            left -= n
            number += 1
        name = {id(d): f'{k:04}' for k, d in enumerate(self.documents)}
        for d in self.documents:
            d['file'] = name[id(d)]
        documents = [self.document(d) for d in self.documents]
        claims = []
        for story in stories:
            claims += [c for c in story.claims if c['members']]
        for c in claims:
            held = {m['root'] for m in c['members']}
            c['roots'] = [r for r in c['roots'] if r['id'] in held]
        return {'name': f'press-{self.size}-{int(self.strength * 100)}', 'about': 'Invented by a grammar; nobody and nothing in it exists.', 'agents': self.agents, 'documents': documents,
                'claims': claims}

    def document(self, d):
        story, credit = d['story'], d.get('credit')
        paragraphs = [line.text() for line in d['lines']]
        if d['agency'] or credit:
            place = f'{story.slots["town"].upper()}, {story.day.day} {MONTHS[story.day.month - 1]} ({(d["agency"] or credit)["name"]}) — '
            paragraphs[0] = place + paragraphs[0]
        if d['outlet']['furniture']:
            paragraphs.append(d['outlet']['furniture'])
        for line in d['lines']:
            self.member(d, line)
        how = d.get('how') or ('cut' if self.strength == 0 else 'light_edit' if self.strength < .35 else 'rewritten')
        at = d['at']
        return {'file': d['file'], 'title': d['title'], 'publisher': d['outlet']['name'], 'authors': [], 'published': at.strftime('%Y-%m-%dT%H:%M:00Z') if at else None,
                'dateline': None, 'agency': (d['agency'] or credit or {'name': None})['name'], 'language': 'en', 'paragraphs': paragraphs,
                'derived_from': [{'file': p['file'], 'how': how} for p in d['derived']], 'reports_on': [p['file'] for p in d['reports']]}

    def member(self, d, line):
        if line.said is None:
            return
        said, claim = line.said, d['story'].claims[line.said['claim']]
        content = line.part('content')
        if any(m['file'] == d['file'] and m['content'] == content for m in claim['members']):
            return
        source = line.part('source')
        claim['members'].append({'file': d['file'], 'content': content, 'source': source.rstrip(',') if source else None, 'cue': line.part('cue'), 'agent': said['agent'],
                                 'stance': said['stance'], 'side': said['side'], 'via': said['via'], 'root': said['root']})


def source(size, strength, seed=1):
    """A case of `size` documents, as parts/invented.py reads it."""
    return Press(size, strength, seed).source()
