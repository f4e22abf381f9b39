// The text form of what claims/ground/ found: a line a value, what is empty left out.
#include <fmt/format.h>

#include <iterator>

#include "base/utf8.h"
#include "read/dump.h"

namespace stemma {
namespace {

class Lines {
 public:
  explicit Lines(const Document& document) : at_(document.text) {}
  std::string take() { return std::move(out_); }

  /// Begins a line: `time [12,30) "on Thursday"`.
  void head(std::string_view what, ByteSpan s) { fmt::format_to(std::back_inserter(out_), "{} {}", what, at_.words(s)); }
  void value(std::string_view key, std::string_view v) {
    if (!v.empty()) fmt::format_to(std::back_inserter(out_), " {}={}", key, printable(v));
  }
  void value(std::string_view key, const std::optional<double>& v) {
    if (v) fmt::format_to(std::back_inserter(out_), " {}={}", key, *v);
  }
  void index(std::string_view key, std::int32_t i) {
    if (i >= 0) fmt::format_to(std::back_inserter(out_), " {}=#{}", key, i);
  }
  void indices(std::string_view key, const std::vector<std::int32_t>& all) {
    for (const std::int32_t i : all) index(key, i);
  }
  void flag(std::string_view word, bool on) {
    if (on) fmt::format_to(std::back_inserter(out_), " {}", word);
  }
  /// Ends it: who says so, how sure, by which rule.
  void tail(const Grounded& g) {
    index("attribution", g.attribution);
    fmt::format_to(std::back_inserter(out_), " {:.2f} {}\n", g.confidence, printable(g.rule));
  }
  void more(std::string_view line) { fmt::format_to(std::back_inserter(out_), "    {}\n", line); }
  std::string words(ByteSpan s) const { return at_.words(s); }

 private:
  Offsets at_;
  std::string out_;
};

}  // namespace

std::string dump_times(const Reading& r) {
  Lines out(r.document);
  for (const TimeExpression& t : r.times) {
    out.head(name(t.kind), t.span);
    out.value("value", t.value), out.value("mod", t.mod), out.value("quant", t.quant), out.value("freq", t.freq), out.value("edtf", t.edtf);
    out.value("earliest", t.earliest), out.value("latest", t.latest), out.value("granularity", t.granularity);
    out.flag("approximate", t.approximate), out.value("calendar", t.calendar), out.value("from", t.anchor);
    out.flag("said", t.role == TimeExpression::Role::said);
    out.tail(t);
  }
  for (std::size_t i = 0; i < r.attributions.size(); ++i)
    if (const std::string& said = r.attributions[i].said; !said.empty()) out.more(fmt::format("attribution #{} was said on {}", i, said));
  return out.take();
}

std::string dump_figures(const Reading& r) {
  Lines out(r.document);
  for (const Figure& f : r.figures) {
    out.head(name(f.kind), f.span);
    out.value("bound", name(f.bound)), out.value("value", f.value), out.value("low", f.low), out.value("high", f.high);
    out.value("number", f.number), out.value("unit", f.unit), out.value("converted", f.converted), out.value("to", f.converted_unit);
    out.value("counted", f.counted), out.value("group", f.group), out.index("place", f.place), out.index("time", f.time);
    out.value("as_of", f.as_of), out.value("doubt", f.doubt);
    out.tail(f);
    if (f.counted_span) out.more("counts " + out.words(*f.counted_span));
  }
  return out.take();
}

std::string dump_places(const Reading& r) {
  Lines out(r.document);
  for (const Place& p : r.places) {
    out.head(name(p.kind), p.span);
    out.value("name", p.name), out.flag("address", p.address);
    out.tail(p);
    for (const PlaceMatch& m : p.matches)
      out.more(fmt::format("{:.2f} {} {} {}{}{} {:.2f} {:.2f}", m.confidence, m.geonames, printable(m.name), m.feature,
                           m.division.empty() ? "" : " " + printable(m.division), m.country.empty() ? "" : " " + m.country, m.latitude, m.longitude));
  }
  return out.take();
}

std::string dump_events(const Reading& r) {
  Lines out(r.document);
  for (const Event& e : r.events) {
    out.head("event", e.span);
    out.value("predicate", e.predicate), out.value("class", e.predicate_class), out.flag("not", e.negated), out.flag(name(e.modality), true);
    out.flag("main", e.main), out.indices("time", e.times), out.indices("place", e.places), out.indices("figure", e.figures);
    out.tail(e);
    for (const Participant& p : e.participants)
      out.more(fmt::format("{}{} {} = {}{}", name(p.role), p.preposition.empty() ? "" : " " + printable(p.preposition), out.words(p.span), printable(p.name),
                           p.agent < 0 ? "" : fmt::format(" agent #{}", p.agent)));
  }
  return out.take();
}

}  // namespace stemma
