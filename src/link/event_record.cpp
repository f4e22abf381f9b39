#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/hash.h"
#include "base/time.h"
#include "base/utf8.h"
#include "link/canopies.h"
#include "link/idf.h"
#include "link/words.h"

namespace stemma::link {
namespace {

constexpr std::uint32_t title_times = 3;       // a word of the title counts as three of the text
constexpr std::size_t lead_words = 80;
constexpr std::int64_t unit = 4096;
enum Part : std::uint8_t { whole, title_part, lead };
constexpr std::array<double, 3> share{0.6, 0.2, 0.2};  // of the parts in the cosine

using Counts = std::unordered_map<std::string, std::uint32_t>;

/// 64 (1 + ln n), in whole numbers.
std::int64_t dampened(std::uint32_t n) {
  static const auto table = [] {
    std::array<std::int64_t, 1024> out{};
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = std::lround(64 * (1 + std::log(static_cast<double>(i))));
    return out;
  }();
  return table[std::min<std::size_t>(n, table.size() - 1)];
}

/// Stems of the words that carry matter, each with how often it stands there.
Counts stems_of(const Counts& words) {
  Counts out;
  for (const auto& [word, n] : words)
    if (!is_stop_word(word)) out[stem(word)] += n;
  return out;
}

void add_words(std::string_view text, std::uint32_t times, std::size_t most, Counts& out) {
  std::size_t taken = 0;
  for (const ByteSpan span : word_spans(text)) {
    if (++taken > most) return;
    out[fold(slice(text, span))] += times;
  }
}

/// Appends the part's terms, its length brought to its share.
void add_part(Part part, const Counts& words, std::vector<EventRecord::Term>& out) {
  const Idf& idf = Idf::built_in();
  std::vector<std::pair<std::uint32_t, std::int64_t>> terms;
  std::int64_t squares = 0;
  for (const auto& [stem, n] : stems_of(words)) {
    const std::int64_t weight = dampened(n) * idf.stem(stem);
    terms.emplace_back(static_cast<std::uint32_t>(mix64(hash64(stem) + part) >> 32), weight);
    squares += weight * weight;
  }
  if (terms.empty()) return;
  const auto length = static_cast<std::int64_t>(std::sqrt(static_cast<double>(squares)));  // exact below 2^53, IEEE 754 beyond
  const auto scale = static_cast<std::int64_t>(std::lround(static_cast<double>(unit) * std::sqrt(share[part])));
  for (const auto& [key, weight] : terms) {
    const auto w = static_cast<std::uint32_t>(weight * scale / std::max<std::int64_t>(length, 1));
    if (w > 0) out.push_back({key, w});
  }
}

EventRecord record_of(std::string_view title, std::string_view body, std::optional<std::int32_t> day) {
  Counts all, of_title, first;
  add_words(title, 1, std::string_view::npos, of_title);
  add_words(title, title_times, std::string_view::npos, all);
  add_words(body, 1, std::string_view::npos, all);
  add_words(title, 1, lead_words, first);
  add_words(body, 1, lead_words, first);
  EventRecord out;
  add_part(whole, all, out.terms);
  add_part(title_part, of_title, out.terms);
  add_part(lead, first, out.terms);
  std::sort(out.terms.begin(), out.terms.end(), [](const auto& a, const auto& b) { return std::tie(a.key, a.weight) < std::tie(b.key, b.weight); });
  out.day = day;
  out.hash = mix64(hash64(title) + mix64(hash64(body) + static_cast<std::uint64_t>(day.value_or(-1))));
  return out;
}

std::optional<std::int32_t> day_number(std::string_view iso) {
  const auto day = parse_iso_day(iso);
  if (!day) return std::nullopt;
  return static_cast<std::int32_t>(days_from_civil(*day));
}

/// The day that the text names most often, in the week up to its publication; among equals the latest.
std::optional<std::int32_t> main_day(const Reading& reading, std::optional<std::int32_t> published) {
  std::map<std::int32_t, std::uint32_t> times;
  for (const TimeExpression& t : reading.times) {
    if (t.earliest.empty() || t.earliest != t.latest) continue;
    const auto day = day_number(t.earliest);
    if (day && (!published || (*day <= *published && *day > *published - 7))) ++times[*day];
  }
  std::optional<std::int32_t> best;
  std::uint32_t most = 0;
  for (const auto& [day, n] : times)
    if (n >= most) best = day, most = n;
  return best;
}

/// The country of most places; among equals the first of the alphabet.
std::uint16_t main_country(const Reading& reading) {
  std::map<std::uint16_t, std::uint32_t> times;
  for (const Place& p : reading.places) {
    if (p.matches.empty() || p.matches.front().country.size() != 2) continue;
    const std::string& code = p.matches.front().country;
    ++times[static_cast<std::uint16_t>(static_cast<unsigned char>(code[0]) << 8 | static_cast<unsigned char>(code[1]))];
  }
  std::uint16_t best = 0;
  std::uint32_t most = 0;
  for (const auto& [country, n] : times)
    if (n > most) best = country, most = n;
  return best;
}

}  // namespace

EventRecord make_event_record(std::string_view title, std::string_view text, std::optional<std::int32_t> day) { return record_of(title, text, day); }

EventRecord make_event_record(const Reading& reading) {
  const Document& document = reading.document;
  std::string title = document.title.value, body;
  for (const Block& block : document.blocks) {
    const bool headline = block.kind == BlockKind::headline;
    if (headline && title.empty()) title = slice(document, block.span);
    if (!headline) body.append(slice(document, block.span)) += '\n';
  }
  const auto day = day_number(document.published.value);
  EventRecord out = record_of(title, body, day);
  out.event_day = main_day(reading, day);
  out.country = main_country(reading);
  return out;
}

}  // namespace stemma::link
