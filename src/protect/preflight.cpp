#include "protect/preflight.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/search_words.h"
#include "base/utf8.h"
#include "protect/finder.h"
#include "protect/scrub.h"
#include "protect/secrets.h"
#include "protect/trail_words.h"

namespace stemma {
namespace {

using namespace protect;

/// Sentences of a block, roughly: what stands between two full stops.
std::vector<ByteSpan> sentences(const Document& d) {
  std::vector<ByteSpan> out;
  for (const Block& b : d.blocks) {
    std::uint32_t from = b.span.begin;
    for (std::uint32_t at = b.span.begin; at < b.span.end; ++at) {
      const char c = d.text[at];
      const bool end = (c == '.' || c == '!' || c == '?') && at + 1 < b.span.end && d.text[at + 1] == ' ' && at >= 2 && d.text[at - 2] != ' ' && d.text[at - 2] != '.';
      if (!end) continue;
      out.push_back({from, at + 1});
      from = at + 2;
    }
    if (from < b.span.end) out.push_back({from, b.span.end});
  }
  return out;
}

/// Trails that a pattern shows, in a sentence in which the person stands.
struct Trail {
  const char* kind;
  std::regex pattern;
  const char* why;
  bool everywhere = false;  ///< whatever the language
};
const std::vector<Trail>& trails() {
  const auto flags = std::regex::ECMAScript | std::regex::icase | std::regex::optimize;
  static const std::vector<Trail> all{
      {"kin", std::regex(R"((\b[A-Z]\w+('s|’s) |\b(his|her|their|the) )?(older |younger |elder |twin |late )?\b(sisters?|brothers?|mother|father|wife|husband|widow(er)?|sons?|daughters?|cousins?|uncle|aunt|niece|nephew|grandmother|grandfather|fianc\w+|twin)\b( of (the )?\w+( \w+)?)?)", flags),
       "kin lead to a person whom they name, or who is known"},
      {"the only one", std::regex(R"(\b(the|its|their) (only|sole|last|first|youngest|oldest|longest-serving|lone) [\w-]+( [\w-]+){0,5})", flags), "only one person is so described"},
      {"small count", std::regex(R"(\b(one|1|another) (of|out of) (the |only |just )?(two|three|four|five|six|2|3|4|5|6)\b( \w+)?|\bthe (two|three) (women|men|girls|boys|children|survivors|witnesses|prisoners|detainees)\b)", flags),
       "so few are counted that one can be told from the others"},
      {"other name", std::regex(R"(\b(known as|known to [\w ]{2,30} as|also called|called by \w+|alias|a\.k\.a\.|aka|nicknamed|née|whose real name|formerly|who signs? as|whom \w+ called?|under the name)\b[^.]{1,40})", flags),
       "another name of the same person stands beside"},
      {"contact", std::regex(R"(\+?\d[\d ()/-]{6,}\d|[\w.+-]+@[\w-]+\.[\w.]+|(^|\s)@\w{3,}|\b(number plate|licence plate|license plate|passport|identity card|room|house|flat|apartment|cell|bed) (number |no\.? ?)?[A-Z]?\d+\w*)", flags),
       "a number or an address belongs to one person", true},
      {"place of work", std::regex(R"(\b(works?|worked|working|teach(es)?|taught|employed|serve[sd]?|studied|studies|practised|drove|drives|runs?|ran) (at|for|as|in|with|under|on)?\s?(the |a |an )?[^.,;]{3,60})", flags),
       "a workplace or a trade is known to neighbours"},
      {"age", std::regex(R"(\b\d{1,2}[- ]year[- ]olds?\b|, (aged )?\d{1,2},|\baged? (of )?\d{1,2}\b|\bborn (in|on) [\w ]{3,24})", flags), "age narrows down who it is"},
      {"looks", std::regex(R"(\b(scar|tattoo|limp|red hair|missing (a |two )?fingers?|one[- ]eyed|glass eye|wheelchair|birthmark|stutter|lost (an|his|her) (arm|leg|eye|hand))\w*\b[^.,;]{0,30})", flags), "looks lead to a person"},
      {"link", std::regex(R"((https?://|www\.)\S+)", flags), "the address leads to a page that nobody has redacted", true},
      {"age", std::regex(R"(, \d{1,2},)", flags), "age narrows down who it is", true}};
  return all;
}

class Flight {
 public:
  Flight(const std::vector<Reading>& readings, const CaseModel& model, const Secrets& secrets)
      : readings_(readings), model_(model), secrets_(secrets), vocabulary_(vocabulary_of(readings, model)), finder_(secrets, vocabulary_), scrubber_(secrets, finder_) {}

