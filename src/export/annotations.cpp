// W3C Web Annotation (Recommendation of 2017): the words of every attribution, anchored by quote and by position in a named, hashed text, and what
// people decided about them.
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/utf8.h"
#include "export/csv.h"
#include "export/linked.h"
#include "export/readme.h"

namespace stemma::exports {
namespace {

constexpr std::size_t context_points = 32;

/// Up to 32 code points before `at`.
std::string before(std::string_view text, std::size_t at) {
  std::size_t from = at;
  for (std::size_t n = 0; n < context_points && from > 0; ++n) from = character_start(text, from - 1);
  return std::string(text.substr(from, at - from));
}

std::string after(std::string_view text, std::size_t at) {
  std::size_t to = at;
  for (std::size_t n = 0; n < context_points && to < text.size(); ++n) next_code_point(text, to);
  return std::string(text.substr(at, to - at));
}

/// In a page as it is written. No words of a text look like this: their quotation marks are escaped.
std::uint64_t annotations_in(std::string_view page) {
  constexpr std::string_view one = "\"type\": \"Annotation\"";
  std::uint64_t n = 0;
  for (std::size_t at = page.find(one); at != std::string_view::npos; at = page.find(one, at + one.size())) ++n;
  return n;
}

class Pages {
 public:
  Pages(const Rows& rows) : rows_(rows) {
    for (std::uint32_t i = 0; i < rows.readings.size(); ++i) index_[rows.readings[i].document.id] = i;
    for (const Decision& d : rows.out.decisions)
      for (const Spot& s : d.first.spots)
        if (const auto found = index_.find(s.document); found != index_.end() && decided_[found->second].insert(&d).second) continue;
    for (const Decision* d : holding(rows.out.decisions)) in_force_.insert(d->number);
  }

  /// The annotations of one document.
  Json items(std::uint32_t document) const;

 private:
  Json target(std::uint32_t document, ByteSpan s, std::string_view purpose) const;
  Json state(const Document& d) const;

