"""stemma preflight in the languages that the reader does not read: a person protected in an English page, and what a page in another language gives away.
The Isle of Sorrel, its people and papers are invented."""
import json
import unittest

import program
from preflight_test import page

ENGLISH = page('Sheds were locked at night, nurse says', '2034-02-11', 'Ellis Marr',
               'Nurse Quenby Varrow said the sheds at Cold Harbour had been locked from the outside every night. “They counted us by the colour of our boots,” the nurse Quenby Varrow said.',
               'The harbour board said that the sheds had never been locked. Its chairman, Osric Tallow, said that the minutes would be published.')

# name (as the page has it), title, paragraphs; the trails: kind and words that must be in what is found. The last paragraph names nobody: the trade alone tells.
PAGES = {
    'es': ('Quenby Varrow', 'Los barracones del puerto se cerraban por la noche',
           ['La enfermera Quenby Varrow dijo que los barracones del puerto se cerraban desde fuera todas las noches. Su hermana tiene la panadería de la calle del muelle.',
            'El 3 de febrero Quenby Varrow fue vista en Tolley cuando bajaba del transbordador. Varrow, conocida como Golondrina, es la única superviviente del tercer barracón.',
            'El consejo del puerto respondió que nunca había empleado a una enfermera y que los vecinos estaban equivocados sobre lo que habían visto.'],
           [('role', 'enfermera'), ('kin', 'hermana'), ('place and day', 'Tolley'), ('other name', 'Golondrina'), ('the only one', 'única superviviente')]),
    'fr': ('Quenby Varrow', 'Les baraquements du port étaient fermés la nuit',
           ['L’infirmière Quenby Varrow a dit que les baraquements du port étaient fermés de l’extérieur toutes les nuits. Sa sœur tient la boulangerie de la rue du quai.',
            'Le 3 février Quenby Varrow a été vue à Tolley quand elle descendait du bac. Varrow, surnommée Hirondelle, est la seule survivante du troisième baraquement.',
            'Le conseil du port a répondu qu’il n’avait jamais employé une infirmière et que les habitants se trompaient sur ce qu’ils avaient vu.'],
           [('role', 'infirmière'), ('kin', 'sœur'), ('place and day', 'Tolley'), ('other name', 'Hirondelle'), ('the only one', 'seule survivante')]),
    'de': ('Quenby Varrow', 'Die Baracken am Hafen wurden nachts verschlossen',
           ['Die Krankenschwester Quenby Varrow sagte, die Baracken am Hafen seien jede Nacht von außen verschlossen worden. Ihre Schwester führt die Bäckerei in der Gasse am Kai.',
            'Am 3. Februar wurde Quenby Varrow in Tolley gesehen, als sie von der Fähre kam. Varrow, bekannt als Schwalbe, ist die einzige Überlebende der dritten Baracke.',
            'Der Hafenrat antwortete, er habe nie eine Krankenschwester beschäftigt, und die Nachbarn hätten sich in dem geirrt, was sie gesehen hätten.'],
           [('role', 'Krankenschwester'), ('kin', 'Schwester'), ('place and day', 'Tolley'), ('other name', 'Schwalbe'), ('the only one', 'einzige Überlebende')]),
    'pt': ('Quenby Varrow', 'Os barracões do porto eram trancados durante a noite',
           ['A enfermeira Quenby Varrow disse que os barracões do porto eram trancados por fora todas as noites. A sua irmã tem a padaria da rua do cais.',
            'No dia 3 de fevereiro Quenby Varrow foi vista em Tolley quando descia da balsa. Varrow, conhecida como Andorinha, é a única sobrevivente do terceiro barracão.',
            'O conselho do porto respondeu que nunca tinha empregado uma enfermeira e que os vizinhos estavam enganados sobre o que tinham visto.'],
           [('role', 'enfermeira'), ('kin', 'irmã'), ('place and day', 'Tolley'), ('other name', 'Andorinha'), ('the only one', 'única sobrevivente')]),
    'it': ('Quenby Varrow', 'Le baracche del porto venivano chiuse di notte',
           ['L’infermiera Quenby Varrow ha detto che le baracche del porto venivano chiuse dall’esterno ogni notte. Sua sorella gestisce il forno nella via del molo.',
            'Il 3 febbraio Quenby Varrow è stata vista a Tolley mentre scendeva dal traghetto. Varrow, soprannominata Rondine, è la più giovane delle donne della terza baracca.',
            'Il consiglio del porto ha risposto che non aveva mai assunto una infermiera e che gli abitanti si sbagliavano su ciò che avevano visto.'],
           [('role', 'infermiera'), ('kin', 'sorella'), ('place and day', 'Tolley'), ('other name', 'Rondine'), ('the only one', 'più giovane')]),
    'nl': ('Quenby Varrow', 'De barakken bij de haven werden elke nacht afgesloten',
           ['De verpleegkundige Quenby Varrow zei dat de barakken bij de haven elke nacht van buiten werden afgesloten. Haar zus heeft de bakkerij in de steeg achter de kade.',
            'Op 3 februari werd Quenby Varrow in Tolley gezien toen zij van de veerboot kwam. Varrow, bijgenaamd Zwaluw, is de enige overlevende van de derde barak.',
            'Het havenbestuur antwoordde dat het nooit een verpleegkundige in dienst had gehad en dat de buren zich hadden vergist in wat zij hadden gezien.'],
           [('role', 'verpleegkundige'), ('kin', 'zus'), ('place and day', 'Tolley'), ('other name', 'Zwaluw'), ('the only one', 'enige overlevende')]),
    'ro': ('Quenby Varrow', 'Barăcile din port erau încuiate noaptea',
           ['Asistenta Quenby Varrow a spus că barăcile din port erau încuiate pe dinafară în fiecare noapte. Sora ei are brutăria de pe strada cheiului.',
            'Pe 3 februarie Quenby Varrow a fost văzută la Tolley când cobora de pe bac. Varrow, poreclită Rândunica, este singura supraviețuitoare a celei de-a treia barăci.',
            'Consiliul portului a răspuns că nu a angajat niciodată o asistentă și că vecinii s-au înșelat în privința celor văzute.'],
           [('role', 'Asistenta'), ('kin', 'Sora'), ('place and day', 'Tolley'), ('other name', 'Rândunica'), ('the only one', 'singura supraviețuitoare')]),
    'pl': ('Quenby Varrow', 'Baraki w porcie zamykano na noc',
           ['Pielęgniarka Quenby Varrow powiedziała, że baraki w porcie zamykano z zewnątrz każdej nocy. Jej siostra prowadzi piekarnię przy ulicy nadbrzeżnej.',
            'Dnia 3 lutego Quenby Varrow widziano w Tolley, gdy schodziła z promu. Varrow, znana jako Jaskółka, to jedyna ocalała z trzeciego baraku.',
            'Rada portu odpowiedziała, że nigdy nie zatrudniała żadnej pielęgniarki i że mieszkańcy pomylili się co do tego, co widzieli.'],
           [('role', 'Pielęgniarka'), ('kin', 'siostra'), ('place and day', 'Tolley'), ('other name', 'Jaskółka'), ('the only one', 'jedyna ocalała')]),
    'cs': ('Quenby Varrow', 'Baráky v přístavu se na noc zamykaly',
           ['Ošetřovatelka Quenby Varrow řekla, že se baráky v přístavu každou noc zamykaly zvenčí. Její sestra vede pekárnu v ulici u nábřeží.',
            'Dne 3. února byla Quenby Varrow viděna v Tolley, když vystupovala z přívozu. Varrow, známá jako Vlaštovka, je jediná přeživší ze třetího baráku.',
            'Rada přístavu odpověděla, že nikdy žádnou ošetřovatelku nezaměstnávala a že se sousedé mýlili v tom, co viděli.'],
           [('role', 'Ošetřovatelka'), ('kin', 'sestra'), ('place and day', 'Tolley'), ('other name', 'Vlaštovka'), ('the only one', 'jediná přeživší')]),
    'hu': ('Quenby Varrow', 'A kikötői barakkokat éjszakára bezárták',
           ['Az ápolónő Quenby Varrow azt mondta, hogy a kikötői barakkokat minden éjjel kívülről bezárták. Az ő nővére vezeti a pékséget a rakpart melletti utcában.',
            'Quenby Varrow február 3-án Tolley városában szállt le a kompról, ahol többen látták. Varrow, becenevén Fecske, az egyetlen túlélő a harmadik barakkból.',
            'A kikötői tanács azt válaszolta, hogy soha nem alkalmazott egyetlen ápolót sem, és hogy a szomszédok tévedtek abban, amit láttak.'],
           [('role', 'ápolónő'), ('kin', 'nővére'), ('place and day', 'Tolley'), ('other name', 'Fecske'), ('the only one', 'egyetlen túlélő')]),
    'sv': ('Quenby Varrow', 'Barackerna i hamnen låstes om natten',
           ['Sjuksköterskan Quenby Varrow sade att barackerna i hamnen låstes utifrån varje natt. Hennes syster har bageriet på gatan bakom kajen.',
            'Den 3 februari sågs Quenby Varrow i Tolley när hon steg av färjan. Varrow, känd som Svalan, är den enda överlevande från den tredje baracken.',
            'Hamnstyrelsen svarade att den aldrig hade anställt någon sjuksköterska och att grannarna hade misstagit sig om vad de hade sett.'],
           [('role', 'Sjuksköterskan'), ('kin', 'syster'), ('place and day', 'Tolley'), ('other name', 'Svalan'), ('the only one', 'enda överlevande')]),
    'da': ('Quenby Varrow', 'Barakkerne ved havnen blev låst om natten',
           ['Sygeplejersken Quenby Varrow sagde, at barakkerne ved havnen blev låst udefra hver eneste nat. Hendes søster har bageriet i gyden bag kajen, og hun bor der endnu.',
            'Den 3. februar blev Quenby Varrow set i Tolley, da hun gik fra borde af færgen. Varrow, kendt som Svalen, er den eneste overlevende fra den tredje barak.',
            'Havnebestyrelsen svarede, at den aldrig havde ansat nogen sygeplejerske, og at naboerne måtte have taget fejl af det, de havde set.'],
           [('role', 'Sygeplejersken'), ('kin', 'søster'), ('place and day', 'Tolley'), ('other name', 'Svalen'), ('the only one', 'eneste overlevende')]),
    'no': ('Quenby Varrow', 'Brakkene ved havna ble låst om natta',
           ['Sykepleieren Quenby Varrow sa at brakkene ved havna ble låst utenfra hver eneste natt. Hennes søster har bakeriet i gata bak kaia, og hun bor der ennå.',
            'Den 3. februar ble Quenby Varrow sett i Tolley da hun gikk av ferja. Varrow, kjent som Svala, er den eneste overlevende fra den tredje brakka.',
            'Havnestyret svarte at det aldri hadde ansatt noen sykepleier, og at naboene måtte ha tatt feil av det de hadde sett der ute.'],
           [('role', 'Sykepleieren'), ('kin', 'søster'), ('place and day', 'Tolley'), ('other name', 'Svala'), ('the only one', 'eneste overlevende')]),
    'tr': ('Quenby Varrow', 'Limandaki barakalar geceleri kilitleniyordu',
           ['Hemşire Quenby Varrow, limandaki barakaların her gece dışarıdan kilitlendiğini söyledi. Onun kız kardeşi rıhtım sokağındaki fırını işletiyor.',
            'Quenby Varrow 3 Şubat günü vapurdan inerken Tolley kasabasında görüldü. Kırlangıç adıyla bilinen Varrow üçüncü barakadan sağ çıkan tek kişi.',
            'Liman kurulu, hiçbir zaman bir hemşire çalıştırmadığını ve komşuların gördükleri konusunda yanıldıklarını söyleyerek karşılık verdi.'],
           [('role', 'Hemşire'), ('kin', 'kız kardeşi'), ('place and day', 'Tolley'), ('other name', 'adıyla bilinen'), ('the only one', 'tek kişi')]),
    'el': ('Μιρέλ Βάροου', 'Οι παράγκες στο λιμάνι κλειδώνονταν τη νύχτα',
           ['Η νοσοκόμα Μιρέλ Βάροου είπε ότι οι παράγκες στο λιμάνι κλειδώνονταν απ’ έξω κάθε νύχτα. Η αδελφή της έχει τον φούρνο στον δρόμο πίσω από την προκυμαία.',
            'Στις 3 Φεβρουαρίου η Μιρέλ Βάροου εθεάθη στο Τόλεϊ όταν κατέβαινε από το πλοίο. Η Βάροου, γνωστή ως Χελιδόνα, είναι η μόνη επιζώσα από την τρίτη παράγκα.',
            'Το συμβούλιο του λιμανιού απάντησε ότι ποτέ δεν είχε προσλάβει κανέναν και ότι οι γείτονες έκαναν λάθος για όσα είδαν.'],
           [('role', 'νοσοκόμα'), ('kin', 'αδελφή'), ('place and day', 'Τόλεϊ'), ('other name', 'Χελιδόνα'), ('the only one', 'μόνη επιζώσα')]),
    'ru': ('Мирель Варроу', 'Бараки в порту запирали на ночь',
           ['Медсестра Мирель Варроу сказала, что бараки в порту каждую ночь запирали снаружи. Её сестра держит пекарню на улице за причалом.',
            '3 февраля Мирель Варроу видели в Толли, когда она сходила с парома. Варроу, известная как Ласточка, единственная выжившая из третьего барака.',
            'Совет порта ответил, что никогда никого не нанимал и что соседи ошиблись в том, что они видели своими глазами.'],
           [('role', 'Медсестра'), ('kin', 'сестра'), ('place and day', 'Толли'), ('other name', 'Ласточка'), ('the only one', 'единственная выжившая')]),
    'uk': ('Мірель Варроу', 'Бараки в порту замикали на ніч',
           ['Медсестра Мірель Варроу сказала, що бараки в порту щоночі замикали ззовні. Її сестра тримає пекарню на вулиці за причалом.',
            '3 лютого Мірель Варроу бачили в Толлі, коли вона сходила з порома. Варроу, відома як Ластівка, єдина вціліла з третього барака.',
            'Рада порту відповіла, що ніколи нікого не наймала і що сусіди помилилися щодо того, що вони бачили на власні очі.'],
           [('role', 'Медсестра'), ('kin', 'сестра'), ('place and day', 'Толлі'), ('other name', 'Ластівка'), ('the only one', 'єдина вціліла')]),
}
FINNISH = page('Sataman parakit lukittiin yöksi', '2034-02-12', 'Ellis Marr',
               'Sairaanhoitaja kertoi, että sataman parakit lukittiin ulkoapäin joka yö ja että kukaan ei kysynyt ihmisten nimiä koko talvena.',
               'Satamaneuvosto vastasi, ettei se ollut koskaan palkannut ketään ja että naapurit olivat erehtyneet siitä, mitä he olivat nähneet.')