  Preflight run() {
    Preflight result;
    std::uint64_t marks = 0;
    for (std::uint32_t d = 0; d < readings_.size(); ++d)
      shifts_.emplace_back(readings_[d].document.text, stays_in(d) ? std::vector<Shift::Replacement>() : scrubber_.replacements(readings_[d], d, model_.agent_of[d], marks));
    for (std::uint32_t d = 0; d < readings_.size(); ++d) {
      if (stays_in(d)) continue;
      names(d), roles(d), near_names(d), same_quotation(d), same_passage(d), page(d);
      if (const Document& doc = readings_[d].document; !is_english(doc) && !TrailWords::of(doc.language)) result.not_judged.push_back({doc.id, doc.path, doc.language});
    }
    std::stable_sort(out_.begin(), out_.end(), [&](const auto& a, const auto& b) { return std::tie(a.first, a.second.span) < std::tie(b.first, b.second.span); });
    for (auto& [d, leak] : out_) result.leaks.push_back(std::move(leak));
    return result;
  }

 private:
  static bool is_english(const Document& d) { return equals_any(d.language, {"", "en", "und"}); }
  bool stays_in(std::uint32_t d) const { return secrets_.documents.contains(d); }
  const std::string& name(std::size_t p) const { return secrets_.people[p].names.front(); }

  void leak(std::uint32_t d, std::string kind, ByteSpan span, std::string who, std::string why) {
    if (shifts_[d].touches(span) || !met_.emplace(d, span.begin, kind).second) return;
    const Document& doc = readings_[d].document;
    const CodePointIndex points(doc.text);
    out_.push_back({d, {std::move(kind), doc.id, span, std::string(slice(doc, span)), std::move(who), std::move(why),
                        {"redact", fmt::format("{}:{}-{}", doc.id, points.code_point(span.begin), points.code_point(span.end))}}});
  }

  /// Where people stand in a document.
  const std::vector<Hit>& hits_of(std::uint32_t d) {
    if (!hits_.contains(d)) {
      auto hits = scrubber_.hits(readings_[d], d, model_.agent_of[d]);
      for (std::size_t p = 0; p < secrets_.people.size(); ++p)
        for (std::size_t a = 0; a < readings_[d].agents.size(); ++a) {
          const auto at = model_.agent_of[d][a];
          const auto& own = secrets_.people[p].agents;
          if (at >= 0 && std::find(own.begin(), own.end(), static_cast<std::uint32_t>(at)) != own.end())
            for (const ByteSpan m : readings_[d].agents[a].mentions) hits.push_back({m, static_cast<std::int32_t>(p)});
        }
      hits_.emplace(d, std::move(hits));
    }
    return hits_.at(d);
  }
  std::vector<std::size_t> people_in(std::uint32_t d, ByteSpan span) {
    std::set<std::size_t> out;
    for (const Hit& h : hits_of(d))
      if (h.person >= 0 && h.span.overlaps(span)) out.insert(static_cast<std::size_t>(h.person));
    return {out.begin(), out.end()};
  }

  /// Parts of names that are not replaced because others bear them, names misspelt, initials.
  void names(std::uint32_t d) {
    const Document& doc = readings_[d].document;
    const auto words = search_words(doc.text);
    const auto upper = [&](const SearchWord& w) {
      std::size_t at = w.span.begin;
      return is_upper(next_code_point(doc.text, at));
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!upper(words[i])) continue;
      for (std::size_t p = 0; p < secrets_.people.size(); ++p) {
        const auto& all = finder_.all_words(p);
        if (all.contains(words[i].folded)) leak(d, "part of the name", words[i].span, name(p), "it is a part of the name that others bear too");
        else if (std::any_of(all.begin(), all.end(), [&](const std::string& w) { return nearly(w, words[i].folded); }) && !vocabulary_.common.contains(words[i].folded))
          leak(d, "misspelt name", words[i].span, name(p), "it is the name but for a letter");
        if (i + 1 < words.size() && words[i].folded.size() == 1 && words[i + 1].folded.size() == 1 && upper(words[i + 1]) && words[i + 1].span.begin - words[i].span.end <= 2) {
          const auto own = search_words(name(p));
          if (own.size() >= 2 && own.front().folded.front() == words[i].folded.front() && own.back().folded.front() == words[i + 1].folded.front())
            leak(d, "initials", {words[i].span.begin, words[i + 1].span.end}, name(p), "they are the initials");
        }
      }
    }
  }

