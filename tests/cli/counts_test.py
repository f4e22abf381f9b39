"""What counts as an origin: who speaks in several forms is one, who only looks alike is two, who denies stands against, and who says nothing of it counts nowhere.

The same thing, {c}, is said in reports of their own."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Case, page

WHAT = 'two foreign men were held at the Ostrel border post on Monday'
BESIDE = ['The river was high after the rain.', 'Farmers sold apples in the square.', 'Trams ran late in the capital.', 'A new school opened near the park.', 'The museum shows old clocks this month.']
OUTLETS = ['Lindal Post', 'Harrow Courant', 'Elm Standard', 'Tarn Courier']

ONE = [
    ('spokesman for', 'The Interior Ministry said {c}.', '{C}, said Oleg Drun, a spokesman for the Interior Ministry.', 'Oleg Drun told reporters that {c}. Drun is the spokesman of the Interior Ministry.'),
    ('statement forms', 'In a statement, the Interior Ministry said {c}.', 'A statement by the Interior Ministry said {c}.', '{C}, an Interior Ministry statement said.', 'The Interior Ministry said in a statement on its website that {c}.'),
    ('police chief', 'Police said {c}.', 'Police chief Adel Rehn said {c}.', '{C}, Police Chief Adel Rehn told reporters.', 'Adel Rehn, the police chief, said {c}.'),
    ('president', 'President Oda Lind said {c}.', 'The president said {c}.', '{C}, the presidency said.', "Lind's office said {c}. President Oda Lind was in Varnholm."),
    ('UN', 'The United Nations said {c}.', 'The U.N. said {c}.', 'UN spokesman Aki Mori said {c}.', '{C}, the UN said.'),
    ('government', 'The government said {c}.', 'A government spokesman said {c}.', 'Government spokeswoman Mia Carr said {c}.'),
    ('company', 'Halcyon Energy said {c}.', 'Halcyon chief executive Pia Lund said {c}. Halcyon Energy runs the post.', 'The company said {c}. Halcyon Energy runs the post.'),
    ('ngo abbrev', 'The Centre for Open Cells (COC) said {c}.', 'COC director Lea Brun said {c}.', 'The COC said {c}.', 'Lea Brun of the Centre for Open Cells said {c}.'),
    ('wire', 'Police said {c}.', 'Halcyon Wire reported that {c}, citing police.', '{C}, Halcyon Wire reported, quoting police.'),
    ('ministers', 'Interior Minister Oda Lind said {c}.', 'The Interior Ministry said {c}.', '{C}, the interior minister said.'),
    ('army', 'The army said {c}.', 'An army spokesman said {c}.', 'Army spokesman Colonel Ren Asko said {c}.', '{C}, the military said.'),
    ('hospital', 'Saint Ida hospital said {c}.', 'The director of Saint Ida hospital, Paul Heim, said {c}.', 'Paul Heim, director of Saint Ida hospital, told reporters {c}.'),
    ('mayor', 'Ostrel mayor Ana Brandt said {c}.', 'The mayor of Ostrel said {c}.', 'Mayor Ana Brandt told reporters that {c}.', 'Ana Brandt, mayor of Ostrel, said {c}.'),
    ('union', "Maud Sarrant, who leads the Dockers' Union, said {c}.", "The Dockers' Union said {c}.", "Dockers' Union leader Maud Sarrant said {c}."),
    ('prosecutor', 'Prosecutors said {c}.', 'Prosecutor Nils Aho said {c}.', "The prosecutor's office said {c}."),
    ('post', 'The Interior Ministry tweeted that {c}.', 'In a post on Chirper, the Interior Ministry said {c}.', '{C}, the Interior Ministry wrote on Chirper.'),
    ('paper cites paper', 'A lorry driver told the Lindal Post that {c}.', '{C}, a lorry driver told the Lindal Post.', 'The Lindal Post reported that {c}, citing a lorry driver.'),
    ('spokesperson unnamed', 'A spokesperson for Halcyon Energy said {c}.', 'Halcyon Energy said {c}.', 'A Halcyon Energy spokesman said {c}.'),
    ('ambassador', "Norway's ambassador, Lea Brun, said {c}.", 'Norway said {c}.'),
    ('foreign minister', "Norway's foreign minister, Reza Amiri, said {c}.", 'The Norwegian foreign ministry said {c}.', 'Norway said {c}.'),
    ('US', 'The United States said {c}.', 'Washington said {c}.', 'The U.S. said {c}.', 'The U.S. State Department said {c}.'),
    ('pentagon', 'The Pentagon said {c}.', 'Pentagon press secretary John Kern said {c}.', '{C}, a Pentagon spokesman said.'),
    ('kremlin', 'The Kremlin said {c}.', 'Kremlin spokesman Dmitry Orlov said {c}.', "Russia's foreign ministry said {c}.", 'Moscow said {c}.'),
    ('EU', 'The European Union said {c}.', 'EU foreign policy chief Kaja Lund said {c}.', 'The EU said {c}.'),
    ('NATO', 'NATO said {c}.', 'NATO Secretary General Jens Holt said {c}.', 'NATO spokeswoman Oda Kern said {c}.'),
    ('Red Cross', 'The International Committee of the Red Cross (ICRC) said {c}.', 'The ICRC said {c}.', 'ICRC spokesman Tom Bask said {c}.'),
    ('mother', "The boy's mother, Ana Mbeki, said {c}.", 'Ana Mbeki, whose son was hurt, said {c}.', 'Mbeki said {c}. Ana Mbeki lives in Ostrel.'),
    ('titles', 'Dr. Lena Ortiz said {c}.', 'Lena Ortiz, a doctor, said {c}.', 'Ortiz, head of mission of Aid Now, said {c}. Lena Ortiz came in May.'),
    ('coastguard', 'The coastguard said {c}.', 'Coastguard officer Gorm Halvard said {c}.', 'A coastguard spokeswoman said {c}.'),
    ('university', 'Lea Brun, a professor at Monmouth University, said {c}.', 'Professor Lea Brun said {c}.', 'Brun, who teaches at Monmouth, said {c}. Lea Brun has studied borders.'),
    ('interview', 'In an interview with the Lindal Post, Ana Mbeki said {c}.', 'Ana Mbeki told the Lindal Post that {c}.', '{C}, Ana Mbeki said in an interview with the Lindal Post.'),
    ('governor', 'Governor Ana Brandt said {c}.', "{C}, the governor's office said. Governor Ana Brandt was in Varnholm.", 'The governor said {c}.'),
    ('director general', 'The World Health Organization (WHO) said {c}.', 'WHO director-general Tedros Lund said {c}.', 'The WHO said {c}.'),
    ('armed group', 'The Dawn Brigade said {c}.', 'Dawn Brigade spokesman Abu Orlec said {c}.', 'A spokesman for the Dawn Brigade said {c}.'),
    ('wire copy', 'Police said {c}, Halcyon Wire reported.', '{C}, police said, according to Halcyon Wire.'),
    ('third hand', 'Police said {c}.', 'The Lindal Post reported that police said {c}.', '{C}, the Lindal Post reported on Tuesday, citing police.'),
    ('UN report', 'The United Nations said {c}.', 'A UN report said {c}.'),
    ('spokes he', '“We hold them,” said Oleg Drun, spokesman for the Interior Ministry. He said {c}.', 'The Interior Ministry said {c}.'),
    ('it said', 'The Interior Ministry issued a statement. It said {c}.', 'The Interior Ministry said {c}.'),
    ('they said', 'Prosecutors opened a case. They said {c}.', 'Prosecutors said {c}.'),
    ('according', 'According to police, {c}.', '{C}, according to police chief Adel Rehn.', 'Police say {c}.'),
    ('says quote', '“Two foreign men were held at the Ostrel border post on Monday,” the Interior Ministry said.', 'The Interior Ministry said {c}.'),
    ('headline style', 'Ministry of the Interior: {c}', 'The Ministry of the Interior said {c}.'),
    ('joint', 'The Interior Ministry and the police said in a joint statement that {c}.', 'The Interior Ministry said {c}.'),
    ('deputy', 'Deputy Interior Minister Ana Brandt said {c}.', 'The Interior Ministry said {c}.'),
    ('ministry and minister named', 'Interior Minister Oda Lind said {c}.', 'Lind said {c}. Interior Minister Oda Lind was in Ostrel.', 'The Interior Ministry, headed by Oda Lind, said {c}.'),
    ('regional police', 'Varnholm police said {c}.', 'Varnholm police spokesman Ivo Lund said {c}.', 'A Varnholm police spokeswoman said {c}.'),
    ('ngo head', 'Open Cells said {c}.', 'Lea Brun, head of Open Cells, said {c}.', 'Open Cells director Lea Brun said {c}.', '“It is bad,” said Lea Brun, who heads Open Cells. She said {c}.'),
    ('party spokesman', 'The Green Party said {c}.', 'Green Party spokesman Tom Aho said {c}.'),
]

TWO = [
    ('witness and police', 'Police said {c}.', 'A shopkeeper who saw it said {c}.'),
    ('two witnesses one doc', 'A shopkeeper said {c}. A nurse also said {c}.'),
    ('family', 'Ana Mbeki said {c}.', 'Her brother Tom Mbeki said {c}.'),
    ('former he', 'Tom Bask used to lead the police. He said {c}.', 'Police said {c}.'),
    ('both', 'The Interior Ministry and Open Cells both said {c}.', 'The Interior Ministry said {c}.', 'Open Cells said {c}.'),
    ('news anchor', 'Police said {c}.', 'Lindal Post editor Mia Carr said {c}.'),
    ('two police', 'Varnholm police said {c}.', 'Ostrel police said {c}.'),
    ('two ngos', 'Human Rights Watch said {c}.', 'Amnesty International said {c}.'),
    ('witnesses', 'A lorry driver told the Lindal Post that {c}.', 'A nurse told the Harrow Courant that {c}.'),
    ('anon official', 'The Interior Ministry said {c}.', 'An Interior Ministry official, who asked not to be named, said {c}.'),
    ('lawyer', 'Their lawyer, Tom Bask, said {c}.', 'The Interior Ministry said {c}.'),
    ('namesakes', 'Ana Brandt said {c}.', 'Tom Brandt said {c}.'),
    ('two ministries', 'The Interior Ministry said {c}.', 'The Health Ministry said {c}.'),
    ('clerk', 'The Interior Ministry said {c}.', 'Interior Ministry clerk Ana Mbeki said {c}.'),
    ('former', 'The Interior Ministry said {c}.', 'Former Interior Ministry spokesman Oleg Drun said {c}.'),
    ('names', 'Halcyon Energy said {c}.', 'Halcyon Air said {c}.'),
    ('attorney', 'The United States said {c}.', 'US Attorney Tom Bask said {c}.'),
    ('people', 'The Norwegian foreign ministry said {c}.', 'The Swedish foreign ministry said {c}.'),
    ('places', 'Police in Ostrel said {c}.', 'Police in Varnholm said {c}.'),
    ('lawyer of', 'President Oda Lind said {c}.', "Lind's lawyer, Tom Bask, said {c}. President Oda Lind was in Varnholm."),
    ('universities', 'Varnholm University said {c}.', 'Monmouth University said {c}.'),
    ('watch', 'Human Rights Watch said {c}.', 'The Human Rights Council said {c}.'),
    ('mayors', 'The mayor of Ostrel said {c}.', 'The mayor of Varnholm said {c}.'),
    ('president of firm', 'President Oda Lind said {c}.', 'Tom Bask, president of Halcyon Energy, said {c}.'),
    ('two spokesmen', 'Interior Ministry spokesman Oleg Drun said {c}.', 'Health Ministry spokesman Ivo Lund said {c}.'),
    ('doctor', 'Saint Ida hospital said {c}.', 'A nurse at Saint Ida hospital said {c}.'),
    ('soldiers', 'The army said {c}.', 'A soldier said {c}.'),
    ('two presidents', 'President Oda Lind said {c}.', 'President Reza Amiri said {c}.'),
    ('relatives', 'Oda Lind said {c}.', "Oda Lind's brother, Tom Lind, said {c}."),
    ('nato un', 'NATO said {c}.', 'The United Nations said {c}.'),
    ('us uk', 'The U.S. said {c}.', 'The U.K. said {c}.'),
    ('prosecutors defence', 'Prosecutor Nils Aho said {c}.', 'Defence lawyer Tom Bask said {c}.'),
    ('reporter', 'Police said {c}.', 'Lindal Post reporter Mia Carr, who was at the post, said {c}.'),
]

POLICE = 'Police chief Adel Rehn said {c}.'

# Beside a report of what the police say.
DENIED = [
    ('denied that', 'The Interior Ministry denied that {c}.'),
    ('not true', 'The Interior Ministry said it was not true that {c}.'),
    ('false', 'Reports that {c} are false, the Interior Ministry said.'),
    ('nobody', 'Nobody was held at the Ostrel border post on Monday, the Interior Ministry said.'),
    ('no men', 'The Interior Ministry said no foreign men were held at the Ostrel border post on Monday.'),
    ('not held', 'The Interior Ministry said the two foreign men were not held at the Ostrel border post on Monday.'),
    ('was not held', 'The foreign men have not been held at the Ostrel border post, an Interior Ministry spokesman said.'),
    ('rejected report', 'The Interior Ministry rejected the report that {c}.'),
    ('nonsense', 'The Interior Ministry called the claim that {c} “nonsense”.'),
    ('lie', '“It is a lie that {c},” said Interior Ministry spokesman Oleg Drun.'),
    ('same doc it', 'Police chief Adel Rehn said {c}. The Interior Ministry denied it.'),
    ('same doc claim', 'Police chief Adel Rehn said {c}. The Interior Ministry rejected the claim.'),
    ('same doc quote', 'Police chief Adel Rehn said {c}. “That is not true,” Interior Ministry spokesman Oleg Drun said.'),
    ('same doc no', 'Police chief Adel Rehn said {c}. Asked about it, the interior minister said: “No. Nobody was held.”'),
    ('same doc which', 'Police chief Adel Rehn said {c}, which the Interior Ministry denied.'),
    ('same doc a claim', 'Police chief Adel Rehn said {c}, a claim denied by the Interior Ministry.'),
    ('not foreign', 'The Interior Ministry said the two men held at the Ostrel border post on Monday were not foreign.'),
    ('contradict', 'Contradicting police, the Interior Ministry said no men were held at the Ostrel border post on Monday.'),
    ('disputed', 'The Interior Ministry disputed that {c}.'),
    ('dismissed as', 'The Interior Ministry dismissed as rumours reports that {c}.'),
    ('untrue post', '“Reports that {c} are untrue,” the Interior Ministry posted on Chirper.'),
    ('wrong to say', 'It is wrong to say that {c}, the Interior Ministry said.'),
    ('headline deny', 'The Interior Ministry on Tuesday strongly denied police claims that {c}.'),
]

NO_SIDE = [
    ('released', 'The Interior Ministry said two foreign men were released at the Ostrel border post on Tuesday.'),
    ('confirm', 'The Interior Ministry could not confirm that {c}.'),
    ('comment', 'The Interior Ministry declined to comment on reports that {c}.'),
    ('did not deny', 'The Interior Ministry did not deny that {c}.'),
    ('aware', 'The Interior Ministry said it was aware of reports that {c}.'),
    ('looking into', 'The Interior Ministry said it was looking into reports that {c}.'),
    ('investigating whether', 'The Interior Ministry said it was investigating whether {c}.'),
    ('asked whether', 'Opposition leader Mara Quist asked whether {c}.'),
    ('called for inquiry', 'Open Cells called for an inquiry into reports that {c}.'),
    ('concern', 'Open Cells expressed concern over reports that {c}.'),
    ('not clear', 'It was not clear whether {c}.'),
    ('no information', 'The Interior Ministry said it had no information on whether {c}.'),
    ('if', '“If {c}, that would be against the law,” said Tom Bask, a lawyer.'),
    ('verify', 'Halcyon Wire could not verify reports that {c}.'),
    ('no comment', 'The Interior Ministry had no comment on reports that {c}.'),
    ('would not say', 'The Interior Ministry would not say whether {c}.'),
    ('did not respond', 'The Interior Ministry did not respond to questions about whether {c}.'),
    ('refused to confirm', 'The Interior Ministry refused to confirm or deny that {c}.'),
    ('doubts', 'Open Cells said it doubted that {c}.'),
    ('unable', 'The Interior Ministry said it was unable to confirm that {c}.'),
    ('does not know', 'The Interior Ministry said it did not know whether {c}.'),
    ('rumours', 'Rumours that {c} spread on Tuesday, Tom Bask said.'),
]

SAID = [
    ('believes', 'Open Cells believes that {c}.'),
    ('confirmed', 'The Interior Ministry confirmed that {c}.'),
    ('acknowledged', 'The Interior Ministry acknowledged that {c}.'),
]


class Counts(Case):
    def origins(self, sentences):
        """Of the widest claim: how many origins support it, and how it is told."""
        self.case = self.folder / f'{self.made}.stemma'
        for n, sentence in enumerate(sentences):
            said = sentence.format(c=WHAT, C=WHAT[0].upper() + WHAT[1:])
            head = f'<meta property="og:site_name" content="{OUTLETS[n]}"><meta property="article:published_time" content="2035-05-{6 + n:02d}T08:00:00Z">'
            self.write(f'{self.made}/{n}.html', page('\n'.join([BESIDE[n], said, BESIDE[-1 - n]]), ['Border news', 'Monday in brief', 'From the frontier', 'What we know'][n], head))
        self.add(self.folder / str(self.made))
        self.made += 1
        read = json.loads(self.export())
        widest = max(read['claims'], key=lambda c: len(c['members']))
        names = {a['id']: a['name'] for a in read['agents']}
        count = widest['independent']
        return (count['supporting'], count['denying']), [names.get(r['agent'], r['kind']) for r in widest['roots']]

    def check(self, cases, *want, beside=()):
        self.made = 0
        for name, *sentences in cases:
            with self.subTest(name):
                count, roots = self.origins([*beside, *sentences])
                self.assertEqual(count, want, roots)

    def test_who_speaks_in_several_forms_is_one(self):
        self.check(ONE, 1, 0)

    def test_who_only_looks_alike_is_two(self):
        self.check(TWO, 2, 0)

    def test_a_denial_stands_against(self):
        self.check([c for c in DENIED if not c[0].startswith('same doc')], 1, 1, beside=[POLICE])
        self.check([c for c in DENIED if c[0].startswith('same doc')], 1, 1)

    def test_who_leaves_it_open_counts_nowhere(self):
        self.check(NO_SIDE, 1, 0, beside=[POLICE])

    def test_who_confirms_is_another(self):
        self.check(SAID, 2, 0, beside=[POLICE])


if __name__ == '__main__':
    unittest.main()
