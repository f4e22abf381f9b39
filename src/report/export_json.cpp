// The case export: the form that the scorer compares with a gold case (docs/formats/case-export.md).
#include <fmt/format.h>

#include "report/json_parts.h"

namespace stemma::report {
namespace {

/// An object of lists, written entry by entry as Json::dump(1) writes all of it: as one Json a large case takes many times its text.
class Lists {
 public:
  void begin(std::string_view key) {
    out_ += fmt::format("{}\n \"{}\": [", out_.empty() ? "{" : end() + ",", key);
    any_ = false;
  }
  void add(const Json& entry) {
    const std::string text = entry.dump(1, ' ', false, Json::error_handler_t::replace);  // line breaks are between its parts only: those of texts are \n
    out_ += any_ ? ",\n  " : "\n  ";
    for (const char c : text) {
      out_ += c;
      if (c == '\n') out_ += "  ";
    }
    any_ = true;
  }
  void add_all(const Json& entries) {
    for (const Json& entry : entries) add(entry);
  }
  std::string finish() {
    out_ += end() + "\n}\n";
    return std::move(out_);
  }

 private:
  std::string end() const { return any_ ? "\n ]" : "]"; }

  std::string out_;
  bool any_ = false;
};

}  // namespace

std::string export_json(std::span<const Reading> readings, const CaseModel& model) {
  const JsonCase j(readings, model);
  std::vector<Json> derived(readings.size(), Json::array()), relies(readings.size(), Json::array());
  for (const DerivationEdge& e : model.derived)
    derived[e.child].push_back({{"document", readings[e.parent].document.id}, {"how", name(e.how)}});
  for (const ReliesOn& r : model.relies)
    if (r.to >= 0) relies[r.from].push_back(readings[static_cast<std::size_t>(r.to)].document.id);

  Lists out;
  out.begin("documents");
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const Document& d = readings[i].document;
    Json authors = Json::array();
    for (const Author& author : d.authors)  // people; an organisation that signs is the publisher or the agency beside them
      if (!author.organisation) authors.push_back(author.value);
    out.add({{"id", d.id}, {"path", d.path}, {"text", d.text}, {"title", or_null(d.title.value)},
             {"publisher", or_null(d.publisher.value)}, {"agency", or_null(d.agency.value)}, {"authors", std::move(authors)},
             {"published", or_null(d.published.value)}, {"language", d.language}, {"derived_from", std::move(derived[i])},
             {"reports_on", std::move(relies[i])}, {"withdrawn", i < model.withdrawn.size() && model.withdrawn[i]}});
  }
  out.begin("agents");
  out.add_all(j.agents());
  out.begin("attributions");
  for (std::uint32_t i = 0; i < readings.size(); ++i) out.add_all(j.attributions(i));

  out.begin("claims");
  for (const Claim& c : model.claims) {
    Json members = Json::array(), roots = Json::array();
    for (const ClaimMember& m : c.members)
      members.push_back({{"attribution", j.attribution_id(m.attribution)}, {"side", name(m.side)},
                         {"root", m.root < 0 ? Json(nullptr) : Json(c.roots[static_cast<std::size_t>(m.root)].id)}});
    for (const Root& r : c.roots) {
      Json why = Json::array();
      for (const Reason& reason : r.why) why.push_back(reason.text);
      roots.push_back({{"id", r.id}, {"agent", j.agent_id(r.agent)}, {"kind", name(r.kind)}, {"side", name(r.side)}, {"why", std::move(why)}});
    }
    const Independent& n = c.independent;
    out.add({{"id", c.id}, {"label", c.label}, {"members", std::move(members)}, {"roots", std::move(roots)},
             {"independent", {{"supporting", n.supporting}, {"supporting_unknown", n.supporting_unknown},
                              {"denying", n.denying}, {"denying_unknown", n.denying_unknown}}}});
  }
  out.begin("denials");
  out.add_all(j.denials());
  out.begin("figures");
  out.add_all(j.figures());
  out.begin("timeline");
  out.add_all(j.timeline());
  return out.finish();
}

}  // namespace stemma::report
