// SVG and MathML inside HTML (HTML 13.2.6.1 "adjust ... attributes", 13.2.6.5).
#pragma once

#include "ingest/html5/tokenizer.h"
#include "ingest/html5/tree.h"

namespace stemma::ingest::html5 {

/// Gives the start tag the letter case that SVG and MathML have for its name and attributes, and attributes their namespaces.
void adjust_foreign(Tree& tree, Token& start, Namespace ns);

/// <font> with color, face or size, which leaves foreign content.
bool is_font_with_look(const Tree& tree, const Token& start);

/// MathML annotation-xml whose encoding says HTML.
bool is_html_annotation(const Tree& tree, NodeId node);

/// <input type=hidden>
bool is_hidden_input(const Tree& tree, const Token& start);

}  // namespace stemma::ingest::html5
