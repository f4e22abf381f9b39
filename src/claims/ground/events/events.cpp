#include "claims/ground/events/events.h"

#include <algorithm>

#include "claims/ground/events/clauses.h"
#include "claims/ground/word_forms.h"
#include "claims/ground/events/participants.h"
#include "claims/ground/events/tables.h"
#include "claims/ground/events/tree.h"
#include "claims/ground/events/writer.h"

namespace stemma::claims::ground {
namespace {

using namespace events;

/// A cue that tells of a deed is none ("the police arrested" taken for one): what is done by it is an event like others.
bool tells(const Page& page, const Tables& tables, const Attribution& a) {
  const auto& tokens = page.analysis().tokens;
  for (const ByteSpan s : a.cue)
    for (std::uint32_t i = page.token_at(s.begin); i < page.size() && tokens[i].span.begin < s.end; ++i) {
      if (tokens[i].upos == lang::Upos::verb) {
        const std::string lemma = VerbForms::built_in()->lemma(page.lower(i));
        const VerbEntry* v = tables.verb(lemma);
        if (v && v->predicate_class && !v->speech && !(tables.effect(lemma) & kSays) && !tables.complement(lemma)) return true;
      } else if (tokens[i].upos == lang::Upos::noun) {
        const NounEntry* n = tables.noun(page.lower(i));
        if (n && n->predicate_class && !n->speech && !tables.complement(n->verb)) return true;
      }
    }
  return false;
}

std::vector<Saying> sayings(const Page& page, const Tables& tables, const Reading& reading) {
  std::vector<Saying> out(page.size(), Saying::none);
  const auto& tokens = page.analysis().tokens;
  for (const Attribution& a : reading.attributions) {
    if (tells(page, tables, a)) continue;
    for (const ByteSpan s : a.cue)
      for (std::uint32_t i = page.token_at(s.begin); i < page.size() && tokens[i].span.begin < s.end; ++i)
        out[i] = a.stance == Stance::denies ? Saying::denial : Saying::cue;
  }
  return out;
}

/// How far from the sentence's root; what only describes a noun ("the clerk, who kept the register") counts as one step further.
std::uint32_t distance(const Page& page, const Tree& tree, std::uint32_t seat) {
  using lang::Relation;
  const Relation r = page.token(seat).relation;
  return tree.depth(seat) + (r == Relation::acl || r == Relation::acl_relcl || r == Relation::amod ? 1 : 0);
}

/// Of the first sentence of each attribution's content in which something happens, the predicate nearest to the sentence's root.
void mark_main(const Page& page, const Tree& tree, const std::vector<std::uint32_t>& seat, std::size_t attributions,
               std::vector<Event>& all) {
  struct Best {
    std::int32_t event = -1;
    std::uint32_t sentence = 0, depth = 0;
  };
  std::vector<Best> best(attributions);
  for (std::size_t e = 0; e < all.size(); ++e) {
    if (all[e].attribution < 0) continue;
    Best& b = best[static_cast<std::size_t>(all[e].attribution)];
    const std::uint32_t sentence = page.sentence(seat[e]), depth = distance(page, tree, seat[e]);
    if (b.event < 0 || (sentence == b.sentence && depth < b.depth)) b = {static_cast<std::int32_t>(e), sentence, depth};
  }
  for (const Best& b : best)
    if (b.event >= 0) all[static_cast<std::size_t>(b.event)].main = true;
}

/// Hangs times, places and figures on the nearest predicate above them in the tree.
class Values {
 public:
  Values(const Page& page, const Tree& tree, const std::vector<std::int32_t>& event_of, const std::vector<Saying>& cue)
      : page_(page), over_(page.size(), -1) {
    for (const std::uint32_t i : tree.down()) {
      const std::int32_t head = page.token(i).head;
      over_[i] = event_of[i] >= 0 ? event_of[i] : cue[i] != Saying::none || head < 0 ? -1 : over_[static_cast<std::size_t>(head)];
    }
  }

  template <class Value, class Skip>
  void hang(const std::vector<Value>& values, std::vector<std::int32_t> Event::*list, std::vector<Event>& events, Skip skip) const {
    for (std::size_t v = 0; v < values.size(); ++v) {
      if (skip(values[v])) continue;
      const std::uint32_t first = page_.token_at(values[v].span.begin);
      if (first >= page_.size()) continue;
      const std::int32_t event = over_[top(first, values[v].span.end)];
      if (event < 0 || events[static_cast<std::size_t>(event)].attribution != values[v].attribution) continue;
      (events[static_cast<std::size_t>(event)].*list).push_back(static_cast<std::int32_t>(v));
    }
  }

 private:
  /// The token of a value that the others hang on; of the first 16.
  std::uint32_t top(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t i = first; i < page_.size() && i < first + 16 && page_.token(i).span.begin < end; ++i) {
      const std::int32_t head = page_.token(i).head;
      if (head < 0 || static_cast<std::uint32_t>(head) < first || page_.token(static_cast<std::uint32_t>(head)).span.begin >= end) return i;
    }
    return first;
  }

  const Page& page_;
  std::vector<std::int32_t> over_;
};

}  // namespace

Result<Events> Events::built_in() {
  const auto& tables = Tables::built_in();
  if (!tables) return tl::unexpected(tables.error());
  if (const auto& verbs = VerbForms::built_in(); !verbs) return tl::unexpected(verbs.error());
  return Events(*tables);
}

void Events::read(const Page& page, Reading& reading) const {
  const Tree tree(page.analysis().tokens);
  const std::vector<Saying> cue = sayings(page, *tables_, reading);
  const Clauses clauses(page, *tables_, tree, cue);
  const Namer namer(page, reading, tree);
  Writer writer(page, *tables_, tree, clauses, namer, cue);
  reading.events = writer.take();
  mark_main(page, tree, writer.seat(), reading.attributions.size(), reading.events);
  const Values values(page, tree, writer.event_of(), cue);
  values.hang(reading.times, &Event::times, reading.events, [](const TimeExpression& t) { return t.role == TimeExpression::Role::said; });
  values.hang(reading.places, &Event::places, reading.events, [](const Place&) { return false; });
  values.hang(reading.figures, &Event::figures, reading.events, [](const Figure&) { return false; });
}

}  // namespace stemma::claims::ground