  const Rows& rows_;
  std::map<std::string, std::uint32_t> index_;
  std::map<std::uint32_t, std::set<const Decision*>> decided_;
  std::set<std::uint64_t> in_force_;
};

/// The rendition that the offsets are of, and when the page was as it is there.
Json Pages::state(const Document& d) const {
  Json rendition{{"type", "HttpRequestState"}, {"value", "Accept: text/plain; charset=utf-8"}};
  const Json captured = utc(d.captured.value);
  if (captured.is_null()) return rendition;
  return Json::array({{{"type", "TimeState"}, {"sourceDate", captured}}, rendition});
}

Json Pages::target(std::uint32_t document, ByteSpan s, std::string_view purpose) const {
  const Document& d = rows_.readings[document].document;
  Json one{{"type", "SpecificResource"}, {"source", "../texts/" + d.id + ".txt"}, {"stemma:part", purpose},
           {"selector", Json::array({{{"type", "TextQuoteSelector"}, {"exact", slice(d, s)}, {"prefix", before(d.text, s.begin)}, {"suffix", after(d.text, s.end)}},
                                     {{"type", "TextPositionSelector"}, {"start", rows_.points[document].code_point(s.begin)},
                                      {"end", rows_.points[document].code_point(s.end)}}})},
           {"state", state(d)}};
  return one;
}

Json Pages::items(std::uint32_t document) const {
  const Reading& r = rows_.readings[document];
  Json all = Json::array();
  const auto who = speakers(rows_.model, r, document);
  const Json program{{"type", "Software"}, {"name", "Stemma " + rows_.out.program_version}, {"stemma:reader", rows_.out.reader_version}};
  for (std::uint32_t i = 0; i < r.attributions.size(); ++i) {
    const Attribution& a = r.attributions[i];
    Json targets = Json::array();
    for (const ByteSpan s : a.source) targets.push_back(target(document, s, "source"));
    for (const ByteSpan s : a.cue) targets.push_back(target(document, s, "cue"));
    for (const ByteSpan s : a.content) targets.push_back(target(document, s, "content"));
    const Json agent = rows_.agent_id(who[i]);
    std::string says = who[i] < 0 ? "Nobody named" : rows_.model.agents[static_cast<std::size_t>(who[i])].name;
    says += fmt::format(" {}{}", a.negated ? "(negated) " : "", name(a.stance));
    if (a.rejected) says += "; a person said that nobody says anything here";
    Json one{{"id", "urn:x-stemma:attribution:" + rows_.attribution_id({document, i})}, {"type", "Annotation"}, {"motivation", "identifying"},
             {"creator", program}, {"created", rows_.out.made_at},
             {"body", Json::array({{{"type", "TextualBody"}, {"purpose", "describing"}, {"format", "text/plain"}, {"value", says}}})},
             {"target", std::move(targets)}, {"stemma:agent", agent}, {"stemma:stance", name(a.stance)}, {"stemma:sourceKind", name(a.source_kind)},
             {"stemma:confidence", share(a.confidence)}, {"stemma:rejected", a.rejected}};
    all.push_back(std::move(one));
  }
  const auto decided = decided_.find(document);
  if (decided == decided_.end()) return all;
  std::map<std::uint64_t, const Decision*> ordered;
  for (const Decision* d : decided->second) ordered[d->number] = d;
  for (const auto& [number, d] : ordered) {
    Json targets = Json::array();
    for (const Spot& s : d->first.spots) {
      if (s.document != r.document.id) continue;
      const ByteSpan span{rows_.points[document].byte(s.begin), rows_.points[document].byte(s.end)};
      targets.push_back(s.begin == s.end ? Json("../texts/" + r.document.id + ".txt") : target(document, span, "decided on"));
    }
    Json body{{"type", "TextualBody"}, {"purpose", d->kind == DecisionKind::accept ? "assessing" : "editing"}, {"format", "text/plain"},
              {"value", words(*d) + (d->why.empty() ? "" : ": " + d->why)}};
    all.push_back({{"id", fmt::format("urn:x-stemma:decision:{}:{}", rows_.out.case_id, number)}, {"type", "Annotation"},
                   {"motivation", d->kind == DecisionKind::accept ? "assessing" : "editing"}, {"creator", {{"type", "Person"}, {"name", d->by.empty() ? "nobody named" : d->by}}},
                   {"created", d->at}, {"body", Json::array({std::move(body)})}, {"target", std::move(targets)}, {"stemma:decision", name(d->kind)},
                   {"stemma:holds", in_force_.contains(number)}});
  }
  return all;
}

}  // namespace

Result<Written> write_annotations(const Outgoing& out, const std::string& path) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const Rows rows(out);
  const Pages pages(rows);
  const Json context = Json::array({"http://www.w3.org/ns/anno.jsonld", {{"stemma", "urn:x-stemma:"}}});
  std::uint64_t total = 0;
  for (std::uint32_t i = 0; i < out.readings.size(); ++i) {
    const Document& d = out.readings[i].document;
    if (auto done = folder->write("texts/" + d.id + ".txt", d.text); !done) return tl::unexpected(done.error());
    Json items = pages.items(i);
    const std::uint64_t count = items.size();
    Json page{{"@context", context}, {"id", "pages/" + d.id + ".jsonld"}, {"type", "AnnotationPage"}, {"partOf", "../collection.jsonld"},
              {"startIndex", total}, {"stemma:text", {{"id", "../texts/" + d.id + ".txt"}, {"format", "text/plain"}, {"stemma:sha256", sha256_hex(d.text)},
                                                      {"stemma:original", d.sha256}, {"stemma:url", report::or_null(d.url.value)}}}};
    if (i + 1 < out.readings.size()) page["next"] = out.readings[i + 1].document.id + ".jsonld";
    page["items"] = std::move(items);
    const std::string name = "pages/" + d.id + ".jsonld";
    auto file = folder->file(name);
    if (!file) return tl::unexpected(file.error());
    file->write(report::dump(page, 1));
    if (auto kept = folder->keep(*file, name); !kept) return tl::unexpected(kept.error());
    std::string text;
    if (auto read = each_piece(folder->path_of(name), [&](std::string_view piece) { text += piece; }); !read) return tl::unexpected(read.error());
    if (auto same = same_count(name, count, Json::accept(text) ? annotations_in(text) : 0); !same) return tl::unexpected(same.error());
    total += count;
  }
  Json collection{{"@context", context}, {"id", "collection.jsonld"}, {"type", "AnnotationCollection"}, {"label", out.case_name}, {"total", total}};
  if (!out.readings.empty()) {
    collection["first"] = "pages/" + out.readings.front().document.id + ".jsonld";
    collection["last"] = "pages/" + out.readings.back().document.id + ".jsonld";
  }
  auto file = folder->file("collection.jsonld");
  if (!file) return tl::unexpected(file.error());
  file->write(report::dump(collection, 1));
  if (auto kept = folder->keep(*file, "collection.jsonld", "annotations", total); !kept) return tl::unexpected(kept.error());
  std::uint64_t whole_case = 0;
  for (const Decision& d : out.decisions) whole_case += d.first.spots.empty();
  const std::string about =
      "`collection.jsonld` is an AnnotationCollection; `pages/ID.jsonld` an AnnotationPage for each document, linked by `next`. Each attribution is an\n"
      "annotation whose targets are its source, cue and content (`stemma:part`), each with a TextQuoteSelector and a TextPositionSelector in\n"
      "Unicode code points on `texts/ID.txt`; the page names that text's SHA-256. A decision of a person is an annotation of its own, with who made it\n"
      "and when; `stemma:holds` is false once it was undone. Terms with `stemma:` are ours, all others the W3C's.\n";
  const Rows& r = rows;
  return finish(*folder, "annotations", out, about,
                {{"claims", r.model.claims.size(), "what holds across documents is no annotation of a text; the forms csv, jsonl and prov have it"},
                 {"decisions that name no passage", whole_case, "undos name a decision; the forms csv and jsonl have them"},
                 {"originals", out.readings.size(), "the annotations are on the texts; the forms warc and wacz hold the originals"}});
}

}  // namespace stemma::exports
