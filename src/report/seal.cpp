#include "report/seal.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/hash.h"
#include "base/utf8.h"

namespace stemma::report {
namespace {

// The same list stands in dossier_check.js.
constexpr std::array<std::string_view, 18> cuts{"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "figcaption", "blockquote", "summary", "caption",
                                                "section", "article", "nav", "header", "figure"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// The character that "&name;" stands for, as browsers write them when they save a page; nothing for other names.
bool append_reference(std::string& out, std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    if (error != std::errc() || end != name.data() + name.size() || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    append_utf8(out, code);
    return true;
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known{
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xC2\xA0"}}};
  for (const auto& [word, character] : known)
    if (name == word) {
      out += character;
      return true;
    }
  return false;
}

std::string decoded(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '&') {
      const auto end = s.find(';', i);
      if (end != std::string_view::npos && end - i < 12 && append_reference(out, s.substr(i + 1, end - i - 1))) {
        i = end;
        continue;
      }
    }
    out += s[i];
  }
  return out;
}

}  // namespace

void HtmlTokens::tag(std::string_view inside, HtmlToken& token) const {
  std::size_t at = 0;
  const auto word = [&](auto ends) {
    const std::size_t from = at;
    while (at < inside.size() && !ends(inside[at])) ++at;
    return inside.substr(from, at - from);
  };
  token.name = ascii_lower(word([](char c) { return is_blank(c) || c == '/'; }));
  for (;;) {
    while (at < inside.size() && (is_blank(inside[at]) || inside[at] == '/')) ++at;
    if (at >= inside.size()) return;
    const std::string name = ascii_lower(word([](char c) { return is_blank(c) || c == '='; }));
    std::string value;
    if (at < inside.size() && inside[at] == '=') {
      ++at;
      const char mark = at < inside.size() ? inside[at] : ' ';
      if (mark == '"' || mark == '\'') {
        ++at;
        value = decoded(word([&](char c) { return c == mark; }));
        ++at;
      } else {
        value = decoded(word(is_blank));
      }
    }
    token.attributes.emplace_back(name, std::move(value));
  }
}

bool HtmlTokens::next(HtmlToken& token) {
  if (at_ >= html_.size()) return false;
  token = {};
  const std::string_view rest = html_.substr(at_);
  const auto until = [&](std::string_view end, std::size_t from) { return std::min(rest.find(end, from), rest.size()); };
  if (rest.starts_with("<!--")) {
    const std::size_t end = until("-->", 4);
    token.kind = HtmlToken::Kind::comment;
    token.text = std::string(rest.substr(4, end - 4));
    at_ += std::min(end + 3, rest.size());
  } else if (rest.size() > 1 && rest[0] == '<' && (rest[1] == '/' || (rest[1] >= 'a' && rest[1] <= 'z') || (rest[1] >= 'A' && rest[1] <= 'Z'))) {
    const bool closes = rest[1] == '/';
    std::size_t end = closes ? 2 : 1;
    for (char mark = 0; end < rest.size() && (mark != 0 || rest[end] != '>'); ++end) {
      if (mark != 0) mark = rest[end] == mark ? 0 : mark;
      else if ((rest[end] == '"' || rest[end] == '\'') && rest[end - 1] == '=') mark = rest[end];
    }
    token.kind = closes ? HtmlToken::Kind::close : HtmlToken::Kind::open;
    tag(rest.substr(closes ? 2 : 1, end - (closes ? 2 : 1)), token);
    at_ += std::min(end + 1, rest.size());
  } else {
    const std::size_t end = until("<", 1);
    token.text = decoded(rest.substr(0, end));
    at_ += end;
  }
  return true;
}

std::string canonical(std::string_view html, bool keep_open) {
  std::string out;
  out.reserve(html.size());
  HtmlTokens tokens(html);
  for (HtmlToken t; tokens.next(t);) {
    switch (t.kind) {
      case HtmlToken::Kind::text: out += escaped_html(t.text); break;
      case HtmlToken::Kind::comment: out += "<!--" + t.text + "-->"; break;
      case HtmlToken::Kind::close: out += "</" + t.name + ">"; break;
      case HtmlToken::Kind::open:
        out += "<" + t.name;
        for (const auto& [name, value] : t.attributes)
          if (keep_open || name != "open") out += " " + name + "=\"" + escaped_html(value) + "\"";
        out += ">";
        break;
    }
  }
  return out;
}

std::vector<std::string_view> pieces_of(std::string_view canonical) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  for (std::size_t at = canonical.find('<'); at != std::string_view::npos; at = canonical.find('<', at + 1)) {
    const std::size_t end = canonical.find_first_of(" >", at);
    if (at == 0 || end == std::string_view::npos) continue;
    if (std::find(cuts.begin(), cuts.end(), canonical.substr(at + 1, end - at - 1)) == cuts.end()) continue;
    out.push_back(canonical.substr(from, at - from));
    from = at;
  }
  out.push_back(canonical.substr(from));
  return out;
}

Seal seal(std::string_view canonical) {
  Seal out{sha256_hex(canonical), {}};
  for (const std::string_view piece : pieces_of(canonical)) out.pieces.push_back(sha256_hex(piece).substr(0, 8));
  return out;
}

}  // namespace stemma::report
