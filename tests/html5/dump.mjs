// parse5's tree in the format of src/ingest/html5/dump.h, with parse5 held to the letter of the standard where it is known to stray.
import { InsertionMode, Parser, Tokenizer, defaultTreeAdapter, foreignContent, html, parse, parseFragment } from 'parse5';

const PREFIX = { [html.NS.HTML]: '', [html.NS.SVG]: 'svg ', [html.NS.MATHML]: 'math ' };

// 13.2.6.5 lists feDropShadow.
foreignContent.SVG_TAG_NAMES_ADJUSTMENT_MAP.set('fedropshadow', 'feDropShadow');

// 13.2.5.42: a CDATA section is one wherever the adjusted current node is not HTML; parse5 leaves out integration points.
const markupDeclarationOpen = Tokenizer.prototype._stateMarkupDeclarationOpen;
Tokenizer.prototype._stateMarkupDeclarationOpen = function (cp) {
    const kept = this.inForeignNode;
    this.inForeignNode = this.handler instanceof Parser ? this.handler.currentNotInHTML : kept;
    try {
        markupDeclarationOpen.call(this, cp);
    } finally {
        this.inForeignNode = kept;
    }
};

// 13.2.6.5: each U+0000 becomes a U+FFFD; parse5 makes one of several.
const onNullCharacter = Parser.prototype.onNullCharacter;
Parser.prototype.onNullCharacter = function (token) {
    if (!this.tokenizer.inForeignNode) return onNullCharacter.call(this, token);
    this.skipNextNewLine = false;
    token.chars = '\uFFFD'.repeat(token.chars.length);
    this._insertCharacters(token);
};

// 13.2.6.4.14: </tbody>, </tfoot> and </thead> are ignored in a row unless such an element is in table scope.
const TABLE_BODIES = new Set([html.TAG_ID.TBODY, html.TAG_ID.TFOOT, html.TAG_ID.THEAD]);
const endTagOutsideForeignContent = Parser.prototype._endTagOutsideForeignContent;
Parser.prototype._endTagOutsideForeignContent = function (token) {
    const ignored =
        this.insertionMode === InsertionMode.IN_ROW &&
        TABLE_BODIES.has(token.tagID) &&
        !this.openElements.hasInTableScope(token.tagID);
    if (!ignored) endTagOutsideForeignContent.call(this, token);
};

// 13.2.4.2: <template> bounds table scope.
const stack = Object.getPrototypeOf(new Parser().openElements);
const { hasInTableScope, hasTableBodyContextInTableScope } = stack;
stack.hasInTableScope = function (tagID) {
    return hasInTableScope.call(this, tagID) && this.indexOfTopmost(tagID) > this.indexOfTopmost(html.TAG_ID.TEMPLATE);
};
stack.hasTableBodyContextInTableScope = function () {
    const top = this.indexOfTopmostOf([...TABLE_BODIES]);
    return hasTableBodyContextInTableScope.call(this) && top > this.indexOfTopmost(html.TAG_ID.TEMPLATE);
};

// 13.2.6.4.9: text directly in a <template> in table mode is pending table text, too.
const TABLE_MODES = new Set([InsertionMode.IN_TABLE, InsertionMode.IN_TABLE_BODY, InsertionMode.IN_ROW]);
for (const name of ['onCharacter', 'onWhitespaceCharacter', 'onNullCharacter']) {
    const method = Parser.prototype[name];
    Parser.prototype[name] = function (token) {
        const inTemplate = this.openElements.currentTagId === html.TAG_ID.TEMPLATE && !this.currentNotInHTML;
        if (inTemplate && TABLE_MODES.has(this.insertionMode)) {
            this.pendingCharacterTokens.length = 0;
            this.hasNonWhitespacePendingCharacterToken = false;
            this.originalInsertionMode = this.insertionMode;
            this.insertionMode = InsertionMode.IN_TABLE_TEXT;
        }
        method.call(this, token);
    };
}

function attributeLabel(a) {
    if (!a.namespace) return a.name;
    return a.namespace === html.NS.XMLNS ? `xmlns ${a.name}` : `${a.prefix} ${a.name}`;
}

// Byte order, as C++ sorts.
function compareBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function dump(root) {
    const out = [];
    const line = (depth, text) => out.push(`| ${'  '.repeat(depth)}${text}\n`);
    const todo = [...root.childNodes].reverse().map((node) => [node, 0]);
    while (todo.length > 0) {
        const [node, depth] = todo.pop();
        if (node.nodeName === '#documentType') {
            const ids = node.publicId || node.systemId ? ` "${node.publicId}" "${node.systemId}"` : '';
            line(depth, `<!DOCTYPE ${node.name}${ids}>`);
        } else if (node.nodeName === '#text') {
            line(depth, `"${node.value}"`);
        } else if (node.nodeName === '#comment') {
            line(depth, `<!-- ${node.data} -->`);
        } else {
            line(depth, `<${PREFIX[node.namespaceURI]}${node.tagName}>`);
            const labels = node.attrs.map((a) => `${attributeLabel(a)}="${a.value}"`).sort(compareBytes);
            for (const label of labels) line(depth + 1, label);
            let children = node.childNodes;
            let below = depth + 1;
            if (node.content) {
                line(below, 'content');
                children = node.content.childNodes;
                below += 1;
            }
            for (let i = children.length - 1; i >= 0; i--) todo.push([children[i], below]);
        }
    }
    return out.join('');
}

export function parse5Dump(page, context) {
    const options = { scriptingEnabled: false };
    if (context === '-') return dump(parse(page, options));
    const [first, second] = context.split(' ');
    const ns = second === undefined ? html.NS.HTML : first === 'svg' ? html.NS.SVG : html.NS.MATHML;
    const element = defaultTreeAdapter.createElement(second ?? first, ns, []);
    return dump(parseFragment(element, page, options));
}
