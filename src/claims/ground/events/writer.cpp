#include "claims/ground/events/writer.h"

namespace stemma::claims::ground::events {

using lang::Relation;
using lang::Tag;
using lang::Upos;
using Role = ParticipantRole;

Writer::Writer(const Page& page, const Tables& tables, const Tree& tree, const Clauses& clauses, const Namer& namer,
               const std::vector<Saying>& cue)
    : page_(page), tables_(tables), tree_(tree), clauses_(clauses), namer_(namer), cue_(cue), event_of_(page.size(), -1),
      stands_for_(page.size(), -1) {
  std::vector<std::pair<std::uint32_t, const NounEntry*>> nouns;
  for (std::uint32_t i = 0; i < page.size(); ++i)
    if (const NounEntry* n = event_noun(i)) {
      nouns.emplace_back(i, n);
      if (const std::int32_t verb = stand_in(i); verb >= 0 && stands_for_[static_cast<std::size_t>(verb)] < 0)
        stands_for_[static_cast<std::size_t>(verb)] = static_cast<std::int32_t>(i);
    }
  auto next = nouns.begin();
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (next != nouns.end() && next->first == i) {
      const NounEntry& entry = *(next++)->second;
      if (stands_for_[i] < 0) noun(i, entry);  // else it belongs to a verb: "opened fire"
    } else if (const std::int32_t c = clauses.at(i); c >= 0 && stands_for_[i] < 0 && (cue[i] == Saying::none || page.attribution(i) >= 0)) {
      // What the outlet tells of a saying is an attribution; what a source does is told by it: "said that the managers had been warned".
      const Clause& clause = clauses.all()[static_cast<std::size_t>(c)];
      if (!clause.transparent) this->clause(clause);
    }
  }
  for (std::uint32_t i = 0; i < page.size(); ++i)
    if (stands_for_[i] >= 0) event_of_[i] = event_of_[static_cast<std::size_t>(stands_for_[i])];
}

Event Writer::begin(std::uint32_t i, const char* rule, float confidence) const {
  Event e;
  e.span = page_.token(i).span;
  e.attribution = page_.attribution(i);
  e.confidence = confidence, e.rule = rule;
  return e;
}

void Writer::end(Event event, std::uint32_t token, std::uint32_t seat) {
  // "is the wounded driver": what stands within a copula's words would come before it
  if (!events_.empty() && event.span.begin < events_.back().span.begin) event.span.begin = page_.token(token).span.begin;
  event_of_[token] = static_cast<std::int32_t>(events_.size());
  seat_.push_back(seat);
  events_.push_back(std::move(event));
}

void Writer::predicate(const Clause& c, Event& event, const VerbEntry*& verb, std::int32_t& taken, std::int32_t& behind) const {
  event.predicate = c.lemma;
  if (c.particle >= 0) {
    event.predicate += " ", event.predicate += page_.lower(static_cast<std::uint32_t>(c.particle));
    if (static_cast<std::uint32_t>(c.particle) == c.token + 1) event.span.end = page_.token(c.token + 1).span.end;
  } else if (tables_.has_phrases(c.lemma)) {
    for (const std::uint32_t i : tree_.children(c.token)) {
      const Relation r = page_.token(i).relation;
      const bool oblique = r == Relation::obl;
      if (!oblique && r != Relation::obj && r != Relation::xcomp && r != Relation::advmod && r != Relation::nsubj_pass) continue;
      std::string key = c.lemma + " " + (oblique ? preposition(i) : std::string(page_.lower(i)));
      if (oblique && (verb = tables_.verb(key + " _"))) {
        event.predicate = std::move(key), behind = static_cast<std::int32_t>(i);
        break;
      }
      if (oblique) key += " ", key += page_.lower(i);
      if (tables_.verb(key)) {
        event.predicate = std::move(key), taken = static_cast<std::int32_t>(i);
        break;
      }
    }
  }
  if (!verb) verb = tables_.verb(event.predicate);
  if (verb) event.predicate_class = tables_.class_name(verb->predicate_class);
}

/// With an adjective, a noun, or a phrase: "be dead", "be director", "be in prison".
void Writer::copula(const Clause& c, Event& event) const {
  std::string what;
  if (c.verbal) what = page_.lower(c.token);
  else if (const std::string p = preposition(c.token); !p.empty()) what = p + " " + std::string(page_.lower(c.token));
  else what = c.lemma;
  event.predicate = "be " + what;
  for (const std::uint32_t i : tree_.children(c.token))
    if (page_.token(i).relation == Relation::cop && i < c.token && c.token - i <= 5) event.span.begin = page_.token(i).span.begin;
  event.predicate_class = tables_.class_name(tables_.adjective(what));
}

/// "were missing", "is closed": a state, though the tagger has it for a verb.
bool Writer::state(const Clause& c) const {
  const Tag tag = page_.token(c.token).tag;
  if ((tag != Tag::gerund && tag != Tag::participle) || c.object >= 0 || tables_.adjective(page_.lower(c.token)) == 0) return false;
  if (tag == Tag::gerund) return true;
  bool is = false, agent = false;
  for (const std::uint32_t i : tree_.children(c.token)) {
    const std::string_view w = page_.lower(i);
    is |= page_.token(i).relation == Relation::aux_pass && (w == "is" || w == "are" || w == "'s" || w == "’s");
    const Relation r = page_.token(i).relation;
    agent |= r == Relation::obl_agent || (r == Relation::obl && preposition(i) == "by") || r == Relation::aux;
  }
  return is && !agent;
}

