// The original look of a captured page, inert: written anew from our own tree of it, out of a short list of elements and attributes.
//
// What can run, load, lead elsewhere or ask for anything is not in that list: scripts, frames, objects, forms, SVG and MathML, <meta>, <base>,
// <link>, event handlers, every href, every src that is no picture inside the page. Style sheets keep their rules but no address. The response's
// own policy (look_policy) forbids the same once more, and the desk shows it in a sandboxed frame: three locks, each of which would do.
#pragma once

#include <string>
#include <string_view>

#include "stemma/document.h"
#include "stemma/limits.h"

namespace stemma::server {

inline constexpr std::string_view look_policy =
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Of an HTML page in UTF-8. Cost: linear.
std::string inert_html(std::string_view page, const Limits& limits);
/// Of plain text.
std::string inert_text(std::string_view text);
/// Of a document, given the bytes that it was read from; of formats that have no look of their own, a page that says so.
std::string look_of(const Document& document, std::string_view source, const Limits& limits);

}  // namespace stemma::server
