#include "store/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/hash.h"
#include "base/utf8.h"
#include "claims/ground/fields.h"
#include "ingest/byte_map.h"
#include "store/map_blob.h"

namespace stemma::store {
namespace {

class Fields {
 public:
  void add(std::string_view s) { add(s.size()), hash_.update(s); }
  void add(std::uint64_t n) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(n >> (8 * i));
    hash_.update({bytes, 8});
  }
  void add(std::int32_t n) { add(static_cast<std::uint64_t>(static_cast<std::int64_t>(n))); }
  void add(double n) { add(std::bit_cast<std::uint64_t>(n)); }
  void add(const std::optional<double>& n) {
    add(std::uint64_t{n.has_value()});
    if (n) add(*n);
  }
  void add(ByteSpan s) { add(std::uint64_t{s.begin}), add(std::uint64_t{s.end}); }
  void add(const Stated& s) { add(s.value), add(s.origin); }
  template <class T>
  void add(const std::vector<T>& list) {
    add(std::uint64_t{list.size()});
    for (const auto& item : list) add(item);
  }
  void add(const std::string& s) { add(std::string_view(s)); }

  void add(const Block& b) { add(name(b.kind)), add(b.span); }
  void add(const Document& d) {
    for (const std::string* s : {&d.id, &d.path, &d.part, &d.sha256, &d.format}) add(*s);
    add(d.title), add(d.authors), add(d.publisher), add(d.agency), add(d.published), add(d.modified);
    add(std::uint64_t{d.dateline.has_value()});
    if (d.dateline) add(d.dateline->place), add(d.dateline->date), add(d.dateline->agency), add(d.dateline->span);
    add(d.url), add(d.language), add(std::uint64_t{d.withdrawn}), add(std::uint64_t{d.kill_notice}), add(std::uint64_t{d.repaired});
    add(d.text), add(d.blocks), add(d.warnings);
  }
  /// What schema 1 did not keep.
  void add_since_2(const Document& d) {
    const Stated* const all[] = {&d.title, &d.publisher, &d.agency, &d.published, &d.modified, &d.url, &d.section, &d.captured};
    for (const Stated* s : all) add(std::uint64_t{s->unsure});
    for (std::size_t i = 0; i < d.authors.size(); ++i)
      if (d.authors[i].organisation || d.authors[i].unsure) add(std::uint64_t{i}), add_whole(d.authors[i]);
    add(d.section), add(d.captured), add(std::uint64_t{d.conflicts.size()});
    for (const Conflict& c : d.conflicts) add(c.field), add_whole(c.kept), add_whole(c.other);
    add(std::uint64_t{d.flaws.size()});
    for (const CaptureFlaw f : d.flaws) add(name(f));
    add(std::uint64_t{d.entries.size()});
    for (const Entry& e : d.entries) {
      add(e.span), add_whole(e.title), add_whole(e.published), add(std::uint64_t{e.authors.size()});
      for (const Author& a : e.authors) add_whole(a);
    }
    add(std::uint64_t{d.left_out.size()});
    for (const LeftOut& l : d.left_out) add(name(l.kind)), add(std::uint64_t{l.pieces}), add(std::uint64_t{l.bytes});
    add(d.source.offset), add(d.source.length), add(d.source.codings), add(map_blob(d.map)), add(std::uint64_t{d.pages.size()});
    for (const PageStart& p : d.pages) add(std::uint64_t{p.text}), add(std::uint64_t{p.number});
  }
  void add(const Agent& a) {
    add(a.name), add(name(a.kind)), add(a.aliases), add(a.role), add(a.affiliation), add(std::uint64_t{a.vague}), add(a.mentions);
  }
  void add(const SourceLink& l) { add(name(l.kind)), add(l.cue), add(l.span), add(l.agent); }
  void add(const Attribution& a) {
    add(a.source), add(a.cue), add(a.content), add(name(a.stance)), add(std::uint64_t{a.negated}), add(name(a.source_kind));
    add(a.agent), add(a.parent), add(a.links), add(a.said), add(static_cast<double>(a.confidence)), add(a.rule);
  }
  void add(std::uint32_t n) { add(std::uint64_t{n}); }
  void add(bool on) { add(std::uint64_t{on}); }
  void add(float n) { add(static_cast<double>(n)); }
  void add(const std::optional<ByteSpan>& s) {
    add(s.has_value());
    if (s) add(*s);
  }
  template <class T>
    requires std::is_enum_v<T>
  void add(T word) { add(name(word)); }
  template <class T>
    requires requires(T& t) { claims::ground::each_field(t, [](const char*, auto&) {}); }
  void add(const T& grounded) {
    claims::ground::each_field(grounded, [this](const char*, const auto& field) { this->add(field); });
  }

