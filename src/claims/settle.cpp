#include "claims/settle.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"
#include "claims/own_voice.h"
#include "claims/source_parser.h"
#include "claims/stance/plain.h"
#include "ingest/phrases.h"

namespace stemma::claims {
namespace {

/// Content without the tokens of its own source and cue, each piece without loose marks at its ends.
Ranges trimmed(const View& v, const Draft& d) {
  Ranges out;
  for (Range piece : d.content) {
    std::vector<Range> parts{piece};
    for (const Ranges* other : {&d.source, &d.cue})
      for (const Range& o : *other) {
        std::vector<Range> next;
        for (const Range& p : parts) {
          if (o.last <= p.first || p.last <= o.first) { next.push_back(p); continue; }
          if (p.first < o.first) next.push_back({p.first, o.first});
          if (o.last < p.last) next.push_back({o.last, p.last});
        }
        parts = std::move(next);
      }
    for (Range p : parts) {
      const auto loose_head = [&](std::uint32_t i) { return v.mark(i) && !v.open_quote(i) && !v.is(i, "(") && !v.is(i, "[") && !v.is(i, "$") && !v.is(i, "@") && !v.is(i, "#"); };
      const auto loose_tail = [&](std::uint32_t i) { return v.mark(i) && !v.close_quote(i) && !v.is(i, ")") && !v.is(i, "]") && !v.is(i, "?") && !v.is(i, "!") && !v.is(i, "%"); };
      while (p.first < p.last && loose_head(p.first) && !v.close_quote(p.first)) ++p.first;
      while (p.first < p.last && v.close_quote(p.first)) ++p.first;
      const bool open_end = p.last > p.first && v.quotation(p.last - 1) >= 0 && v.quotation_range(v.quotation(p.last - 1)).first >= p.first;
      while (p.first < p.last && loose_tail(p.last - 1) && !open_end) --p.last;
      while (p.first < p.last && v.open_quote(p.last - 1)) --p.last;
      if (!p.empty()) out.push_back(p);
    }
  }
  std::sort(out.begin(), out.end());
  Ranges joined;
  for (const Range& r : out) {
    const bool same_block = !joined.empty() && v.sentence_of(r.first).block == v.sentence_of(joined.back().last - 1).block;
    if (same_block && r.first <= joined.back().last) joined.back().last = std::max(joined.back().last, r.last);
    else joined.push_back(r);
  }
  return joined;
}

Spans spans(const View& v, const Ranges& ranges) {
  Spans out;
  for (const Range& r : ranges)
    if (!r.empty()) out.push_back(v.bytes(r));
  return out;
}

std::string lower_last_word(const std::string& s) { return to_lower(std::string_view(s).substr(s.rfind(' ') == std::string::npos ? 0 : s.rfind(' ') + 1)); }

/// "the mayor's" in "the mayor's view": the mayor.
Range without_owner(const View& v, Range source) {
  if (source.size() > 1 && v.tag(source.last - 1) == Tag::owner) --source.last;
  return source;
}

/// "FLASH - Tamunde commission": the commission.
Range without_label(const View& v, Range source) {
  if (source.size() > 2 && v.label(source.first) && v.dash(source.first + 1)) source.first += 2;
  return source;
}

/// "Reports that", "rumours that": what somebody else says.
bool is_hearsay_noun(const View& v, std::uint32_t i) {
  static constexpr std::string_view nouns[] = {"report", "reports", "claim", "claims", "allegation", "allegations", "accusation", "accusations", "rumour", "rumours", "rumor", "rumors", "suggestion", "suggestions", "assertion", "assertions",
                                               "speculation", "talk", "notion"};
  return std::find(std::begin(nouns), std::end(nouns), v.lower(i)) != std::end(nouns);
}

/// "Expressed concern over | reports that it was so", "called for | an inquiry into claims that it was": it is not said that it was. A cue that takes the
/// reports up ("confirmed", "cited", "repeated") says so.
bool leaves_open(const View& v, const Draft& d) {
  static constexpr std::string_view taking_up[] = {"confirm", "confirms", "confirmed", "cite", "cites", "cited", "citing", "repeat", "repeats", "repeated", "echo", "echoed", "back", "backed", "support", "supports", "supported", "corroborate",
                                                   "corroborated", "believe", "believes", "believed", "made", "makes", "making", "spread", "published", "carried", "heard", "received", "verified"};
  if (d.cue.empty() || d.content.empty()) return false;
  for (const Range& r : d.cue)
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (std::find(std::begin(taking_up), std::end(taking_up), v.lower(i)) != std::end(taking_up)) return false;
  const Range r = d.content[0];
  std::uint32_t first = r.first;
  while (first < r.last && (v.mark(first) || v.is(first, "that"))) ++first;
  if (v.is(first, "if")) return true;  // "if it was so, that would be against the law"
  for (std::uint32_t i = first; i < std::min(r.last, first + 8); ++i)
    if (v.is(i, "whether")) return true;
  for (std::uint32_t i = r.first; i + 1 < std::min(r.last, r.first + 8); ++i) {
    if (v.finite(i)) return false;
    if (is_hearsay_noun(v, i) && (v.is(i + 1, "that") || v.is(i + 1, "of"))) return v.is(i + 1, "that");
  }
  return false;
}

/// "Said it was unable to confirm that it was so", "said rumours that it was so were about": where most of a content is what it leaves open, so does it.
void inherit_openness(std::vector<Attribution>& all) {
  for (auto a = all.rbegin(); a != all.rend(); ++a) {
    if (a->parent < 0) continue;
    Attribution& around = all[static_cast<std::size_t>(a->parent)];
    const bool open = a->stance == Stance::doubts || a->stance == Stance::asks || a->negated || a->certainty == Certainty::open;
    if (open && around.stance != Stance::denies && size_of(a->content) * 2 > size_of(around.content)) around.certainty = Certainty::open;
  }
}

/// The token that says where a draft stands.
std::uint32_t anchor_of(const Draft& d) { return d.anchor ? *d.anchor : d.cue.empty() ? d.content[0].first : d.cue[0].first; }

struct Order {
  const std::vector<Draft>& d;
  bool operator()(std::size_t a, std::size_t b) const {
    const auto key = [&](std::size_t i) {
      const Draft& x = d[i];
      return std::tuple(x.content[0].first, x.cue.empty() ? 0U : x.cue[0].first, ~x.content.back().last, i);
    };
    return key(a) < key(b);
  }
};

/// By draft, the one inside whose content it stands: the smallest content that holds its anchor; -1 if none. Of two that hold each other's, the surer
/// one is the outer. Linear in the sizes of the contents.
std::vector<std::int32_t> nest(const View& v, const std::vector<Draft>& drafts) {
  const std::size_t n = drafts.size();
  std::vector<std::uint32_t> size(n, 0);
  std::vector<std::vector<std::uint32_t>> holders(v.size());  // of tokens that are anchors: drafts whose content holds them
  std::vector<bool> is_anchor(v.size(), false);
  for (const Draft& d : drafts) is_anchor[anchor_of(d)] = true;
  for (std::size_t i = 0; i < n; ++i)
    for (const Range& r : drafts[i].content) {
      size[i] += r.size();
      for (std::uint32_t k = r.first; k < r.last; ++k)
        if (is_anchor[k]) holders[k].push_back(static_cast<std::uint32_t>(i));
    }
  std::vector<std::int32_t> parents(n, -1);
  for (std::size_t i = 0; i < n; ++i)
    for (const std::uint32_t j : holders[anchor_of(drafts[i])]) {
      const bool crossed = holds(drafts[i].content, anchor_of(drafts[j])) && std::pair(drafts[j].confidence, i) < std::pair(drafts[i].confidence, std::size_t{j});
      if (j == i || crossed) continue;
      if (parents[i] < 0 || size[j] < size[static_cast<std::size_t>(parents[i])]) parents[i] = static_cast<std::int32_t>(j);
    }
  // Three or more may hold each other in a ring: the ring is opened where a walk upwards closes it.
  std::vector<std::uint8_t> seen(n, 0);  // 1 on this walk, 2 done
  std::vector<std::size_t> walk;
  for (std::size_t i = 0; i < n; ++i) {
    walk.clear();
    std::size_t k = i;
    while (seen[k] == 0) {
      seen[k] = 1;
      walk.push_back(k);
      if (parents[k] < 0) break;
      const auto up = static_cast<std::size_t>(parents[k]);
      if (seen[up] == 1) parents[k] = -1;
      else k = up;
    }
    for (const std::size_t w : walk) seen[w] = 2;
  }
  return parents;
}

/// "I" and "we" inside a content are its speaker, or the body for which he speaks; of several unnamed ones all.
void adopt_speakers(const View& v, const std::vector<Draft>& drafts, const std::vector<std::int32_t>& parents, const std::vector<int>& depth,
                    const std::vector<Agent>& agents, std::vector<std::int32_t>& agent, std::vector<SourceKind>& kind) {
  for (int level = 1; level < kDeepest; ++level)
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      if (depth[i] != level || parents[i] < 0 || drafts[i].source.size() != 1 || agent[i] >= 0) continue;
      const Range source = drafts[i].source[0];
      const auto up = static_cast<std::size_t>(parents[i]);
      if (source.size() != 1 || !v.is(source.first, kFirstPerson) || agent[up] < 0) continue;
      const Agent& speaker = agents[static_cast<std::size_t>(agent[up])];
      const bool we = v.is(source.first, "we") || v.is(source.first, "our") || v.is(source.first, "us");
      const bool person = speaker.kind == AgentKind::person || kind[up] == SourceKind::unnamed_individual;
      agent[i] = agent[up];
      kind[i] = kind[up];
      if (!we || !person) continue;
      agent[i] = speaker.affiliation;
      kind[i] = speaker.affiliation < 0 ? SourceKind::unnamed_group : source_kind_of(agents[static_cast<std::size_t>(speaker.affiliation)].kind, true);
    }
}

/// "Relatives were informed of", "citizens are asked to": in a body's document without anybody who does it, so that the body does.
bool is_of_issuer(const View& v, const Draft& d) {
  if (!d.source.empty() || d.cue.empty() || !v.is(d.cue[0].first, kBe | kHave)) return false;
  for (std::uint32_t i = d.cue[0].first; i < d.cue[0].last; ++i)
    if (v.word(i).verb != nullptr && v.word(i).verb->has(kRecipient)) return true;
  return false;
}

/// Whoever speaks in it is "we", or called as its publisher is: an outlet that says "we" gives the words of others, too.
bool only_we_speak(const View& v, const std::vector<Draft>& drafts) {
  const std::string last = lower_last_word(squeeze(v.document().publisher.value));
  const auto ours = [&](const Range& r) {
    for (std::uint32_t i = r.first; i < r.last; ++i)
      if (v.is(i, kFirstPerson) || v.is(i, last)) return true;
    return false;
  };
  return std::all_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.source.empty() || std::any_of(d.source.begin(), d.source.end(), ours); });
}

