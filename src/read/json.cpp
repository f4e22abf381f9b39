#include "read/json.h"

#include <nlohmann/json.hpp>

#include "claims/ground/fields.h"
#include "stemma/span.h"

namespace stemma {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }

class Writer {
 public:
  explicit Writer(const Reading& r) : r_(r), points_(r.document.text) {}

  Json line() const {
    const Document& d = r_.document;
    Json j;
    j["id"] = d.id;
    j["path"] = d.path;
    j["sha256"] = or_null(d.sha256);
    j["title"] = or_null(d.title.value);
    j["authors"] = Json::array();
    j["author_kinds"] = Json::array();
    for (const Author& a : d.authors) {
      j["authors"].push_back(a.value);
      j["author_kinds"].push_back(a.organisation ? "organisation" : "person");
    }
    j["publisher"] = or_null(d.publisher.value);
    j["agency"] = or_null(d.agency.value);
    j["published"] = or_null(d.published.value);
    j["modified"] = or_null(d.modified.value);
    j["captured"] = or_null(d.captured.value);
    j["section"] = or_null(d.section.value);
    j["unsure"] = unsure(d);
    j["conflicts"] = Json::array();
    for (const Conflict& c : d.conflicts)
      j["conflicts"].push_back(Json{{"field", c.field}, {"kept", c.kept.value}, {"kept_from", c.kept.origin}, {"other", c.other.value},
                                    {"other_from", c.other.origin}});
    j["flaws"] = Json::array();
    for (const CaptureFlaw f : d.flaws) j["flaws"].push_back(name(f));
    j["dateline"] = nullptr;
    if (d.dateline) j["dateline"] = Json{{"place", or_null(d.dateline->place)}, {"date", or_null(d.dateline->date)}};
    j["language"] = d.language;
    j["text"] = d.text;
    j["blocks"] = Json::array();
    for (const Block& b : d.blocks) j["blocks"].push_back(Json{{"kind", name(b.kind)}, {"span", span(b.span)}});
    j["entries"] = Json::array();
    for (const Entry& e : d.entries) j["entries"].push_back(entry(e));
    j["left_out"] = Json::array();
    for (const LeftOut& l : d.left_out) j["left_out"].push_back(Json{{"kind", name(l.kind)}, {"pieces", l.pieces}, {"bytes", l.bytes}});
    j["pages"] = Json::array();
    for (const PageStart& p : d.pages) j["pages"].push_back(Json{{"number", p.number}, {"start", points_.code_point(p.text)}});
    j["source"] = nullptr;
    if (d.source.length > 0) j["source"] = Json{{"offset", d.source.offset}, {"length", d.source.length}, {"codings", d.source.codings}};
    j["attributions"] = Json::array();
    for (std::size_t i = 0; i < r_.attributions.size(); ++i) j["attributions"].push_back(attribution(i));
    j["agents"] = Json::array();
    for (std::size_t i = 0; i < r_.agents.size(); ++i) j["agents"].push_back(agent(i));
    j["figures"] = all(r_.figures);
    j["times"] = all(r_.times);
    j["places"] = all(r_.places);
    j["events"] = all(r_.events);
    j["warnings"] = d.warnings;
    return j;
  }

 private:
  static Json unsure(const Document& d) {
    Json j = Json::array();
    const std::pair<const char*, const Stated*> all[] = {{"title", &d.title}, {"publisher", &d.publisher}, {"agency", &d.agency},
        {"published", &d.published}, {"modified", &d.modified}, {"captured", &d.captured}, {"section", &d.section}};
    for (const auto& [field, stated] : all)
      if (stated->unsure) j.push_back(field);
    return j;
  }
  Json entry(const Entry& e) const {
    Json authors = Json::array();
    for (const Author& a : e.authors) authors.push_back(a.value);
    return Json{{"span", span(e.span)}, {"title", or_null(e.title.value)}, {"published", or_null(e.published.value)},
                {"authors", std::move(authors)}};
  }
  Json span(ByteSpan s) const { return Json::array({points_.code_point(s.begin), points_.code_point(s.end)}); }
  Json spans(const Spans& all) const {
    Json j = Json::array();
    for (ByteSpan s : all) j.push_back(span(s));
    return j;
  }
  Json attribution_id(std::int32_t i) const { return i < 0 ? Json(nullptr) : Json(r_.document.id + "." + std::to_string(i)); }
  Json agent_id(std::int32_t i) const { return i < 0 ? Json(nullptr) : Json(r_.document.id + ".a" + std::to_string(i)); }