class Languages(program.Case):
    def case_of(self, *files):
        self.add(*[self.write(f'in/{name}.html', text) for name, text in files])
        return {d['path'].rsplit('/', 1)[1][:-5]: d for d in self.documents()}

    def protect(self, *words):
        done = self.run_stemma('decide', self.case, 'label', *words, 'witness')
        self.assertEqual(done.returncode, 0, done.err)

    def preflight(self):
        done = self.run_stemma('preflight', self.case, '--json')
        self.assertEqual(done.returncode, 0, done.err)
        return json.loads(done.out)

    def planted(self, language):
        name, title, paragraphs, planted = PAGES[language]
        documents = self.case_of(('english', ENGLISH), (language, page(title, '2034-02-12', 'Ellis Marr', *paragraphs)))
        here = documents[language]
        self.assertEqual(here['language'], language)
        self.protect('Quenby Varrow')
        if name != 'Quenby Varrow':  # in another script a name has to be said
            at = here['text'].index(name)
            self.protect(f'{here["id"]}:{at}-{at + len(name)}')
        told = self.preflight()
        found = [(f['kind'], f['words']) for f in told['findings'] if f['document'] == here['id']]
        for kind, words in planted:
            self.assertTrue(any(k == kind and words in w for k, w in found), (kind, words, found))
        self.assertEqual(told['not_judged'], [])
        self.assertLessEqual(len(found), 2 * len(planted) + 2, found)
        # The trade that is hers alone, in a paragraph that does not name her: where her name links both pages.
        last = here['text'].index(paragraphs[-1][:30])
        trades = [f for f in told['findings'] if f['document'] == here['id'] and f['kind'] == 'role' and here['text'].find(f['words'], last) >= 0]
        if name == 'Quenby Varrow':
            self.assertTrue(trades, found)

    def test_the_language_that_has_no_lists_is_said_not_to_be_judged(self):
        documents = self.case_of(('english', ENGLISH), ('finnish', FINNISH))
        self.assertEqual(self.preflight(), {'findings': [], 'not_judged': []}, 'nobody is protected')
        self.protect('Quenby Varrow')
        finnish = documents['finnish']
        self.assertEqual(self.preflight()['not_judged'], [{'document': finnish['id'], 'path': finnish['path'], 'language': 'fi'}])
        done = self.run_stemma('preflight', self.case)
        self.assertRegex(done.out, rf'not judged \[{finnish["id"][:7]}\]: .*finnish.html: it is in Finnish')
        self.assertIn('1 document could not be judged', done.err)
        self.assertIn('cannot judge 1 document', self.run_stemma('export', self.case, '--format', 'json').err)


def of(language):
    return lambda self: self.planted(language)


for one in PAGES:
    setattr(Languages, f'test_planted_in_{one}', of(one))

if __name__ == '__main__':
    unittest.main()
