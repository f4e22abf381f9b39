#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/meta/names.h"
#include "ingest/text/builder.h"
#include "ingest/text/lines.h"
#include "ingest/text/text.h"

namespace stemma::ingest {
namespace {

constexpr auto kRoutingKeys = std::to_array<std::string_view>({
    "priority", "words", "take", "desk", "embargo", "ref", "slug", "category", "urgency", "keywords", "service", "version",
    "story", "region", "language", "pages", "editor", "contact", "tel", "length", "subject", "code", "topic", "id", "time",
    "date", "edition", "status", "from", "to",
});
constexpr auto kEndMarks = std::to_array<std::string_view>({"(ends)", "ends", "end", "(end)", "-30-", "###", "more", "(more)", "nnnn",
                                                            "-ends-", "- ends -", "# # #",
    "-more-", "*end*", "(fin)", "fin"});

bool header_name(std::string_view s) {
  return s.size() >= 2 && s.size() <= 30 && s[0] != '-' &&
         s.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == std::string_view::npos;
}

struct Header {
  std::string name;         // lower case
  std::string value;        // folded lines joined
  std::string_view source;  // the value as it stands
};
using Headers = std::vector<Header>;

// Mail headers (RFC 5322, folded lines joined) at the start of `text`; `body` is where they end. At least two, or one that
// only mail has.
Headers mail_headers(std::string_view text, std::size_t& body) {
  Headers headers;
  body = 0;
  std::size_t i = 0;
  while (i < text.size() && headers.size() < 64) {
    const std::size_t end = std::min(text.find('\n', i), text.size());
    const std::string_view line = text.substr(i, std::min<std::size_t>(end - i, 2000));
    if (trim(line).empty()) {
      if (!headers.empty()) break;
      i = end + 1;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (!headers.empty() && (line[0] == ' ' || line[0] == '\t')) {
      Header& h = headers.back();
      h.value += " " + std::string(trim(line));
      h.source = {h.source.data(), static_cast<std::size_t>(line.data() + line.size() - h.source.data())};
    } else if (colon != std::string_view::npos && header_name(line.substr(0, colon))) {
      const std::string_view value = line.substr(colon + 1);
      headers.push_back({ascii_lower(line.substr(0, colon)), std::string(trim(value)), value});
    } else {
      break;
    }
    i = end + 1;
  }
  const auto mail = std::count_if(headers.begin(), headers.end(), [](const auto& h) {
    return h.name == "from" || h.name == "to" || h.name == "date" || h.name == "subject" || h.name == "message-id" ||
        h.name == "sent";
  });
  if (mail < 2) return {};
  body = std::min(i, text.size());
  return headers;
}

const Header& header(const Headers& headers, std::string_view name) {
  static const Header none;
  const auto at = std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return h.name == name; });
  return at == headers.end() ? none : *at;
}

// "BPX / KESTRIA-DEPOT / PORT ALDANE"
bool slug_line(std::string_view line) {
  if (line.size() > 120) return false;
  int parts = 1;
  for (std::size_t at = line.find(" / "); at != std::string_view::npos; at = line.find(" / ", at + 3)) ++parts;
  if (parts < 2) return false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_letter(c) && !is_upper(c)) return false;
  }
  return true;
}

// "BC-KESTRIA-DEPOT", "zczc": a word of routing alone on its line.
bool code_line(std::string_view line) {
  if (line.size() < 4 || line.size() > 60 || line.find(' ') != std::string_view::npos) return false;
  const std::string lower = ascii_lower(line);
  return lower == "zczc" || lower == "nnnn" || (std::count(line.begin(), line.end(), '-') >= 2 &&
                                                line.find('.') == std::string_view::npos);
}

// "Priority: 3   Words: 287   Take: 1 of 1"
bool routing_line(std::string_view line) {
  if (line.size() > 160) return false;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 20) return false;
  const std::string key = ascii_lower(trim(line.substr(0, colon)));
  return std::find(kRoutingKeys.begin(), kRoutingKeys.end(), key) != kRoutingKeys.end();
}

bool end_mark(std::string_view line) {
  const std::string lower = ascii_lower(trim(line));
  return std::find(kEndMarks.begin(), kEndMarks.end(), lower) != kEndMarks.end();
}

// "BPX nh/ok 061405 May 31"
std::string stamp_in(std::string_view line) {
  if (line.size() > 80) return {};
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] < '0' || line[i] > '9' || (i > 0 && line[i - 1] != ' ')) continue;
    const std::size_t digits = line.find_first_not_of("0123456789", i);
    if (digits == std::string_view::npos || digits - i != 6) continue;
    if (const auto d = match_date(line, i, true); d && d->hour >= 0 && d->end + 1 >= line.size()) return iso(*d);
  }
  return {};
}

// A line after the last paragraph of the report.
bool sign_off(const Paragraph& p) {
  const std::string_view line = p.text;
  if (line.size() > 200) return false;
  const std::string lower = ascii_lower(line);
  if (end_mark(line) || !stamp_in(line).empty() || !copyright_holder(line).empty()) return true;
  for (const std::string_view start : {"reporting by ", "editing by ", "(reporting by ", "(editing by ", "writing by ",
                                       "additional reporting by ", "compiled by ", "for editors", "contact:",
                                       "for the use of subscribers", "not for publication"})
    if (lower.starts_with(start)) return true;
  if (!p.single || line.size() > 90) return false;
  const std::size_t digits = static_cast<std::size_t>(std::count_if(line.begin(), line.end(),
                                                                    [](char c) { return c >= '0' && c <= '9'; }));
  const bool phone = digits >= 6 && line.find('+') != std::string_view::npos;
  const bool mail = line.find('@') != std::string_view::npos && line.find(' ') != std::string_view::npos;
  return (phone || mail) && line.find(". ") == std::string_view::npos;
}

