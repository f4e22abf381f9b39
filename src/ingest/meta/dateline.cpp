#include "ingest/meta/dateline.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/date_words.h"
#include "ingest/meta/names.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kLongest = 200;        // bytes: no dateline is longer
constexpr std::size_t kLongestBracket = 90;

// Capital words in front of a dash that are labels and no places.
constexpr auto kLabels = std::to_array<std::string_view>({
    "BREAKING", "EXCLUSIVE", "UPDATE", "UPDATED", "LIVE", "WATCH", "LISTEN", "OPINION", "ANALYSIS", "NEWS", "VIDEO", "PHOTOS",
    "FLASH", "URGENT", "CORRECTION", "CORRECTED", "KILL", "ADVISORY", "EDITORIAL", "REVIEW", "EXPLAINER", "FACTBOX", "FEATURE",
    "READ", "NOTE", "WARNING", "SPORT", "INTERVIEW", "PODCAST", "BRIEF", "BULLETIN", "ALERT", "DIRECTO", "ACTUALIZADO",
    "QUESTION", "ANSWER", "EDITORS", "STATEMENT", "REPORT",
});

// The dash that ends a dateline, standing at byte `i`: "-", "--", "–", "—", "_", each followed by white space, a quote or a capital.
std::size_t dash_at(std::string_view s, std::size_t i) {
  std::size_t end = i;
  if (end < s.size() && s[end] == '.') ++end;
  const std::string_view rest = s.substr(end);
  if (rest.starts_with("--")) end += 2;
  else if (rest.starts_with("-") || rest.starts_with("_")) end += 1;
  else if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94") || rest.starts_with("\xE2\x80\x95") ||
           rest.starts_with("\xE2\x80\x92"))
    end += 3;
  else return 0;
  const bool plain = s[end - 1] == '-' || s[end - 1] == '_';
  if (plain && end < s.size() && s[end] != ' ' && s[end] != '\n' && s[end] != '"') return 0;
  return end - i;
}

bool upper_word(std::string_view w) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < w.size();) {
    const char32_t c = next_code_point(w, at);
    if (!is_letter(c)) continue;
    if (!is_upper(c)) return false;
    ++letters;
  }
  return letters >= 1;
}

bool starts_upper(std::string_view w) {
  std::size_t at = 0;
  return !w.empty() && is_upper(next_code_point(w, at));
}

std::size_t skip_spaces(std::string_view s, std::size_t i) {
  while (i < s.size()) {
    if (s[i] == ' ' || s[i] == '\t' || s[i] == '\n') ++i;
    else if (s.substr(i).starts_with("\xC2\xA0")) i += 2;
    else break;
  }
  return i;
}

// End of the word at `i`: letters with apostrophes, hyphens and full stops inside. `i` if there is none.
std::size_t word_end(std::string_view s, std::size_t i) {
  std::size_t end = i;
  while (end < s.size()) {
    std::size_t next = end;
    const char32_t c = next_code_point(s, next);
    const bool joint = c == '\'' || c == 0x2019 || c == '.' || c == '-';
    if (!is_letter(c) && !(joint && end > i)) break;
    if (c == '-' && (next >= s.size() || s[next] == ' ')) break;
    end = next;
  }
  return end;
}

bool small_word(std::string_view w) {
  static constexpr auto words = std::to_array<std::string_view>({"de", "la", "las", "los", "el", "of", "the", "del", "upon", "on",
                                                                 "sur", "am", "an",
      "der", "do", "da", "dos", "di", "and", "le", "les", "en", "al", "near", "in"});
  return std::find(words.begin(), words.end(), w) != words.end();
}

// The parts of a credit in brackets: names joined by " / " in `agency`, a date in `date`.
void read_bracket(std::string_view inside, Dateline& d, std::optional<PrintedDate>& date) {
  std::string rest(inside);
  if (const auto printed = scan_date(inside, false)) {
    date = printed;
    rest = std::string(inside.substr(0, printed->begin)) + "|" + std::string(inside.substr(printed->end));
  }
  for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " and ", " & "})
    for (std::size_t at; (at = rest.find(dash)) != std::string::npos;) rest.replace(at, dash.size(), "/");
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= rest.size();) {
    const std::size_t end = std::min(rest.find_first_of("/|,;", i), rest.size());
    std::string name = agency_name(std::string_view(rest).substr(i, end - i));
    if (name == "RFE" && rest.substr(end).starts_with("/RL")) name = "RFE/RL", i = end + 4;
    else i = end + 1;
    if (!name.empty() && !is_weekday(plain_word(name)) && (starts_upper(name) || known_agency(name))) names.push_back(std::move(name));
  }
  // "(Outlet / Agency - date)": of several names the known agencies are the credit.
  if (names.size() > 1 && std::any_of(names.begin(), names.end(), known_agency))
    std::erase_if(names, [](const std::string& n) { return !known_agency(n); });
  for (const std::string& n : names) d.agency += (d.agency.empty() ? "" : " / ") + n;
}

bool credible(std::string_view agency) {
  return !agency.empty() && (like_outlet(agency) || like_acronym(agency) || agency.find(" / ") != std::string_view::npos);
}

}  // namespace

