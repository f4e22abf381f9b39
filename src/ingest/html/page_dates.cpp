#include "ingest/html/page_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/time.h"
#include "base/utf8.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

/// The date in an address: /2031/05/06/, /2031-05-06-, /20310506/.
std::optional<std::string> url_date(std::string_view url) {
  const auto digit = [&](std::size_t i) { return i < url.size() && url[i] >= '0' && url[i] <= '9'; };
  for (std::size_t i = 1; i + 8 <= url.size(); ++i) {
    if (digit(i - 1) || !(url.substr(i, 2) == "19" || url.substr(i, 2) == "20") || !digit(i + 2) || !digit(i + 3)) continue;
    std::size_t at = i + 4;
    std::string iso(url.substr(i, 4));
    const bool parted = at < url.size() && (url[at] == '/' || url[at] == '-' || url[at] == '_');
    bool ok = true;
    for (int part = 0; part < 2 && ok; ++part) {
      if (parted) {
        if (at >= url.size() || (url[at] != '/' && url[at] != '-' && url[at] != '_')) { ok = false; break; }
        ++at;
      }
      std::string two;
      while (digit(at) && two.size() < 2) two += url[at++];
      if (two.empty() || (!parted && two.size() < 2)) { ok = false; break; }
      iso += two.size() == 1 ? "-0" + two : "-" + two;
    }
    if (ok && !digit(at))
      if (auto d = parse_date(iso)) return d;
  }
  return std::nullopt;
}

/// Whether the words in front of a date say that it is that of a change.
bool says_changed(std::string_view before) {
  const std::string s = fold(before);
  for (const std::string_view word : {"updated", "modified", "revised", "edited", "amended", "reviewed", "last change", "actualizado",
                                      "actualización", "mis à jour", "mise à jour",
                                      "modifié", "aktualisiert", "aktualizowano", "aggiornato", "atualizado", "bijgewerkt",
                                      "uppdaterad", "oppdatert", "opdateret", "actualizat",
                                      "güncelleme", "обновлено"})
    if (s.find(word) != std::string::npos) return true;
  return false;
}

bool in_utc(std::string_view iso) { return iso.ends_with("Z") || iso.ends_with("+00:00"); }
bool zoned(std::string_view iso) {
  return iso.size() > 19 && (iso.ends_with("Z") || iso[iso.size() - 6] == '+' || iso[iso.size() - 6] == '-');
}