  /// One letter more, less, other, or two exchanged, in words of five letters and more.
  static bool nearly(const std::string& a, const std::string& b) {
    if (a == b || a.size() < 5 || b.size() < 5 || a.front() != b.front()) return false;
    if (a.size() > b.size()) return nearly(b, a);
    if (b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    const std::string_view x = a, y = b;
    if (a.size() < b.size()) return x.substr(i) == y.substr(i + 1);
    return x.substr(i + 1) == y.substr(i + 1) || (i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && x.substr(i + 2) == y.substr(i + 2));
  }

  /// What the person is called by trade or office anywhere in the case.
  void roles(std::uint32_t d) {
    const Document& doc = readings_[d].document;
    if (const TrailWords* words = TrailWords::of(doc.language)) translated_roles(d, *words);
    for (std::size_t p = 0; p < secrets_.people.size(); ++p) {
      std::set<std::string> roles;
      for (const auto a : secrets_.people[p].agents) {
        const CaseAgent& agent = model_.agents[a];
        if (agent.role.size() >= 5) roles.insert(agent.role);
      }
      for (const auto& role : roles) {
        const auto bearers = std::count_if(model_.agents.begin(), model_.agents.end(), [&](const CaseAgent& a) { return a.role == role; });
        if (bearers > 1) continue;
        const std::string text = search_fold(doc.text), wanted = search_fold(role);
        if (text.find(wanted) == std::string::npos) continue;
        const auto words = search_words(doc.text), own = search_words(role);
        for (std::size_t i = 0; i + own.size() <= words.size(); ++i) {
          std::size_t n = 0;
          while (n < own.size() && own[n].folded == words[i + n].folded) ++n;
          if (n == own.size()) leak(d, "role", {words[i].span.begin, words[i + n - 1].span.end}, name(p), "nobody else in the case has this role");
        }
      }
    }
  }

  /// The trade that is theirs alone, in another language.
  void translated_roles(std::uint32_t d, const TrailWords& lists) {
    const auto words = search_words(readings_[d].document.text);
    const auto found = lists.trades(words);
    if (found.empty()) return;
    for (std::size_t p = 0; p < secrets_.people.size(); ++p) {
      const auto& own = secrets_.people[p].agents;
      std::set<std::size_t> theirs;
      for (const auto a : own)
        for (const auto t : TrailWords::trades_of(model_.agents[a].role)) theirs.insert(t);
      for (std::uint32_t a = 0; a < model_.agents.size() && !theirs.empty(); ++a)
        if (std::find(own.begin(), own.end(), a) == own.end())
          for (const auto t : TrailWords::trades_of(model_.agents[a].role)) theirs.erase(t);
      for (const auto& trade : found)
        if (theirs.contains(trade.number))
          leak(d, "role", {words[trade.from].span.begin, words[trade.to - 1].span.end}, name(p), "nobody else in the case has this role, here in another language");
    }
  }

  /// What stands in one sentence with the person, in a language of which there are lists of words.
  void trails_by_words(std::uint32_t d, ByteSpan at, std::size_t p, bool here, const TrailWords& lists) {
    const std::string_view sentence = slice(readings_[d].document, at);
    const auto words = search_words(sentence);
    const auto spot = [&](std::size_t from, std::size_t to) { return ByteSpan{at.begin + words[from].span.begin, at.begin + words[to - 1].span.end}; };
    for (const WordTrail& t : lists.trails(sentence, words)) leak(d, t.kind, cut_off_names(d, spot(t.from, t.to)), name(p), t.why);
    if (!here) return;
    constexpr std::size_t before = 3, behind = 4, more = 4;  // words between a name and a trade; of what follows it ("of the night shift")
    for (const auto& trade : lists.trades(words)) {
      const ByteSpan near = spot(trade.from < behind ? 0 : trade.from - behind, std::min(words.size(), trade.to + before));
      const auto beside = people_in(d, near);
      if (std::find(beside.begin(), beside.end(), p) == beside.end()) continue;
      leak(d, "role", cut_off_names(d, spot(trade.from, TrailWords::tail(sentence, words, trade.to, more))), name(p), "a trade or an office is known to neighbours");
    }
    const ByteSpan place = lists.place_on_a_day(sentence, words, [&](ByteSpan w) {
      const ByteSpan there{at.begin + w.begin, at.begin + w.end};
      return shifts_[d].touches(there) || !people_in(d, there).empty();
    });
    if (!place.empty()) leak(d, "place and day", {at.begin + place.begin, at.begin + place.end}, name(p), "who was there on that day can be found out");
  }

  /// What stands in one sentence with the person.
  void near_names(std::uint32_t d) {
    const Reading& r = readings_[d];
    const auto all = sentences(r.document);
    const TrailWords* lists = TrailWords::of(r.document.language);
    const bool english = is_english(r.document);
    std::vector<std::size_t> last;  // of whom the sentences speak
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto people = people_in(d, all[i]);
      const bool here = !people.empty();
      if (!here && goes_on(r.document, all[i], lists)) people = last;
      last = people;
      for (const auto p : people) {
        const std::string sentence(slice(r.document, all[i]));
        for (const Trail& t : trails()) {
          if (!english && !t.everywhere) continue;
          for (std::sregex_iterator m(sentence.begin(), sentence.end(), t.pattern), end; m != end; ++m) {
            const ByteSpan span = whole_words(r.document, {all[i].begin + static_cast<std::uint32_t>(m->position(0)), all[i].begin + static_cast<std::uint32_t>(m->position(0) + m->length(0))});
            leak(d, t.kind, cut_off_names(d, span), name(p), t.why);
          }
        }
        if (lists) trails_by_words(d, all[i], p, here, *lists);
        else if (here) place_and_day(d, all[i], p);
      }
      // Words for a picture give a face to whom they name.
      for (const Block& b : r.document.blocks)
        if (b.kind == BlockKind::caption && b.span.contains(all[i]) && here)
          for (const auto p : people) leak(d, "caption", rest_of(d, all[i]), name(p), "the words of a picture: who has seen the page has seen the face");
    }
  }

