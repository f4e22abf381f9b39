#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/date_words.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/names.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kLongestByline = 400;

// A line that starts so names no author of the text.
constexpr auto kNoByline = std::to_array<std::string_view>({
    "compiled from", "copyright", "\xC2\xA9", "(c)", "photo", "image", "picture", "graphic", "video", "credit", "source",
    "editing by", "edited by", "translat", "traduc", "additional reporting", "with reporting", "with files", "with additional",
    "last updated", "updated", "read more", "filed under", "posted in", "tags",
});

// Words after which a byline speaks of something else than names.
constexpr auto kStops = std::to_array<std::string_view>({
    "in", "at", "for", "from", "reports", "reporting", "of", "is", "was", "en", "desde", "depuis", "aus", "bei", "near",
    "aboard", "has", "writes", "covers", "who", "on",
});

struct Piece {
  std::string_view text;
  bool after_and = false;
};

// The byline's own part: behind "By", "Reporting by", "Por"... and before "Editing by".
std::string_view names_part(std::string_view line, const std::string& plain) {
  std::size_t begin = 0, end = line.size();
  for (const std::string_view stop : {"editing by", "edited by", "additional reporting", "; editing", "compiled by", "photographs by",
                                      "photos by"})
    if (const std::size_t at = plain.find(stop); at != std::string::npos && at > 0) end = std::min(end, at);
  for (const std::string_view start : {"reporting by ", "written by ", "written by: ", "words by ", "story by ", "reported by ",
      "report by "})
    if (const std::size_t at = plain.find(start); at != std::string::npos && at < end)
      return line.substr(at + start.size(), end - at - start.size());
  for (const std::string_view start : {"by ", "by: ", "by:", "from ", "por ", "par ", "von ", "di ", "text: ", "texto: ", "author: ",
                                       "authors: "})
    if (plain.starts_with(start)) begin = start.size();
  if (begin == 0)
    for (const std::string_view inner : {". by ", ", by ", "| by ", "- by ", " \xC2\xB7 by ", ": by ", "\n" "by "})
      if (const std::size_t at = plain.find(inner); at != std::string::npos && at < end) begin = at + inner.size();
  return line.substr(begin, end - begin);
}

bool initial_before(std::string_view s, std::size_t dot) {
  const std::size_t space = s.rfind(' ', dot);
  const std::size_t begin = space == std::string_view::npos || space > dot ? 0 : space + 1;
  const std::string_view word = s.substr(begin, dot - begin);
  if (word.size() <= 5 && word.find('.') != std::string_view::npos) return true;  // "J.R. Stone", "Ph.D."
  return word.size() <= 1 || word == "Dr" || word == "Mr" || word == "Ms" || word == "St" || word == "Jr" || word == "Mrs";
}

// "Ana Ruiz y Luz Marín" are two people, "Ortega y Gasset" is one.
bool two_words_behind(std::string_view rest) {
  const std::string_view piece = trim(rest.substr(0, rest.find_first_of(",;|/()")));
  return piece.find(' ') != std::string_view::npos;
}

std::vector<Piece> split_pieces(std::string_view s) {
  std::vector<Piece> pieces;
  std::size_t from = 0;
  bool after_and = false;
  const auto cut = [&](std::size_t end, std::size_t next, bool by_and) {
    const std::string_view text = trim(s.substr(from, end - from));
    if (!text.empty()) {
      pieces.push_back({text, after_and});
      after_and = by_and;
    } else {
      after_and = after_and || by_and;
    }
    from = next;
  };
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::string_view rest = s.substr(i);
    bool done = false;
    for (const std::string_view word : {" and ", " & ", " with ", " y ", " et ", " und ", " e "})
      if (rest.starts_with(word) && (word.size() > 4 || word == " & " || two_words_behind(rest.substr(word.size())))) {
        cut(i, i + word.size(), true);
        i = from - 2;  // the space may open the next joint
        done = true;
        break;
      }
    if (done) continue;
    for (const std::string_view sep : {"|", ",", ";", "/", "\n", "(", ")", " - ", "\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\x93",
                                       "\xE2\x80\x94"})
      if (rest.starts_with(sep)) {
        cut(i, i + sep.size(), false);
        i = from - 1;
        done = true;
        break;
      }
    if (done) continue;
    if (s[i] == '.' && (i + 1 == s.size() || s[i + 1] == ' ') && !initial_before(s, i)) cut(i, i + 1, false);
  }
  cut(s.size(), s.size(), false);
  return pieces;
}

