// The HTML elements that reading an article can tell apart.
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma::ingest {

enum class Tag : std::uint8_t {
  text, other,  // a text node; any element that is not listed
  a, abbr, address, applet, area, article, aside, audio, b, base, big, blockquote, body, br, button, canvas, caption, center, cite, code,
  col, colgroup, dd, del, details, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset,
  h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, kbd, label, legend, li, link, main, map, mark,
  marquee, math, menu, meta, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, p, param, picture, plaintext, pre, q, s,
  samp, script, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template_, textarea,
  tfoot, th, thead, time, title, tr, track, tt, u, ul, var, video, wbr, xmp,
};

/// The element of that name in lower case; Tag::other if it is none of ours.
Tag tag_of(std::string_view lower_case_name);

bool is_block(Tag);  ///< starts a new line of text
inline bool is_heading(Tag t) { return t >= Tag::h1 && t <= Tag::h6; }

}  // namespace stemma::ingest
