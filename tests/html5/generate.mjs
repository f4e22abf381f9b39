// Seeded pages for the race against parse5: tag soup out of pools of tokens, one pool a corner of the standard.

/** mulberry32: the same seed gives the same pages everywhere. */
export function random(seed) {
    let a = seed >>> 0;
    return () => {
        a = (a + 0x6d2b79f5) >>> 0;
        let t = a;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const words = (s) => s.split(' ');
const POOLS = {
    formatting: words('a b big code em font i nobr s small strike strong tt u p div span address h1 h2 ul li button'),
    tables: words('table tbody thead tfoot tr td th caption colgroup col b a div p input form select option script style template'),
    selects: words('select option optgroup hr input textarea button table tr td div script template b'),
    templates: words('template tr td th tbody caption col colgroup div p b table script style title select frameset body html head'),
    foreign: words('svg math g path desc title foreignObject mi mo mn ms mtext annotation-xml mglyph malignmark p div b font span br table ' +
        'lineargradient textPath script style a select img unknown-x fedropshadow clippath'),
    heads: words('html head body title meta link base style script noscript noframes template basefont bgsound frameset frame p br'),
    blocks: words('p div ul ol li dl dd dt pre listing blockquote form fieldset h1 h3 hr center section details summary main dialog ' +
        'plaintext xmp iframe noembed textarea'),
    inline: words('ruby rb rt rp rtc br img image input wbr area embed object applet marquee param source track span x-y foo button a nobr'),
    frames: words('frameset frame noframes html body head p'),
};
const TEXTS = ['x', ' ', '\n', 'foo bar', ' y', '&amp;', '&lt', '&notit;', '&#65;', '&#x80;', '&#0;', '&nbsp;', '&#32;', '\r\n', '\r', '\t z',
    '<', '>', '&', '\0', '&ampx', '&amp=', '&bogus;', 'é', '日本', '😀', '</', '<3', '-->', ']]>', '&#10;', '&CounterClockwiseContourIntegral;',
    '&#xD800;', '&#1114112;', '&#x', '&#;', '&nGt;', '\f'];
const COMMENTS = ['<!--c-->', '<!-->', '<!--->', '<!-- a -- b --!>', '<!bogus>', '<?pi?>', '</ x>', '<!----!>', '<!--a--->', '<![CDATA[x<y]]>',
    '<![CDATA[ \0&amp;]]>', '<!--\0\r-->', '<!-', '<!--<!---->', '</>', '<!doctype html>', '<!DOCTYPE>'];
const ATTRIBUTES = ['id=a', 'ID=B', 'class="x y"', "title='q&amp;r'", 'a=1', 'a=2', 'color=red', 'type=hidden', 'type=HIDDEN', 'href=?a&copy=1',
    'x=&lt', 'y="&notit;"', '=z', 'v=""', 'checked', 'q="\r\n"', 'n="\0"', 'xlink:href=#a', 'xml:lang=de', 'xmlns=n', 'xmlns:xlink=m',
    'viewbox="0 0"', 'definitionurl=u', 'encoding=text/html', 'encoding=Application/XHTML+xml', '/', 'a/b', 'A"b=c', 'size=1', '\0=1'];
const DOCTYPES = ['<!DOCTYPE html>', '<!doctype HTML>', '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">', '<!DOCTYPE html SYSTEM "about:legacy-compat">',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">', '<!DOCTYPE x>', '<!DOCTYPE>', '<!DOCTYPE html PUBLIC>', '<!DOCTYPE html bogus>',
    "<!DOCTYPE html SYSTEM 'a' b>", '<!DOCTYPE html PUBLIC "a>', '<!DOCTYPE html PUBLIC "a"\'b\'>', '<!DOCTYPE html SYSTEM', '<!DOCTYPEhtml>', '<!DOCTYPE h\0TML PUBLIC"\r\0">'];
const SCRIPTS = ['<script>a<b</script>', '<script><!--<script></script>--></script>', '<script><!--</script>', '<script><!--<script>-->x</script>',
    '<script><!-->x</script>', '<script></SCRIPT >', '<script><!--<scriptx></script>', '<script>\0</scr</script/>', '<style><!--</style>',
    '<title>&amp;</titl></title>', '<textarea>\n\nx</textarea>', '<pre>\r\n\r\ny', '<pre>&#10;z', '<listing>\nw', '<xmp></xm></xmp>'];
const CHARACTERS = '<>/!-="\'&;#x a\n\r\0[]?AbCTDscript'.split('');
export const CONTEXTS = ['-', '-', '-', 'body', 'div', 'td', 'tr', 'tbody', 'table', 'select', 'template', 'title', 'textarea', 'script', 'style',
    'colgroup', 'caption', 'frameset', 'html', 'head', 'form', 'p', 'plaintext', 'option', 'svg svg', 'svg path', 'svg foreignObject', 'svg desc',
    'math math', 'math mi', 'math annotation-xml'];

/** One page; `fresh()` gives numbers in [0, 1). */
export function page(fresh) {
    const pick = (list) => list[Math.floor(fresh() * list.length)];
    const names = Object.keys(POOLS);
    const pool = POOLS[pick(names)].concat(fresh() < 0.4 ? POOLS[pick(names)] : []);
    const parts = fresh() < 0.3 ? [pick(DOCTYPES)] : [];
    const length = 2 + Math.floor(fresh() * (fresh() < 0.1 ? 120 : 30));
    const noise = fresh() < 0.5 ? 0 : fresh() * 0.3;
    const plain = (s) => (fresh() < 0.1 ? s.toUpperCase() : s);
    for (let i = 0; i < length; i++) {
        const r = fresh();
        if (r < noise) {
            const kind = fresh();
            if (kind < 0.3) parts.push(pick(COMMENTS));
            else if (kind < 0.5) parts.push(pick(SCRIPTS));
            else if (kind < 0.6) parts.push(pick(DOCTYPES));
            else for (let k = 0; k < 6; k++) parts.push(pick(CHARACTERS));
        } else if (r < 0.6) {
            let attributes = '';
            while (fresh() < 0.25) attributes += ` ${pick(ATTRIBUTES)}`;
            parts.push(`<${plain(pick(pool))}${attributes}${fresh() < 0.06 ? '/' : ''}>`);
        } else if (r < 0.82) {
            parts.push(`</${plain(pick(pool))}>`);
        } else {
            parts.push(pick(TEXTS));
        }
    }
    let text = parts.join('');
    // Cut, doubled, or with a piece taken out: what editing by hand does.
    if (fresh() < 0.1) text = text.slice(0, Math.floor(fresh() * text.length));
    if (fresh() < 0.05) text += text.slice(Math.floor(fresh() * text.length));
    if (fresh() < 0.1) {
        const at = Math.floor(fresh() * text.length);
        text = text.slice(0, at) + text.slice(at + 1 + Math.floor(fresh() * 4));
    }
    return text.toWellFormed();
}

/** Some kilobytes out of a real page, with pieces lost, moved and doubled. */
export function damagedCut(text, fresh) {
    const at = Math.floor(fresh() * text.length);
    let cut = text.slice(at, at + 200 + Math.floor(fresh() * 6000));
    for (let i = Math.floor(fresh() * 8); i > 0; i--) {
        const from = Math.floor(fresh() * cut.length);
        const to = from + Math.floor(fresh() * 60);
        const target = Math.floor(fresh() * cut.length);
        const kind = fresh();
        if (kind < 0.5) cut = cut.slice(0, from) + cut.slice(to);
        else cut = cut.slice(0, target) + cut.slice(from, to) + cut.slice(target);
    }
    return cut.toWellFormed();
}