std::optional<Dateline> parse_dateline(std::string_view paragraph, std::string_view published) {
  const std::string_view s = paragraph.substr(0, character_start(paragraph, std::min(kLongest, paragraph.size())));
  if (find_invalid_utf8(s) != std::string_view::npos) return std::nullopt;

  Dateline d;
  std::optional<PrintedDate> date;
  std::size_t i = skip_spaces(s, 0), place_begin = i, place_end = i, words = 0, parts = 1, dash = 0;
  std::string_view first_part;
  bool place_open = true, first_upper = true, bracket = false, dated_bracket = false, weekday_seen = false, text_follows = false;

  for (;;) {
    i = skip_spaces(s, i);
    if (i >= s.size()) break;
    if ((dash = dash_at(s, i))) break;
    if (s[i] == ':' && (bracket || date)) {
      dash = 1;
      break;
    }
    if (s[i] == ',' || (s[i] == '.' && (bracket || date))) {
      if (place_open && words == 0) return std::nullopt;
      if (place_open) ++parts;
      ++i;
      continue;
    }
    const bool slashes = s[i] == '/';
    if (s[i] == '(' || s[i] == '[' || slashes) {
      if (bracket) return std::nullopt;
      const std::size_t close = s.find(slashes ? '/' : s[i] == '(' ? ')' : ']', i + 1);
      if (close == std::string_view::npos || close - i > kLongestBracket) return std::nullopt;
      const bool had_date = date.has_value();
      std::optional<PrintedDate> inside = date;
      read_bracket(s.substr(i + 1, close - i - 1), d, inside);
      if (slashes && d.agency.empty()) return std::nullopt;
      date = inside;
      dated_bracket = !had_date && date.has_value();
      bracket = true, place_open = false;
      i = close + 1;
      continue;
    }
    if (!date && words > 0)
      if (auto printed = match_date(s, i, false)) {
        date = printed;
        place_open = false;
        i = printed->end;
        continue;
      }
    const std::size_t end = word_end(s, i);
    if (end == i) return std::nullopt;
    const std::string_view w = s.substr(i, end - i);
    const std::string plain = plain_word(w);
    if (words > 0 && (is_weekday(plain) || plain == "el" || plain == "den") && skip_spaces(s, end) < s.size()) {
      const bool article = plain == "el" || plain == "den";
      const std::size_t next = skip_spaces(s, end);
      if (!article || match_date(s, next, false)) {
        weekday_seen = weekday_seen || !article;
        place_open = false;
        i = end;
        continue;
      }
    }
    if (plain == "le" && match_date(s, skip_spaces(s, end), false)) {
      i = end;
      continue;
    }
    if (bracket && s[i - 1] == ' ') {  // the text may begin without a dash
      text_follows = true;
      break;
    }
    if (!place_open || ++words > 8) return std::nullopt;
    if (!starts_upper(w) && (words == 1 || !small_word(w))) return std::nullopt;
    if (parts == 1) {
      first_upper = first_upper && (upper_word(w) || small_word(w));
      first_part = s.substr(place_begin, end - place_begin);
    }
    place_end = end;
    i = end;
  }

  const bool at_end = i >= s.size() && paragraph.size() == s.size();
  if (!dash && !at_end && !text_follows) return std::nullopt;
  if (words == 0) {  // "(Reuters) - "
    if (!bracket || !dash || !credible(d.agency)) return std::nullopt;
  } else if (bracket && !d.agency.empty()) {
    const bool sure = credible(d.agency);
    if (!dash && !(dated_bracket || sure)) return std::nullopt;
    if (!dash && !first_upper) return std::nullopt;
    if (!sure && !first_upper) return std::nullopt;
  } else if (bracket) {
    return std::nullopt;
  } else if (date) {
    if (!dash || (parts < 2 && !first_upper)) return std::nullopt;
  } else {  // a bare "BRANNOCH, Kestria —"
    const std::size_t text = skip_spaces(s, i + dash);
    if (!dash || !first_upper || first_part.size() < 4 || words > 6 || text >= s.size()) return std::nullopt;
    if (std::find(kLabels.begin(), kLabels.end(), split_words(first_part).front()) != kLabels.end()) return std::nullopt;
    const bool opens = s[text] == '"' || s.substr(text).starts_with("\xE2\x80\x9C") || starts_upper(s.substr(text)) ||
        (s[text] >= '0' && s[text] <= '9');
    if (!opens || (parts < 2 && !weekday_seen && s[i] == '-' && dash == 1 && words > 3)) return std::nullopt;
    if (i > 0 && s[i] == '-' && s[i - 1] != ' ') return std::nullopt;
  }

  d.place = squeeze(s.substr(place_begin, place_end - place_begin));
  std::size_t end = std::min(i + dash, s.size());
  while (end > 0 && s[end - 1] == ' ') --end;
  d.span = {0, static_cast<std::uint32_t>(end)};
  if (date && (date->day.year != 0 || fill_year(*date, published))) d.date = iso(date->day);
  return d;
}

std::optional<Dateline> parse_letterhead(std::string_view line) {
  line = trim(line);
  if (line.size() > 80) return std::nullopt;
  const auto date = scan_date(line, true);
  if (!date || date->begin == 0 || date->end + 1 < line.size()) return std::nullopt;
  std::string_view place = trim(line.substr(0, date->begin));
  for (const std::string_view article : {" le", " el", " den", " the"})
    if (place.ends_with(article)) place.remove_suffix(article.size());
  const std::size_t comma = place.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  Dateline d;
  for (std::size_t i = 0; i < place.size();) {  // the parts before the date; a weekday is none
    const std::size_t end = std::min(place.find(',', i), place.size());
    const std::string_view part = trim(place.substr(i, end - i));
    i = end + 1;
    if (part.empty() || is_weekday(plain_word(part))) continue;
    const auto words = split_words(part);
    if (words.size() > 4 || !starts_upper(words.front())) return std::nullopt;
    for (const std::string_view w : words)
      if (!starts_upper(w) && !small_word(w)) return std::nullopt;
    d.place += (d.place.empty() ? "" : ", ") + squeeze(part);
  }
  if (d.place.empty()) return std::nullopt;
  d.date = iso(date->day);
  return d;
}

}  // namespace stemma::ingest
