#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/load.h"
#include "cli/verbs.h"
#include "link/claim_search.h"
#include "report/paper.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Claims of which a member stands in the found block.
std::vector<const Claim*> claims_in(const CaseModel& model, const report::Dossier& d, const SearchHit& hit) {
  std::vector<const Claim*> out;
  for (const Claim& c : model.claims) {
    for (const ClaimMember& m : c.members) {
      if (m.attribution.document != hit.document) continue;
      const Attribution& a = report::attribution(d, m.attribution);
      if (a.content.empty() || !a.content.front().overlaps(hit.span)) continue;
      out.push_back(&c);
      break;
    }
  }
  return out;
}

/// The snippet with its matches in bold; where there is no colour, between » and «.
std::vector<report::Run> marked(const SearchHit& hit, bool colour) {
  std::vector<report::Run> runs;
  std::uint32_t at = 0;
  for (const ByteSpan m : hit.marks) {
    runs.push_back({printable(std::string_view(hit.snippet).substr(at, m.begin - at))});
    const std::string word = printable(slice(hit.snippet, m));
    runs.push_back({colour ? word : "»" + word + "«", report::Ink::support});
    at = m.end;
  }
  runs.push_back({printable(std::string_view(hit.snippet).substr(at))});
  return runs;
}

/// Claims that hold half of the words looked for, or more, best first. Words with a minus are what paragraphs must not hold.
std::vector<const Claim*> claims_about(const LoadedCase& loaded, const std::vector<std::string>& words) {
  constexpr std::size_t most = 5;
  std::string wanted;
  for (const std::string& w : words)
    if (!w.starts_with('-')) wanted.append(w).append(" ");
  std::vector<const Claim*> out;
  for (const auto& hit : link::ClaimIndex(link::claim_texts(loaded.model, loaded.readings)).search(wanted, most))
    if (hit.held >= 512) out.push_back(&loaded.model.claims[hit.claim]);
  return out;
}

Json as_json(const Claim& c) { return {{"id", c.id}, {"label", c.label}, {"headline", report::headline(c)}}; }

Json as_json(const std::vector<const Claim*>& claims) {
  Json out = Json::array();
  for (const Claim* c : claims) out.push_back(as_json(*c));
  return out;
}

Json as_json(const LoadedCase& loaded, const report::Dossier& d, const std::vector<SearchHit>& hits) {
  Json out = Json::array();
  for (const SearchHit& hit : hits) {
    const Document& doc = loaded.readings[hit.document].document;
    const CodePointIndex points(doc.text), in_snippet(hit.snippet);
    Json marks = Json::array();
    for (const ByteSpan m : hit.marks) marks.push_back(Json::array({in_snippet.code_point(m.begin), in_snippet.code_point(m.end)}));
    out.push_back({{"document", doc.id}, {"path", doc.path}, {"outlet", report::outlet(doc)}, {"published", doc.published.value},
                   {"span", Json::array({points.code_point(hit.span.begin), points.code_point(hit.span.end)})}, {"snippet", hit.snippet},
                   {"marks", std::move(marks)}, {"score", hit.score}, {"claims", as_json(claims_in(loaded.model, d, hit))}});
  }
  return out;
}

}  // namespace

int run_search(const Arguments& args, Console& console) {
  const std::string& path = args.operand("CASE");
  const auto opened = Case::open(path, Case::Mode::read);
  std::string words;
  for (const std::string& w : args.operands("WORDS")) words += (words.empty() ? "" : " ") + w;
  const auto hits = opened ? opened->search(words, args.number("limit", 20)) : tl::unexpected(opened.error());
  if (!hits) {
    console.complain(hits.error());
    return hits.error().kind == ErrorKind::usage ? bad_usage : no_case;
  }
  const auto loaded = load_case(path);
  if (!loaded) {
    console.complain(loaded.error());
    return no_case;
  }
  const auto d = loaded->dossier(false);
  const auto claims = claims_about(*loaded, args.operands("WORDS"));
  if (args.flag("json")) {
    const Json out{{"claims", as_json(claims)}, {"paragraphs", as_json(*loaded, d, *hits)}};
    console.write(out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    return done;
  }
  report::Paper paper(console.style());
  const std::size_t id_length = report::short_id(d);
  for (const Claim* c : claims)
    paper.paragraph("claim ", "  ", {{printable(c->label), report::Ink::bold}, {": " + report::headline(*c)},
                                     {" [" + c->id.substr(0, id_length) + "]", report::Ink::dim}});
  if (!claims.empty()) paper.blank();
  for (const SearchHit& hit : *hits) {
    const Document& doc = loaded->readings[hit.document].document;
    paper.paragraph("", "  ", {{report::signature(doc), report::Ink::bold}, {", " + report::place(doc, hit.span.begin)},
                               {" [" + doc.id.substr(0, id_length) + "]", report::Ink::dim}});
    paper.paragraph("  ", "  ", marked(hit, console.style().colour));
    for (const Claim* c : claims_in(loaded->model, d, hit))
      paper.paragraph("  claim ", "    ", {{report::headline(*c)}, {" [" + c->id.substr(0, id_length) + "]", report::Ink::dim}});
    paper.blank();
  }
  console.write(paper.take());
  if (hits->empty()) console.say(fmt::format("no paragraph of {} holds all of: {}", printable(path), printable(words)));
  return done;
}

}  // namespace stemma::cli