/// "3.5 per cent" of "rose 3.5 per cent": by how much, not what.
bool Writer::amount(std::int32_t i) const {
  if (i < 0) return false;
  const Upos u = page_.token(static_cast<std::uint32_t>(i)).upos;
  const std::string_view w = page_.lower(static_cast<std::uint32_t>(i));
  return u == Upos::num || u == Upos::sym || w == "percent" || w == "cent" || w == "points" || w == "%";
}

/// "told the nurse", but not "told lies".
bool Writer::told(const VerbEntry* verb, const Clause& c) const {
  return verb && verb->to_object && c.recipient < 0 && namer_.acting(static_cast<std::uint32_t>(c.object));
}

void Writer::clause(const Clause& c) {
  const lang::Token& t = page_.token(c.token);
  const VerbEntry* verb = nullptr;
  std::int32_t taken = -1, behind = -1;
  Event e = begin(c.token, c.verbal ? "verb" : "copula", c.verbal ? .85f : .8f);
  if (c.verbal && !state(c)) predicate(c, e, verb, taken, behind);
  else copula(c, e);
  if (t.relation == Relation::amod) {  // "the wounded driver"; others describe rather than tell
    if (e.predicate_class.empty() || !c.passive) return;
    e.rule = "participle", e.confidence = .6f;
  }
  if (cue_[c.token] != Saying::none) e.rule = "saying", e.confidence = .7f;
  e.negated = c.negated, e.modality = c.modality;
  const std::int32_t object = c.object == taken || (verb && verb->undergone && amount(c.object)) ? -1 : c.object;
  if (c.subject >= 0 && c.subject != taken) {
    const auto subject = static_cast<std::uint32_t>(c.subject);
    const bool state_of = !verb && !e.predicate_class.empty();  // "is dead", "is closed"
    const bool by_itself = verb && verb->undergone && object < 0 && !(verb->by_things && namer_.acting(subject));
    const bool receives = c.passive && verb && (verb->to_object || (verb->giving && object >= 0));
    namer_.add(e, receives ? Role::recipient : c.passive || state_of || by_itself ? Role::undergoer : Role::doer, subject);
  }
  if (object >= 0 && c.passive && c.particle >= 0)  // "was taken off a bus"
    namer_.add(e, Role::other, static_cast<std::uint32_t>(object), page_.lower(static_cast<std::uint32_t>(c.particle)));
  else if (object >= 0)
    namer_.add(e, told(verb, c) ? Role::recipient : Role::undergoer, static_cast<std::uint32_t>(object));
  if (c.recipient >= 0 && c.recipient != taken) namer_.add(e, Role::recipient, static_cast<std::uint32_t>(c.recipient));
  if (behind >= 0) namer_.add(e, Role::undergoer, static_cast<std::uint32_t>(behind)), taken = behind;
  others(c.token, c.passive, verb && verb->giving, taken, e);
  if (taken >= 0 && behind < 0) {
    std::int32_t& stands_for = stands_for_[static_cast<std::size_t>(taken)];
    if (stands_for < 0) stands_for = static_cast<std::int32_t>(c.token);
  }
  end(std::move(e), c.token, c.token);
}

/// Its preposition is a word of saying: "according to the ministry".
bool Writer::by_cue(std::uint32_t i) const {
  for (const std::uint32_t c : tree_.children(i))
    if (page_.token(c).relation == Relation::case_ && cue_[c] != Saying::none && page_.lower(c) != "by") return true;
  return false;
}

/// Participants with a preposition.
void Writer::others(std::uint32_t head, bool passive, bool giving, std::int32_t taken, Event& e) const {
  for (const std::uint32_t i : tree_.children(head)) {
    const Relation r = page_.token(i).relation;
    if (static_cast<std::int32_t>(i) == taken || clauses_.at(i) >= 0) continue;
    if (r == Relation::iobj) namer_.add(e, Role::recipient, i);
    if ((r != Relation::obl && r != Relation::obl_agent) || namer_.temporal(i)) continue;
    const std::string p = preposition(i);
    if (by_cue(i)) continue;
    const bool manner = (tables_.effect(page_.lower(i)) & kManner) != 0;
    if (!manner && p == "by" && (r == Relation::obl_agent || passive)) namer_.add(e, Role::doer, i);
    else if (giving && p == "to") namer_.add(e, Role::recipient, i);
    else if (!p.empty()) namer_.add(e, Role::other, i, p);
  }
}

/// The preposition next to token i's phrase, with what is fixed to it or ends in "of": "in", "because of", "out of".
std::string Writer::preposition(std::uint32_t i) const {
  std::string out, before;
  for (const std::uint32_t c : tree_.children(i)) {
    if (page_.token(c).relation != Relation::case_ || page_.token(c).tag == Tag::owner) continue;
    before = out;
    out = page_.lower(c);
    for (const std::uint32_t f : tree_.children(c))
      if (page_.token(f).relation == Relation::fixed) out += ' ', out += page_.lower(f);
  }
  return out == "of" && !before.empty() ? before + " of" : out;
}

}  // namespace stemma::claims::ground::events
