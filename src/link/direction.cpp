#include <algorithm>
#include <array>

#include "base/time.h"
#include "base/utf8.h"
#include "link/families.h"

namespace stemma::link {
namespace {

bool has_time(const Document& d) { return d.published.value.size() > 10; }

/// Which of the two is later by their own dates: 1 = b, -1 = a, 0 = the same or not known. `sure` needs six hours between two times.
int later(const Pile& pile, std::uint32_t a, std::uint32_t b, bool& sure) {
  sure = false;
  if (!pile.at[a] || !pile.at[b]) return 0;
  const Document &x = pile.document(a), &y = pile.document(b);
  if (has_time(x) && has_time(y)) {
    const auto gap = *pile.at[b] - *pile.at[a];
    sure = gap > 6 * 3600 || gap < -6 * 3600;
    return gap > 0 ? 1 : gap < 0 ? -1 : 0;
  }
  const auto dx = parse_iso_day(x.published.value), dy = parse_iso_day(y.published.value);
  if (!dx || !dy || *dx == *dy) return 0;
  return *dx < *dy ? 1 : -1;
}

}  // namespace

ByteSpan printed_name(const Document& d, std::string_view name) {
  if (d.dateline && name_key(d.dateline->agency) == name_key(name)) return d.dateline->span;
  const auto at = name.empty() ? std::string::npos : d.text.find(name);
  if (at == std::string::npos) return {};
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
}

std::vector<std::string> credited(const Document& d) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view names) {
    for (const auto part : split(names, "/"))
      if (const auto name = trim(part); !name.empty()) out.push_back(name_key(name));
  };
  add(d.agency.value);
  if (d.dateline) add(d.dateline->agency);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<bool> agencies(const Pile& pile) {
  std::vector<std::string> names;
  for (std::uint32_t d = 0; d < pile.size(); ++d)
    for (auto& n : credited(pile.document(d))) names.push_back(std::move(n));
  std::sort(names.begin(), names.end());
  std::vector<bool> out(pile.size());
  for (std::uint32_t d = 0; d < pile.size(); ++d)
    out[d] = !pile.outlet[d].empty() && std::binary_search(names.begin(), names.end(), pile.outlet[d]);
  return out;
}

ByteSpan correction_note(const Document& d) {
  for (const auto& b : d.blocks)
    if (b.kind == BlockKind::correction) return b.span;
  static constexpr std::array<std::string_view, 12> words = {
      "correction", "corrected", "corrects", "an earlier version", "a previous version", "clarification",
      "corrección", "fe de errores", "correctif", "rectificatif", "berichtigung", "korrektur"};
  const auto n = d.blocks.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 1 && i + 2 < n) continue;  // notes stand at the top or at the end
    const std::string folded = fold(slice(d, d.blocks[i].span));
    for (const auto w : words)
      if (const auto at = folded.find(w); at != std::string::npos && at < 40) return d.blocks[i].span;
  }
  return {};
}

Direction direction(const Pile& pile, const std::vector<bool>& is_agency, std::uint32_t a, std::uint32_t b, double a_covered,
                    double b_covered) {
  Direction out;
  const Document &x = pile.document(a), &y = pile.document(b);
  const bool same_outlet = !pile.outlet[a].empty() && pile.outlet[a] == pile.outlet[b];
  const auto credits = [&](std::uint32_t child, std::uint32_t parent, int sign) {
    if (same_outlet || pile.outlet[parent].empty()) return;
    const auto names = credited(pile.document(child));
    if (std::find(names.begin(), names.end(), pile.outlet[parent]) == names.end()) return;
    out.tenths += sign * 40;
    out.why.push_back({"It credits " + pile.document(parent).publisher.value + ".", child,
                       printed_name(pile.document(child), pile.document(parent).publisher.value)});
  };
  credits(b, a, 1);
  credits(a, b, -1);
  if (is_agency[a] != is_agency[b]) {
    out.tenths += is_agency[a] ? 30 : -30;
    const auto agency = is_agency[a] ? a : b;
    out.why.push_back({pile.document(agency).publisher.value + " is an agency.", agency, {}});
  }
  bool sure = false;
  if (const int order = later(pile, a, b, sure); order != 0) {
    out.tenths += order * (same_outlet ? 30 : sure ? 20 : 10);
    const auto child = order > 0 ? b : a;
    out.why.push_back({"It came out later (" + (order > 0 ? y : x).published.value + ").", child, {}});
  }
  if (same_outlet) {
    const auto nx = correction_note(x), ny = correction_note(y);
    if (nx.empty() != ny.empty()) {
      out.tenths += nx.empty() ? 30 : -30;
      out.why.push_back({"It carries a correction note.", nx.empty() ? b : a, nx.empty() ? ny : nx});
    }
  } else if (b_covered >= .95 && a_covered <= .8) {
    out.tenths += 15;
    out.why.push_back({"All of it is in the other, which says more.", b, {}});
  } else if (a_covered >= .95 && b_covered <= .8) {
    out.tenths -= 15;
    out.why.push_back({"All of it is in the other, which says more.", a, {}});
  }
  return out;
}

}  // namespace stemma::link