// "BPX World Desk <world@borealpress.example>" -> "BPX"
std::string sender_name(std::string_view from) {
  from = trim(from.substr(0, from.find('<')));
  while (!from.empty() && (from.front() == '"' || from.front() == ' ')) from.remove_prefix(1);
  while (!from.empty() && (from.back() == '"' || from.back() == ' ')) from.remove_suffix(1);
  if (from.find('@') != std::string_view::npos) return {};
  auto words = split_words(from);
  static constexpr auto tails = std::to_array<std::string_view>({"desk", "world", "foreign", "news", "newsroom", "editors", "bureau",
                                                                 "english", "service", "wire", "international", "national"});
  const bool desk = !words.empty() && (ascii_lower(words.back()) == "desk" || ascii_lower(words.back()) == "newsroom" ||
                                       ascii_lower(words.back()) == "editors");
  while (desk && words.size() > 1 && std::find(tails.begin(), tails.end(), ascii_lower(words.back())) != tails.end()) words.pop_back();
  std::string name;
  for (const std::string_view w : words) name += (name.empty() ? "" : " ") + std::string(w);
  return name;
}

void set_publisher(Document& d, const std::vector<std::string>& furniture, const std::string& from) {
  for (const std::string& f : furniture)
    if (std::string holder = copyright_holder(f); !holder.empty()) {
      d.publisher = {std::move(holder), "copyright line"};
      return;
    }
  if (d.dateline && !d.dateline->agency.empty() && d.dateline->agency.find(" / ") == std::string::npos)
    d.publisher = {expand_acronym(d.dateline->agency, "", d.text), "dateline"};
  else if (std::string name = sender_name(from); !name.empty())
    d.publisher = {expand_acronym(name, "", d.text), "header: From"};
}

}  // namespace

bool like_wire(std::string_view start) {
  start = start.substr(0, 4096);
  std::size_t body = 0;
  if (!mail_headers(start, body).empty()) return true;
  int lines = 0;
  for (std::size_t i = 0; i < start.size() && lines < 3;) {
    const std::size_t end = std::min(start.find('\n', i), start.size());
    const std::string_view line = trim(start.substr(i, end - i));
    i = end + 1;
    if (line.empty()) continue;
    ++lines;
    if (find_invalid_utf8(line) != std::string_view::npos) return false;
    if (slug_line(line) || line == "ZCZC") return true;
  }
  return false;
}

Result<Document> read_wire(std::string_view bytes, const Limits& limits) {
  Document d;
  d.format = "wire";
  const auto decoded = decoded_text(bytes, limits, d);
  if (!decoded) return tl::unexpected(decoded.error());
  d.source.length = bytes.size();
  const std::string_view copy = decoded->text;
  std::size_t body = 0;
  const Headers headers = mail_headers(copy, body);
  const auto parts = paragraphs(copy.substr(body), false);

  std::vector<std::string> furniture;
  if (const auto sent = parse_date(header(headers, "date").value); sent) d.published = {*sent, "header: Date"};
  else if (const auto sent_too = parse_date(header(headers, "sent").value); sent_too) d.published = {*sent_too, "header: Sent"};

  // The end of the copy first: its stamp dates the dateline.
  std::size_t last = parts.size();
  while (last > 0 && parts.size() - last < 10 && sign_off(parts[last - 1])) {
    --last;
    furniture.push_back(parts[last].text);
    if (const std::string stamp = stamp_in(parts[last].text); !stamp.empty() && d.published.empty()) d.published = {stamp, "sign-off"};
  }

  TextBuilder out(d);
  const auto add = [&](BlockKind kind, std::string_view words, std::string_view source) {
    out.add(kind, words, source, static_cast<std::uint64_t>(source.data() - copy.data()));
  };
  std::size_t i = 0;
  const auto routing = [&](const Paragraph& p) { return slug_line(p.text) || routing_line(p.text) || code_line(p.text) ||
                                                end_mark(p.text); };
  for (; i < last && routing(parts[i]); ++i) furniture.push_back(parts[i].text);
  if (last - i >= 2 && like_title(parts[i]) && !parse_dateline(parts[i].text, "") && !parts[i].text.starts_with("By ")) {
    d.title = {squeeze(parts[i].text), "headline"};
    add(BlockKind::headline, parts[i].text, parts[i].source);
    ++i;
  } else if (std::string subject = squeeze(header(headers, "subject").value); !subject.empty() && !slug_line(subject)) {
    d.title = {subject, "header: Subject"};
    add(BlockKind::headline, subject, header(headers, "subject").source);
  }
  for (int n = 0; n < 4 && i < last; ++n) {
    if (routing(parts[i])) furniture.push_back(parts[i].text);
    else if (!take_head_line(parts[i], d, furniture)) break;
    ++i;
  }
  for (; i < last; ++i) add(BlockKind::paragraph, parts[i].text, parts[i].source);
  d.map = compose(d.map, decoded->map);
  if (d.text.empty())
    return fail(ErrorKind::malformed, "headers and routing lines, but no text", body, "check that the file was saved whole");

  d.language = detect_language(d.text);
  for (const Block& block : d.blocks)  // the dateline names the publisher, which then judges the credits
    if (block.kind == BlockKind::paragraph) {
      if (auto found = parse_dateline(slice(d, block.span), d.published.value)) {
        found->span.begin += block.span.begin;
        found->span.end += block.span.begin;
        d.dateline = std::move(found);
      }
      break;
    }
  set_publisher(d, furniture, header(headers, "from").value);
  credit_document(d, furniture);
  if (d.published.empty() && d.dateline && !d.dateline->date.empty()) d.published = {d.dateline->date, "dateline"};
  return d;
}

}  // namespace stemma::ingest