/// "2031-05-06T06:00:00-07:00" for an instant in UTC and a clock that shows it without its zone; nothing if no zone of the world makes
/// them the same. `to_the_minute`: the clock shows no seconds.
std::optional<std::string> in_local_time(std::string_view utc, std::string_view clock, bool to_the_minute) {
  if (!in_utc(utc) || clock.size() != 19 || clock[10] != 'T') return std::nullopt;
  const auto at = instant(utc), shown = instant(std::string(clock) + "Z");
  if (!at || !shown) return std::nullopt;
  std::int64_t apart = *shown - *at;
  if (to_the_minute) apart += *at % 60;
  if (apart % 60 != 0) return std::nullopt;
  const int minutes = static_cast<int>(apart / 60);
  static constexpr int odd[] = {-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765};  // zones of half and quarter hours
  if (minutes == 0 || minutes < -720 || minutes > 840) return std::nullopt;
  if (minutes % 60 != 0 && std::find(std::begin(odd), std::end(odd), minutes) == std::end(odd)) return std::nullopt;
  std::string local(clock);
  if (to_the_minute) local.replace(17, 2, utc.substr(17, 2));
  return local + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

class Dates {
 public:
  explicit Dates(const Subject& subject) : s_(subject), page_(subject.page), tree_(subject.page.tree), d_(subject.document) {
    const std::string language = page_.facts.languages.empty() ? std::string() : fold(page_.facts.languages.front().value);
    order_ = language == "en-us" || language == "en_us" ? DayOrder::month_first : DayOrder::day_first;
    for (const std::string_view u : {std::string_view(d_.url.value), std::string_view(s_.context.url)})
      if (in_url_.empty())
        if (auto d = url_date(u)) in_url_ = {std::move(*d), "url"};
    sure_days_.push_back(in_url_.value);
    for (const auto* list : {&page_.facts.published, &page_.facts.modified})
      for (const Stated& f : *list)
        if (auto sure = parse_date(f.value)) sure_days_.push_back(std::move(*sure));
  }

  void run() {
    d_.modified = first(page_.facts.modified);
    d_.published = first(page_.facts.published);
    if (!d_.published.empty()) {
      local_time();
      dispute("published", d_.published, page_.facts.published);
      older_address();
    }
    dispute("modified", d_.modified, page_.facts.modified);
    const Seen seen = shown();
    for (const Stated* s : {&seen.between, &std::as_const(in_url_), &seen.before})
      if (d_.published.empty()) d_.published = *s;
    if (d_.published.empty()) dateline();
    const Stated changed{d_.modified.value, d_.modified.origin, true};
    for (const Stated* s : {&changed, &seen.inside, &seen.under})
      if (d_.published.empty() && !s->empty()) d_.published = *s;
  }

 private:
  /// A day or instant that a page can have been published on.
  std::optional<DateReading> read(std::string_view s) const {
    if (s.size() > 400) return std::nullopt;
    auto d = read_date(s, order_);
    if (!d || d->iso.size() < 10 || d->iso.compare(0, 4, "1980") < 0 || d->iso.compare(0, 4, "2100") > 0) return std::nullopt;
    if (d->unsure) settle(s, *d);
    return d;
  }

  /// "03/04/2031" is read as another date of the page has it.
  void settle(std::string_view s, DateReading& d) const {
    const auto other = read_date(s, order_ == DayOrder::day_first ? DayOrder::month_first : DayOrder::day_first);
    if (!other || other->iso == d.iso) return;
    for (const std::string& day : sure_days_)
      for (const std::string_view iso : {std::string_view(d.iso), std::string_view(other->iso)})
        if (day.size() >= 10 && day.compare(0, 10, iso.substr(0, 10)) == 0) {
          d = {std::string(iso), false};
          return;
        }
  }

  Stated first(const std::vector<Stated>& list) const {
    for (const bool created : {false, true})  // a draft is older than what was published
      for (const Stated& s : list)
        if (of_a_draft(s) == created)
          if (auto d = read(s.value)) return {std::move(d->iso), s.origin, d->unsure};
    return {};
  }

  /// Records the statements that are more than a day away. Microdata in the body may speak of comments and other stories.
  void dispute(std::string_view field, const Stated& kept, const std::vector<Stated>& others) {
    for (const Stated& other : others) {
      if (of_a_draft(other) || other.origin.starts_with("microdata")) continue;
      if (const auto d = read(other.value); d && far_apart(d->iso, kept.value, 1)) add_conflict(d_, field, kept, {d->iso, other.origin,
          d->unsure});
    }
  }

  /// "dateCreated", "dcterms.created": when the page was begun.
  static bool of_a_draft(const Stated& s) { return s.origin.find("reated") != std::string::npos; }

  static bool far_apart(std::string_view a, std::string_view b, std::int64_t days) {
    const auto x = parse_iso_day(a), y = parse_iso_day(b);
    return x && y && std::abs(days_from_civil(*x) - days_from_civil(*y)) > days;
  }

  /// The same instant told in local time names the day that readers saw; it is as exact, so it is preferred to UTC.
  void local_time() {
    if (!in_utc(d_.published.value)) return;
    const std::string utc = d_.published.value;
    const auto same = instant(utc);
    const auto take = [&](const std::string& iso, const char* origin, bool to_the_minute) {
      if (iso.size() < 19 || in_utc(iso)) return false;
      if (zoned(iso)) {
        if (instant(iso) != same) return false;
        d_.published = {iso, origin};
        return true;
      }
      auto local = in_local_time(utc, iso, to_the_minute && iso.ends_with(":00"));
      if (!local) return false;
      d_.published = {std::move(*local), origin};
      return true;
    };
    for (std::uint32_t i = 0; i < tree_.size(); ++i)
      if (tree_[i].tag == Tag::time)
        if (const auto d = parse_date(tree_.attribute(i, "datetime")); d && take(*d, "<time>", false)) return;
    for (const Stated& s : page_.facts.published)
      if (const auto d = parse_date(s.value); d && take(*d, s.origin.c_str(), false)) return;
    for (const std::uint32_t i : s_.main.above) {
      const Piece& p = page_.pieces[i];
      if (p.text.size() > 120 || says_changed(p.text)) continue;
      if (const auto d = find_date(p.text); d && take(*d, "visible date", true)) return;
    }
  }

  /// A page that is published again keeps its address, and the date in it.
  void older_address() {
    if (in_url_.empty() || d_.published.value.compare(0, 10, in_url_.value) <= 0) return;
    if (!far_apart(in_url_.value, d_.published.value, 1)) return;
    add_conflict(d_, "published", in_url_, d_.published);
    if (d_.modified.empty()) d_.modified = d_.published;
    d_.published = in_url_;
  }

  // ---------------------------------------------------------------- what readers see

  /// The dates that the page prints between headline and text, nearest above the headline, first in the text, first under it.
  struct Seen {
    Stated between, before, inside, under;
  };

  /// Looks at <time>, elements named "date", and short lines with a date; takes those of a change for `modified`.
  Seen shown() {
    const std::uint32_t text = s_.text_begin(), end = s_.text_end();
    const bool headed = !s_.main.parts.empty() && s_.main.parts.front().kind == BlockKind::headline;
    const std::uint32_t head = headed ? page_.pieces[s_.main.parts.front().piece].first : text;
    Seen seen;
    const auto offer = [&](std::uint32_t node, std::string iso, const char* origin, bool unsure) {
      Stated found{std::move(iso), origin, unsure};
      if (node >= head && node < text) {
        if (seen.between.empty()) seen.between = std::move(found);
      } else if (node < head) {
        found.unsure = true;
        seen.before = std::move(found);  // the last one is the nearest
      } else if (node < end) {
        if (seen.inside.empty()) seen.inside = std::move(found);
      } else if (seen.under.empty()) {
        found.unsure = true;
        seen.under = std::move(found);
      }
    };
    elements(offer);
    lines(offer);
    return seen;
  }

  template <class F>
  void elements(const F& offer) {
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag != Tag::time && !(page_.hints[i] & hint_date)) continue;
      if (page_.furniture[i] & (hint_comments | hint_related | hint_aside | hint_navigation | hint_footer | hint_masthead)) continue;
      std::string_view value = tree_.attribute(i, "datetime");
      if (value.empty()) value = tree_.attribute(i, "content");
      if (value.empty() && tree_[i].tag == Tag::time) value = tree_.attribute(i, "title");
      auto d = value.empty() ? std::nullopt : read(value);
      const bool small = tree_[i].end - i < 40;
      const std::string words = small ? tree_.text(i, 200) : std::string();
      if (!d && small) {
        if (several(i, words, offer)) continue;
        d = read(words);
      }
      if (!d) continue;
      const bool changed = says_changed(words) || says_changed(before(i)) || tree_.attribute(i, "itemprop") == "dateModified" ||
                           tree_.attribute(i, "class").find("updated") != std::string_view::npos;
      take(i, *d, tree_[i].tag == Tag::time ? "<time>" : "visible date", changed, offer);
    }
  }

  template <class F>
  void lines(const F& offer) {
    for (const auto* list : {&s_.main.above, &s_.main.below})
      for (const std::uint32_t i : *list) {
        const Piece& p = page_.pieces[i];
        if (p.text.size() > 200 || (page_.furniture_of(p) & (hint_comments | hint_related | hint_caption | hint_credit)) ||
            is_copyright(p.text) || is_post_signature(p.text)) continue;
        if (!several(p.first, p.text, offer))
          if (const auto d = read(p.text)) take(p.first, *d, "visible date", says_changed(p.text), offer);
      }
  }

  /// "Published 6 May 2031, updated 7 May 2031": each date by the words before it. False if there are fewer than two.
  template <class F>
  bool several(std::uint32_t node, std::string_view line, const F& offer) {
    std::size_t at = 0, length = 0;
    if (!find_date(line, &at, &length)) return false;
    const std::string_view rest = line.substr(at + length);
    std::size_t second = 0;
    const auto later = find_date(rest, &second);
    if (!later) return false;
    if (const auto d = read(line.substr(0, at + length))) take(node, *d, "visible date", says_changed(line.substr(0, at)), offer);
    if (const auto d = read(rest.substr(second))) take(node, *d, "visible date", says_changed(rest.substr(0, second)), offer);
    return true;
  }

  template <class F>
  void take(std::uint32_t node, const DateReading& d, const char* origin, bool changed, const F& offer) {
    if (!changed) return offer(node, d.iso, origin, d.unsure);
    if (d_.modified.empty()) d_.modified = {d.iso, origin, d.unsure};
  }

  /// The words that stand before an element in the same line.
  std::string before(std::uint32_t node) const {
    const std::uint32_t parent = tree_[node].parent;
    std::string words;
    for (std::uint32_t i = node > parent + 12 ? node - 12 : parent + 1; i < node; ++i)
      if (tree_[i].tag == Tag::text && tree_[i].text.size() < 60) words += tree_[i].text;
    return words.size() > 40 ? words.substr(words.size() - 40) : words;
  }

  void dateline() {
    int paragraphs = 0;
    for (const Block& b : d_.blocks) {
      if (b.kind != BlockKind::paragraph || ++paragraphs > 3) continue;
      if (const auto line = parse_dateline(slice(d_, b.span), ""); line && !line->date.empty()) {
        d_.published = {line->date, "dateline", true};
        return;
      }
    }
  }

  const Subject& s_;
  const Page& page_;
  const Tree& tree_;
  Document& d_;
  DayOrder order_;
  Stated in_url_;
  std::vector<std::string> sure_days_;  // that the page states so that they can be read in one way only
};

}  // namespace

void find_dates(const Subject& subject) { Dates(subject).run(); }

}  // namespace stemma::ingest
