#include <algorithm>

#include "base/utf8.h"
#include "protect/scrub.h"

namespace stemma::protect {
namespace {

void scrub(Stated& s, const Scrubber& scrubber) { s.value = scrubber.string(s.value); }

/// A grounded value says in figures what a mark has taken out of the text.
void blank(TimeExpression& t) {
  t.value.clear(), t.mod.clear(), t.quant.clear(), t.freq.clear(), t.edtf.clear(), t.earliest.clear(), t.latest.clear();
  t.granularity.clear(), t.calendar.clear(), t.anchor.clear();
}
void blank(Figure& f) {
  f.value.reset(), f.low.reset(), f.high.reset(), f.converted.reset();
  f.number.clear(), f.unit.clear(), f.converted_unit.clear(), f.counted.clear(), f.group.clear(), f.as_of.clear(), f.doubt.clear();
}

class Mover {
 public:
  Mover(Reading& r, const Shift& shift, const Scrubber& scrubber) : r_(r), shift_(shift), scrubber_(scrubber) {}

  void run(const Secrets& secrets, const std::vector<std::int32_t>& own) {
    document(r_.document);
    for (std::size_t a = 0; a < r_.agents.size(); ++a) agent(r_.agents[a], own[a] < 0 ? nullptr : &secrets.people[static_cast<std::size_t>(own[a])]);
    std::vector<bool> undated(r_.attributions.size(), false);
    for (const auto& t : r_.times)
      if (t.role == TimeExpression::Role::said && t.attribution >= 0 && shift_.touches(t.span)) undated[static_cast<std::size_t>(t.attribution)] = true;
    for (std::size_t a = 0; a < r_.attributions.size(); ++a) attribution(r_.attributions[a], undated[a]);
    for (auto& f : r_.figures) figure(f);
    for (auto& p : r_.places) place(p);
    for (auto& e : r_.events) event(e);
    for (auto& t : r_.times) {
      if (shift_.touches(t.span)) blank(t);
      t.span = shift_(t.span);
    }
    r_.document.text = shift_.text();
  }

 private:
  void document(Document& d) {
    for (Block& b : d.blocks) b.span = shift_(b.span);
    for (Entry& e : d.entries) e.span = shift_(e.span);
    for (PageStart& p : d.pages) p.text = shift_.begin(p.text);
    if (!d.dateline) return;
    if (shift_.touches(d.dateline->span)) d.dateline->place.clear(), d.dateline->date.clear(), d.dateline->agency.clear();
    d.dateline->span = shift_(d.dateline->span);
  }
  void agent(Agent& a, const Person* person) {
    if (person != nullptr) {
      a.name = person->stand_in.empty() ? std::string(redaction_mark) + " [redacted]" : person->stand_in;
      a.aliases.clear();
      if (person->stand_in.empty()) a.role.clear();
    } else {
      a.name = scrubber_.string(a.name);
      for (auto& alias : a.aliases) alias = scrubber_.string(alias);
    }
    a.role = scrubber_.string(a.role);
    const bool all_gone = !a.mentions.empty() && std::all_of(a.mentions.begin(), a.mentions.end(), [&](ByteSpan m) { return shift_.marks(m); });
    a.mentions = shift_(a.mentions);
    if (all_gone) a.name = std::string(redaction_mark) + " [redacted]", a.aliases.clear(), a.role.clear();
    std::erase_if(a.aliases, [&](const std::string& alias) { return alias == a.name || shift_.text().find(alias) == std::string::npos; });
  }
  void attribution(Attribution& a, bool undated) {
    a.source = shift_(a.source), a.cue = shift_(a.cue), a.content = shift_(a.content);
    for (auto& l : a.links) l.cue = shift_(l.cue), l.span = shift_(l.span);
    if (undated) a.said.clear();
  }
  void figure(Figure& f) {
    if (shift_.touches(f.span)) blank(f);
    if (f.time >= 0 && shift_.touches(r_.times[static_cast<std::size_t>(f.time)].span)) f.as_of.clear();
    f.group = scrubber_.string(f.group);
    if (f.counted_span && shift_.touches(*f.counted_span)) f.counted = scrubber_.string(f.counted);
    f.span = shift_(f.span), f.quantity_span = shift_(f.quantity_span), f.number_span = shift_(f.number_span);
    if (f.counted_span) f.counted_span = shift_(*f.counted_span);
  }
  void place(Place& p) {
    const bool gone = shift_.touches(p.span);
    p.span = shift_(p.span);
    if (gone) p.name = std::string(slice(std::string_view(shift_.text()), p.span)), p.matches.clear(), p.address = false;
    else p.name = scrubber_.string(p.name);
  }
  void event(Event& e) {
    if (shift_.touches(e.span)) e.predicate = redaction_mark, e.predicate_class.clear();
    e.span = shift_(e.span);
    for (auto& p : e.participants) {
      const bool gone = shift_.touches(p.span);
      p.span = shift_(p.span);
      p.name = gone ? std::string(slice(std::string_view(shift_.text()), p.span)) : scrubber_.string(p.name);
    }
  }

  Reading& r_;
  const Shift& shift_;
  const Scrubber& scrubber_;
};

}  // namespace

void apply(Reading& r, const Shift& shift, const Scrubber& scrubber, const Secrets& secrets, const std::vector<std::int32_t>& own) {
  Mover(r, shift, scrubber).run(secrets, own);
}

void apply_metadata(Document& d, const Scrubber& scrubber) {
  d.path = "withheld/" + d.id, d.part.clear(), d.url = {}, d.source = {}, d.map = {};
  for (Stated* s : {&d.title, &d.publisher, &d.agency, &d.section}) scrub(*s, scrubber);
  for (Author& a : d.authors) scrub(a, scrubber);
  // What is not kept of two statements may still say what was taken out of the other.
  std::erase_if(d.conflicts, [](const Conflict& c) { return c.field == "title" || c.field == "url" || c.field == "authors" || c.field == "publisher"; });
  for (Entry& e : d.entries) {
    scrub(e.title, scrubber);
    for (Author& a : e.authors) scrub(a, scrubber);
  }
  for (auto& w : d.warnings) w = scrubber.string(w);
}

bool metadata_is_clean(const Document& d, const Scrubber& scrubber) {
  for (const std::string* s : {&d.path, &d.part, &d.title.value, &d.publisher.value, &d.agency.value, &d.section.value, &d.url.value})
    if (!scrubber.is_clean(*s)) return false;
  for (const Author& a : d.authors)
    if (!scrubber.is_clean(a.value)) return false;
  for (const Conflict& c : d.conflicts)
    if (!scrubber.is_clean(c.kept.value) || !scrubber.is_clean(c.other.value)) return false;
  for (const Entry& e : d.entries) {
    if (!scrubber.is_clean(e.title.value)) return false;
    for (const Author& a : e.authors)
      if (!scrubber.is_clean(a.value)) return false;
  }
  return std::all_of(d.warnings.begin(), d.warnings.end(), [&](const std::string& w) { return scrubber.is_clean(w); });
}

}  // namespace stemma::protect