/// By block, what belongs to the page and not to the report: "The Boreal Press contributed to this report."
std::vector<bool> furniture(const Document& d) {
  std::vector<bool> out;
  for (const Block& b : d.blocks)
    out.push_back((b.kind == BlockKind::paragraph || b.kind == BlockKind::list) && ingest::is_furniture(squeeze(slice(d, b.span))));
  return out;
}

}  // namespace

bool speaks_for_body(const Agent& agent) {
  return agent.kind == AgentKind::government || agent.kind == AgentKind::organisation || agent.affiliation >= 0 ||
         (word_class(lower_last_word(agent.role)) & kOffice) != 0;
}

void settle(Sheet& sheet, const Antecedents& antecedents, Reading& reading, const StanceReader* stances) {
  const View& v = sheet.view;
  const auto of_the_page = furniture(v.document());
  std::vector<Draft> drafts;
  for (Draft& d : sheet.drafts) {
    if (of_the_page[v.sentence_of(d.content[0].first).block]) continue;
    if (!d.source.empty()) d.source[0] = without_label(v, d.source[0]);
    d.content = trimmed(v, d);
    if (!d.content.empty()) drafts.push_back(std::move(d));
  }
  std::vector<std::size_t> order(drafts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), Order{drafts});
  std::vector<Draft> sorted;
  sorted.reserve(drafts.size());
  for (std::size_t i : order) sorted.push_back(std::move(drafts[i]));
  const auto parents = nest(v, sorted);
  std::vector<int> depth(sorted.size(), 0);
  std::vector<std::int32_t> place(sorted.size(), -1);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    int n = 0;
    for (std::int32_t p = parents[i]; p >= 0 && n <= kDeepest; p = parents[static_cast<std::size_t>(p)]) ++n;
    depth[i] = n;
  }

  // Agents are met in the order of the text.
  AgentBook book(v, sheet.phrases, antecedents, reading.agents);
  if (sheet.statement && only_we_speak(v, sorted)) book.speaks_for_itself();
  std::vector<std::size_t> by_source(sorted.size());
  std::iota(by_source.begin(), by_source.end(), std::size_t{0});
  const auto at = [&](std::size_t i) {
    const Draft& d = sorted[i];
    return d.source.empty() ? (d.cue.empty() ? d.content[0].first : d.cue[0].first) : d.source[0].first;
  };
  std::stable_sort(by_source.begin(), by_source.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
  std::vector<std::int32_t> agent(sorted.size(), -1);
  std::vector<SourceKind> kind(sorted.size(), SourceKind::unattributed);
  std::vector<std::vector<SourceLink>> links(sorted.size());
  for (std::size_t i : by_source) {
    const Draft& d = sorted[i];
    if (depth[i] >= kDeepest) continue;
    const bool own = d.rule == kOwnVoice;
    if ((own ? sheet.statement : d.source.empty() && (d.cue.empty() || (sheet.statement && is_of_issuer(v, d)))) && book.issued_by_body()) {  // its document is its statement
      agent[i] = book.publisher();
      kind[i] = SourceKind::government;
      if (agent[i] >= 0 && reading.agents[static_cast<std::size_t>(agent[i])].kind != AgentKind::government) kind[i] = SourceKind::named_organisation;
    } else if (!d.source.empty()) {
      agent[i] = book.speaker(without_owner(v, d.source[0]), kind[i]);
    }
    for (const LinkDraft& l : d.links) {
      SourceLink link{l.kind, v.bytes(l.cue), v.bytes(l.span), -1};
      const SourcePhrase phrase = book.parse(l.span);
      if (l.kind == SourceLink::Kind::told && phrase.agent != AgentKind::media && !(phrase.named && phrase.agent == AgentKind::organisation)) continue;
      SourceKind unused;
      link.agent = book.resolve(l.span, unused);
      if (link.agent == agent[i]) continue;  // "a report by the Courier that cited ...": its own
      links[i].push_back(link);
    }
  }

  adopt_speakers(v, sorted, parents, depth, reading.agents, agent, kind);
  const auto now = book.look_ahead();
  for (Agent& a : reading.agents) {
    std::sort(a.mentions.begin(), a.mentions.end());
    a.mentions.erase(std::unique(a.mentions.begin(), a.mentions.end()), a.mentions.end());
  }
  const auto renumber = [&](std::int32_t& a) { if (a >= 0) a = now[static_cast<std::size_t>(a)]; };
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    renumber(agent[i]);
    if (kind[i] == SourceKind::unnamed_individual && agent[i] >= 0 && reading.agents[static_cast<std::size_t>(agent[i])].kind == AgentKind::person) kind[i] = SourceKind::named_person;
    for (SourceLink& l : links[i]) renumber(l.agent);
  }

  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (depth[i] >= kDeepest) continue;
    const Draft& d = sorted[i];
    Attribution a;
    a.source = spans(v, d.source);
    a.cue = spans(v, d.cue);
    a.content = spans(v, d.content);
    a.agent = agent[i];
    a.source_kind = kind[i];
    a.links = std::move(links[i]);
    const bool body = a.agent >= 0 && speaks_for_body(reading.agents[static_cast<std::size_t>(a.agent)]);
    if (stances) {
      const StanceReading stand = stances->read(v, d.source, d.cue, d.content, body);
      const bool named = a.source_kind == SourceKind::named_person || a.source_kind == SourceKind::named_organisation || a.source_kind == SourceKind::government ||
                         a.source_kind == SourceKind::document;
      a.stance = d.rule == kOwnVoice ? own_voice_stance(v, d, sheet.statement) : named_stance(v, d, body ? body_stance(v, d, stand.stance) : stand.stance, named);
      a.negated = (stand.negated || stance::refuses_to_speak(v, d.cue, d.content)) && d.rule != kOwnVoice;
      a.certainty = a.stance != Stance::denies && leaves_open(v, d) ? Certainty::open : stand.certainty;
    } else {
      a.stance = d.rule == kOwnVoice ? own_voice_stance(v, d, sheet.statement) : settled_stance(v, d, body);
      a.negated = d.negated;
    }
    a.confidence = d.confidence;
    a.rule = d.rule;
    place[i] = static_cast<std::int32_t>(reading.attributions.size());
    reading.attributions.push_back(std::move(a));
  }
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (place[i] >= 0 && parents[i] >= 0) reading.attributions[static_cast<std::size_t>(place[i])].parent = place[static_cast<std::size_t>(parents[i])];
  if (stances) inherit_openness(reading.attributions);
}

}  // namespace stemma::claims