  /// "She ...", "Her ...": the sentence speaks of who stood in the one before.
  static bool goes_on(const Document& d, ByteSpan sentence, const TrailWords* lists) {
    const auto words = search_words(slice(d, sentence));
    if (lists) return lists->goes_on(words);
    for (std::size_t i = 0; i < std::min<std::size_t>(4, words.size()); ++i)
      if (equals_any(words[i].folded, {"he", "she", "his", "her", "him", "they", "their", "who", "whose"})) return true;
    return false;
  }

  void place_and_day(std::uint32_t d, ByteSpan sentence, std::size_t p) {
    const Reading& r = readings_[d];
    const auto time = std::find_if(r.times.begin(), r.times.end(), [&](const TimeExpression& t) {
      return sentence.contains(t.span) && t.role == TimeExpression::Role::happened && (t.granularity == "day" || t.granularity == "hour" || t.granularity == "minute" || t.kind == TimeKind::time);
    });
    if (time == r.times.end()) return;
    for (const Place& place : r.places)
      if (sentence.contains(place.span) && place.kind == PlaceKind::literal) return leak(d, "place and day", place.span, name(p), "who was there on that day can be found out");
    for (const auto& w : {" at the ", " in the village", " near "})
      if (const auto at = slice(r.document, sentence).find(w); at != std::string_view::npos) return leak(d, "place and day", time->span, name(p), "who was there on that day can be found out");
  }

  /// The same quotation under other words for who says it.
  void same_quotation(std::uint32_t d) {
    const Reading& r = readings_[d];
    if (secrets_.people.empty()) return;
    if (!quotes_made_) {
      quotes_made_ = true;
      for (std::uint32_t o = 0; o < readings_.size(); ++o)
        for (const Attribution& a : readings_[o].attributions)
          for (const auto& s : a.source)
            for (const auto p : people_in(o, s))
              for (const auto& c : a.content) each_gram(slice(readings_[o].document, c), [&](std::string gram) { quotes_.emplace(std::move(gram), p); });
    }
    for (const Attribution& a : r.attributions) {
      if (a.source.empty() || !people_in(d, a.source.front()).empty()) continue;
      std::set<std::size_t> who;
      for (const auto& c : a.content)
        each_gram(slice(r.document, c), [&](const std::string& gram) {
          if (const auto it = quotes_.find(gram); it != quotes_.end()) who.insert(it->second);
        });
      const auto words = search_words(slice(r.document, a.source.front()));
      if (words.size() < 2) continue;  // "she"
      for (const auto p : who) leak(d, "same quotation", a.source.front(), name(p), "the person's own words stand here under other words for who says them");
    }
  }
  template <class Take>
  static void each_gram(std::string_view text, Take&& take) {
    const auto words = search_words(text);
    constexpr std::size_t n = 6;
    for (std::size_t i = 0; i + n <= words.size(); ++i) {
      std::string gram;
      for (std::size_t k = 0; k < n; ++k) gram += words[i + k].folded + ' ';
      take(std::move(gram));
    }
  }