// The person named in a piece: role words in front and behind off, stopped at a small word. `in` says that a place follows.
std::string person_in(std::string_view piece, bool& in) {
  std::vector<std::string_view> words;
  in = false;
  if (const std::string_view agency = agency_inside(piece); !agency.empty()) {  // "Tom Davies Associated Press"
    const auto at = static_cast<std::size_t>(agency.data() - piece.data());
    piece = at > 0 ? piece.substr(0, at) : piece.substr(agency.size());
  }
  for (const std::string_view w : split_words(piece)) {
    const std::string plain = plain_word(w);
    if (!words.empty() && std::find(kStops.begin(), kStops.end(), plain) != kStops.end()) {
      in = plain == "in" || plain == "at" || plain == "en" || plain == "near" || plain == "from";
      break;
    }
    if (w.find('@') != std::string_view::npos || w.find("://") != std::string_view::npos) continue;
    words.push_back(w);
  }
  // The longest run of words at the end, then at the start, that makes a person.
  const auto join = [&](std::size_t from, std::size_t to) {
    std::string s;
    for (std::size_t i = from; i < to; ++i) s += (s.empty() ? "" : " ") + std::string(words[i]);
    return s;
  };
  const std::size_t n = words.size();
  if (n > 12) return {};
  for (std::size_t from = 0; from + 2 <= n; ++from)
    if (std::string name = join(from, n); like_person(name)) return name;
  for (std::size_t to = n; to >= 2; --to)
    if (std::string name = join(0, to); like_person(name)) return name;
  return {};
}

// "NILS HARROWGATE" -> "Nils Harrowgate"; names in mixed case stay.
std::string calm(const std::string& name) {
  if (name != to_lower(name)) {
    for (std::size_t at = 0; at < name.size();) {
      const char32_t c = next_code_point(name, at);
      if (is_letter(c) && !is_upper(c)) return name;
    }
  }
  std::string out;
  bool inside = false;
  const std::string lower = to_lower(name);
  for (std::size_t at = 0, low = 0; at < name.size() && low < lower.size();) {
    const char32_t upper = next_code_point(name, at), small = next_code_point(lower, low);
    append_utf8(out, inside ? small : upper);
    inside = is_letter(upper);
  }
  return out;
}

}  // namespace

std::vector<std::string> parse_byline(std::string_view line) {
  if (line.size() > kLongestByline || find_invalid_utf8(line) != std::string_view::npos) return {};
  std::string text = squeeze(line);
  std::string plain = plain_word(text);
  for (const std::string_view no : kNoByline)
    if (plain.starts_with(no)) return {};
  for (int n = 0; n < 4; ++n) {  // dates become breaks
    const auto date = scan_date(text, false);
    if (!date) break;
    text.replace(date->begin, date->end - date->begin, "|");
  }
  for (const std::string_view tail : {", Jr", ", Sr", ", III", ", II"})  // of the name before
    for (std::size_t at; (at = text.find(tail)) != std::string::npos;) text.erase(at, 1);
  // "Reporting by A Writing by B": both wrote.
  for (std::size_t at; (at = ascii_lower(text).find(" writing by ")) != std::string::npos;) text.replace(at, 12, "|");
  // plain_word shortens letters with accents to one byte: offsets count in a copy where only ASCII is lowered.
  plain = text;
  for (char& c : plain)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);

  std::vector<std::string> names;
  bool place = false;
  for (const Piece& piece : split_pieces(names_part(text, plain))) {
    bool in = false;
    std::string name = person_in(piece.text, in);
    if (name.empty()) {
      place = place || in;
      continue;
    }
    if (place && !in) continue;  // "A in Drummelt and Port Saltby"
    place = in;
    name = calm(name);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> byline_organisations(std::string_view line) {
  if (line.size() > kLongestByline || find_invalid_utf8(line) != std::string_view::npos || !parse_byline(line).empty()) return {};
  const std::string text = squeeze(line);
  const std::string plain = ascii_lower(text);
  for (const std::string_view no : kNoByline)
    if (plain.starts_with(no)) return {};
  const std::string_view part = trim(names_part(text, plain));
  const auto sound = [](std::string_view name) {
    const auto words = split_words(name);
    std::size_t at = 0;
    return !words.empty() && words.size() <= 6 && name.size() <= 60 && name.find_first_of("@:?!") == std::string_view::npos &&
           std::none_of(kNoByline.begin(), kNoByline.end(), [&](std::string_view no) { return ascii_lower(name).starts_with(no); }) &&
           !is_weekday(plain_word(words.front())) && !scan_date(name, false) && (is_upper(next_code_point(name, at)) ||
               known_agency(name)) &&
           like_organisation(name);
  };
  std::vector<std::string> names;
  for (const Piece& piece : split_pieces(part)) {
    std::size_t at = 0;
    if (piece.after_and && !is_upper(next_code_point(piece.text, at)))  // "Staff and wire reports" is one signature
      return sound(part) ? std::vector<std::string>{std::string(part)} : std::vector<std::string>{};
    if (std::find(kStops.begin(), kStops.end(), plain_word(split_words(piece.text).front())) != kStops.end()) break;
    if (sound(piece.text) && std::find(names.begin(), names.end(), piece.text) == names.end()) names.emplace_back(piece.text);
    else break;
  }
  return names;
}

}  // namespace stemma::ingest