  std::string hex() { return hash_.hex(); }

 private:
  void add_whole(const Stated& s) { add(s), add(std::uint64_t{s.unsure}); }
  void add_whole(const Author& a) { add_whole(static_cast<const Stated&>(a)), add(std::uint64_t{a.organisation}); }

  Sha256 hash_;
};

std::string since_2(const Document& d) {
  Fields fields;
  fields.add_since_2(d);
  return fields.hex();
}

/// A reading in which nothing was grounded has the digest of schema 3.
std::string since_4(const Reading& r) {
  if (r.times.empty() && r.figures.empty() && r.places.empty() && r.events.empty()) return {};
  Fields fields;
  fields.add(r.times), fields.add(r.figures), fields.add(r.places), fields.add(r.events);
  return fields.hex();
}

/// The digest of a reading whose attributions are all certain is that of schema 2.
std::string since_3(const std::vector<Attribution>& attributions) {
  Fields fields;
  bool any = false;
  for (std::size_t i = 0; i < attributions.size(); ++i)
    if (const Certainty c = attributions[i].certainty; c != Certainty::certain) fields.add(std::uint64_t{i}), fields.add(name(c)), any = true;
  return any ? fields.hex() : std::string();
}

class Check {
 public:
  explicit Check(const Reading& reading) : r_(reading), text_(reading.document.text) {}

  std::string run() {
    if (find_invalid_utf8(text_) != std::string_view::npos) return "its text is not valid UTF-8";
    const Document& d = r_.document;
    std::uint32_t at = 0;
    for (const auto& b : d.blocks) {
      if (!inside(b.span) || b.span.begin < at) return "a block lies outside its text or over another";
      at = b.span.end;
    }
    if (d.dateline && !inside(d.dateline->span)) return "its dateline lies outside its text";
    for (const std::string* s : {&d.part, &d.title.value, &d.publisher.value, &d.agency.value, &d.published.value, &d.url.value, &d.section.value,
                                 &d.captured.value})
      if (!valid(*s)) return "a value of its page is not valid UTF-8";
    for (const auto& author : d.authors)
      if (!valid(author.value)) return "an author's name is not valid UTF-8";
    for (const auto& c : d.conflicts)
      if (!valid(c.field) || !valid(c.kept.value) || !valid(c.other.value)) return "a value of its page is not valid UTF-8";
    if (const auto wrong = parts(d); !wrong.empty()) return wrong;
    for (const auto& a : r_.agents) {
      if (!valid(a.name) || !valid(a.role) || !std::all_of(a.aliases.begin(), a.aliases.end(), valid)) return "a name is not valid UTF-8";
      if (!inside(a.mentions) || !index(a.affiliation, r_.agents.size())) return fmt::format("its agent \"{}\" points outside", a.name);
    }
    for (std::size_t i = 0; i < r_.attributions.size(); ++i) {
      const auto& a = r_.attributions[i];
      bool good = inside(a.source) && inside(a.cue) && inside(a.content) && !a.content.empty() && index(a.agent, r_.agents.size()) &&
                  index(a.parent, r_.attributions.size());
      for (const auto& l : a.links) good = good && inside(l.cue) && inside(l.span) && index(l.agent, r_.agents.size());
      if (!good) return fmt::format("its attribution {} points outside", i);
    }
    for (const auto& t : r_.times) if (!grounded(t)) return "a time points outside";
    for (const auto& f : r_.figures)
      if (!grounded(f) || !inside(f.quantity_span) || !inside(f.number_span) || (f.counted_span && !inside(*f.counted_span)) || !index(f.place, r_.places.size()) || !index(f.time, r_.times.size()))
        return "a figure points outside";
    for (const auto& p : r_.places) if (!grounded(p)) return "a place points outside";
    for (const auto& e : r_.events) {
      bool good = grounded(e) && indices(e.times, r_.times.size()) && indices(e.places, r_.places.size()) && indices(e.figures, r_.figures.size());
      for (const auto& p : e.participants) good = good && inside(p.span) && index(p.agent, r_.agents.size());
      if (!good) return "an event points outside";
    }
    if (goes_round(r_.attributions, &Attribution::parent)) return "an attribution stands inside itself";
    if (goes_round(r_.agents, &Agent::affiliation)) return "an agent speaks for itself in a circle";
    return {};
  }