  /// Sentences that share most of the uncommon words of a redacted passage: the same, lightly rewritten.
  void same_passage(std::uint32_t d) {
    for (const auto& passage : secrets_.passages) {
      std::set<std::string> wanted;
      for (auto& w : search_words(passage.words))
        if (w.folded.size() >= 4) wanted.insert(std::move(w.folded));
      if (wanted.size() < 3) continue;
      for (const ByteSpan s : sentences(readings_[d].document)) {
        std::set<std::string> shared;
        std::uint32_t from = s.end, to = s.begin;
        for (const auto& w : search_words(slice(readings_[d].document, s))) {
          if (!wanted.contains(w.folded)) continue;
          shared.insert(w.folded);
          from = std::min(from, s.begin + w.span.begin), to = std::max(to, s.begin + w.span.end);
        }
        if (shared.size() >= 3 && shared.size() * 2 >= wanted.size())
          leak(d, "same passage", rest_of(d, {from, to}), "a redacted passage", fmt::format("it shares {} of {} telling words with what is redacted", shared.size(), wanted.size()));
      }
    }
  }

  /// What the page says of itself.
  void page(std::uint32_t d) {
    if (!shifts_[d].any()) return;
    const Document& doc = readings_[d].document;
    const auto whole = [&](const char* kind, const std::string& words, const char* why) {
      out_.push_back({d, {kind, doc.id, {}, words, "whoever is protected in it", why, {"label", doc.id, "private"}}});
    };
    if (!doc.title.empty() && !doc.publisher.empty() && search_words(doc.title.value).size() >= 6 && scrubber_.is_clean(doc.title.value))
      whole("title", doc.title.value, "whoever looks for the title finds the page as it was");
    if (doc.published.value.size() >= 19 && doc.published.value.substr(17, 2) != "00") whole("time to the second", doc.published.value, "it tells the page from all others of that day");
  }

  /// Without what is replaced at its ends.
  ByteSpan cut_off_names(std::uint32_t d, ByteSpan span) const {
    const auto words = search_words(slice(readings_[d].document, span));
    ByteSpan out{span.end, span.end};
    for (const auto& w : words) {
      const ByteSpan here{span.begin + w.span.begin, span.begin + w.span.end};
      if (!shifts_[d].touches(here)) {
        if (out.empty()) out.begin = here.begin;
        out.end = here.end;
      } else if (!out.empty()) {
        break;
      }
    }
    return out.empty() ? span : out;
  }
  /// The longest stretch of a sentence in which nothing is replaced.
  ByteSpan rest_of(std::uint32_t d, ByteSpan sentence) const {
    ByteSpan best{sentence.begin, sentence.begin}, now = best;
    for (const auto& w : search_words(slice(readings_[d].document, sentence))) {
      const ByteSpan here{sentence.begin + w.span.begin, sentence.begin + w.span.end};
      if (shifts_[d].touches(here)) now = {here.end, here.end};
      else now = now.empty() ? here : ByteSpan{now.begin, here.end};
      if (now.size() > best.size()) best = now;
    }
    return best.empty() ? sentence : best;
  }
  static ByteSpan whole_words(const Document& d, ByteSpan s) {
    while (s.begin < s.end && (d.text[s.begin] == ' ' || d.text[s.begin] == ',')) ++s.begin;
    while (s.end > s.begin && (d.text[s.end - 1] == ' ' || d.text[s.end - 1] == ',')) --s.end;
    s.begin = static_cast<std::uint32_t>(character_start(d.text, s.begin));
    while (s.end < d.text.size() && (static_cast<unsigned char>(d.text[s.end]) & 0xC0) == 0x80) ++s.end;
    return s;
  }

  const std::vector<Reading>& readings_;
  const CaseModel& model_;
  const Secrets& secrets_;
  Vocabulary vocabulary_;
  Finder finder_;
  Scrubber scrubber_;
  std::vector<Shift> shifts_;
  std::map<std::uint32_t, std::vector<Hit>> hits_;
  std::unordered_map<std::string, std::size_t> quotes_;
  bool quotes_made_ = false;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> met_;
  std::vector<std::pair<std::uint32_t, Leak>> out_;
};

}  // namespace

Result<Preflight> preflight(const Case& from, const OutwardOptions& options) {
  const auto readings = from.readings();
  if (!readings) return tl::unexpected(readings.error());
  const auto model = from.links(*readings);
  if (!model) return tl::unexpected(model.error());
  const auto decisions = from.decisions();
  if (!decisions) return tl::unexpected(decisions.error());
  Secrets secrets = secrets_of(*readings, *model, *decisions, options.allow);
  if (!secrets.any()) return Preflight();
  for (Person& p : secrets.people)
    if (!p.label.empty()) p.stand_in = p.label;  // no key is needed: nothing leaves
  return Flight(*readings, *model, secrets).run();
}

}  // namespace stemma