  Json attribution(std::size_t i) const {
    const Attribution& a = r_.attributions[i];
    Json j;
    j["id"] = attribution_id(static_cast<std::int32_t>(i));
    j["source"] = spans(a.source);
    j["cue"] = spans(a.cue);
    j["content"] = spans(a.content);
    j["stance"] = name(a.stance);
    j["negated"] = a.negated;
    j["certainty"] = name(a.certainty);
    j["source_kind"] = name(a.source_kind);
    j["agent"] = agent_id(a.agent);
    j["parent"] = attribution_id(a.parent);
    j["said"] = or_null(a.said);
    j["confidence"] = two_places(a.confidence);
    j["rule"] = a.rule;
    j["links"] = Json::array();
    for (const SourceLink& l : a.links)
      j["links"].push_back(Json{{"kind", name(l.kind)}, {"cue", span(l.cue)}, {"span", span(l.span)}, {"agent", agent_id(l.agent)}});
    return j;
  }
  Json agent(std::size_t i) const {
    const Agent& a = r_.agents[i];
    return Json{{"id", agent_id(static_cast<std::int32_t>(i))}, {"name", a.name}, {"kind", name(a.kind)}, {"aliases", a.aliases},
                {"role", or_null(a.role)}, {"affiliation", agent_id(a.affiliation)}, {"vague", a.vague}, {"mentions", spans(a.mentions)}};
  }
  /// Fields of a grounded value as keys: empty words and what points nowhere are null, a float has two places.
  struct Keys {
    const Writer& w;
    Json& out;
    void operator()(const char* key, ByteSpan v) const { out[key] = w.span(v); }
    void operator()(const char* key, const std::optional<ByteSpan>& v) const { out[key] = v ? w.span(*v) : Json(nullptr); }
    void operator()(const char* key, const std::string& v) const { out[key] = or_null(v); }
    void operator()(const char* key, float v) const { out[key] = two_places(v); }
    void operator()(const char* key, const std::optional<double>& v) const { out[key] = v ? Json(*v) : Json(nullptr); }
    void operator()(const char* key, std::int32_t v) const {
      if (key == std::string_view("attribution")) out[key] = w.attribution_id(v);
      else if (key == std::string_view("agent")) out[key] = w.agent_id(v);
      else out[key] = v < 0 ? Json(nullptr) : Json(v);
    }
    template <class T>
      requires std::is_enum_v<T>
    void operator()(const char* key, T v) const { out[key] = name(v); }
    template <class T>
    void operator()(const char* key, const std::vector<T>& v) const {
      out[key] = Json::array();
      for (const T& item : v) out[key].push_back(w.grounded(item));
    }
    template <class T>
    void operator()(const char* key, T v) const { out[key] = v; }
  };
  static Json two_places(float v) { return static_cast<int>(v * 100 + 0.5F) / 100.0; }
  static Json grounded(std::int32_t index) { return index; }
  template <class T>
  Json grounded(const T& v) const {
    Json j;
    claims::ground::each_field(v, Keys{*this, j});
    return j;
  }
  template <class T>
  Json all(const std::vector<T>& values) const {
    Json j = Json::array();
    for (const T& v : values) j.push_back(grounded(v));
    return j;
  }

  const Reading& r_;
  CodePointIndex points_;
};

}  // namespace

std::string reading_json(const Reading& reading) {
  // Text is valid UTF-8 by contract; a metadata string that is not must not stop a batch.
  return Writer(reading).line().dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stemma