 private:
  /// Entries, pages, and the way back to the original.
  std::string parts(const Document& d) const {
    std::uint32_t at = 0;
    for (const auto& e : d.entries) {
      if (!inside(e.span) || e.span.begin < at) return "an entry lies outside its text or over another";
      at = e.span.end;
      bool good = valid(e.title.value) && valid(e.published.value);
      for (const auto& author : e.authors) good = good && valid(author.value);
      if (!good) return "a value of an entry is not valid UTF-8";
    }
    at = 0;
    for (const auto& p : d.pages) {
      if (p.text > text_.size() || p.text < at) return "a page begins outside its text";
      at = p.text;
    }
    if (!std::all_of(d.source.codings.begin(), d.source.codings.end(), valid)) return "a coding is not valid UTF-8";
    if (d.source.length > ~d.source.offset) return "its source lies outside the original";
    const bool plain = d.source.codings.empty();
    if (!ingest::is_sound(d.map, text_.size(), plain ? d.source.length : ~std::uint64_t{0}))
      return "its map leads outside its text or its source";
    return {};
  }

  static bool valid(const std::string& s) { return find_invalid_utf8(s) == std::string_view::npos; }
  bool boundary(std::uint32_t at) const { return at == text_.size() || (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80; }
  bool inside(ByteSpan s) const { return s.begin <= s.end && s.end <= text_.size() && boundary(s.begin) && boundary(s.end); }
  bool inside(const Spans& spans) const {
    return std::all_of(spans.begin(), spans.end(), [this](ByteSpan s) { return inside(s); });
  }
  bool grounded(const Grounded& g) const { return inside(g.span) && index(g.attribution, r_.attributions.size()); }
  static bool indices(const std::vector<std::int32_t>& all, std::size_t size) {
    return std::all_of(all.begin(), all.end(), [size](std::int32_t i) { return i >= 0 && index(i, size); });
  }
  static bool index(std::int32_t i, std::size_t size) { return i >= -1 && i < static_cast<std::int64_t>(size); }

  /// Each item is walked over once: what an earlier walk has seen is known to end.
  template <class T>
  static bool goes_round(const std::vector<T>& items, std::int32_t T::*up) {
    std::vector<std::uint32_t> seen_in(items.size(), 0);
    for (std::uint32_t walk = 1; walk <= items.size(); ++walk)
      for (std::int32_t i = static_cast<std::int32_t>(walk - 1); i >= 0; i = items[static_cast<std::size_t>(i)].*up) {
        auto& seen = seen_in[static_cast<std::size_t>(i)];
        if (seen == walk) return true;
        if (seen != 0) break;
        seen = walk;
      }
    return false;
  }

  const Reading& r_;
  std::string_view text_;
};

}  // namespace

std::string digest(const Reading& reading) {
  Fields fields;
  fields.add(std::string_view("stemma reading 1"));
  fields.add(reading.document);
  fields.add(reading.attributions);
  fields.add(reading.agents);
  fields.add(std::uint64_t{0});  // where schema 1 would have had figures
  // A document that has nothing of it keeps the digest that a program of schema 1 gave it.
  static const std::string nothing = since_2(Document{});
  if (const std::string more = since_2(reading.document); more != nothing) fields.add(more);
  if (const std::string more = since_3(reading.attributions); !more.empty()) fields.add(more);
  if (const std::string more = since_4(reading); !more.empty()) fields.add(more);
  return fields.hex();
}

std::string what_is_wrong(const Reading& reading) { return Check(reading).run(); }

}  // namespace stemma::store
