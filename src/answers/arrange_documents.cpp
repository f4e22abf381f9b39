#include <algorithm>
#include <map>

#include "answers/query.h"
#include "answers/shapes.h"
#include "answers/state.h"
#include "base/search_words.h"
#include "base/time.h"
#include "claims/own_voice.h"
#include "report/phrases.h"

namespace stemma::answers {
namespace {

template <class T>
std::uint16_t few(const std::vector<T>& list) { return static_cast<std::uint16_t>(std::min<std::size_t>(list.size(), 0xFFFF)); }

void add_attributions(State& s, const Reading& r, std::uint32_t d, std::map<std::string, std::uint16_t>& rules) {
  for (const Attribution& a : r.attributions) {
    AttributionRow row;
    row.document = d;
    row.spans = static_cast<std::uint32_t>(s.spans.size());
    row.source = few(a.source), row.cue = few(a.cue), row.content = few(a.content);
    s.spans.insert(s.spans.end(), a.source.begin(), a.source.begin() + row.source);
    s.spans.insert(s.spans.end(), a.cue.begin(), a.cue.begin() + row.cue);
    s.spans.insert(s.spans.end(), a.content.begin(), a.content.begin() + row.content);
    const auto [at, fresh] = rules.try_emplace(a.rule, static_cast<std::uint16_t>(s.rules.size()));
    if (fresh) s.rules.push_back(a.rule);
    row.rule = at->second;
    row.agent = a.agent < 0 ? -1 : s.model.agent_of[d][static_cast<std::size_t>(a.agent)];
    row.parent = a.parent;
    row.confidence = a.confidence;
    row.stance = a.stance, row.certainty = a.certainty, row.source_kind = a.source_kind;
    row.negated = a.negated, row.rejected = a.rejected, row.own_voice = a.rule == claims::kOwnVoice;
    s.attributions.push_back(row);
  }
}

}  // namespace

namespace {

/// Each with the other captures of its page, at most 20 of them.
Lists captures(const CaseModel& model, std::size_t documents) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& same : model.captures)
    for (const auto a : same)
      for (std::size_t i = 0; i < std::min<std::size_t>(same.size(), 20); ++i)
        if (same[i] != a) pairs.emplace_back(a, same[i]);
  return Lists::from(documents, std::move(pairs));
}

}  // namespace

void arrange_documents(State& s, std::span<const Reading> readings) {
  std::map<std::string, std::uint32_t> outlets;
  std::map<std::string, std::uint16_t> rules;
  for (std::uint32_t d = 0; d < readings.size(); ++d) {
    const Document& doc = readings[d].document;
    DocumentRow& row = s.documents[d];
    row.id = doc.id, row.title = shown(doc.title.value), row.published = doc.published.value, row.language = doc.language;
    const auto [at, fresh] = outlets.try_emplace(report::outlet(doc), static_cast<std::uint32_t>(s.outlets.size()));
    if (fresh) s.outlets.push_back(at->first);
    row.outlet = at->second;
    row.first = static_cast<std::uint32_t>(s.attributions.size());
    row.attributions = static_cast<std::uint32_t>(readings[d].attributions.size());
    row.warnings = static_cast<std::uint32_t>(doc.warnings.size());
    if (const auto days = days_of(row.published)) row.day = days->first, row.at = instant(row.published).value_or(days->first * 86400 + 43200);
    row.flaws = doc.flaws;
    row.rtl = right_to_left(doc.text.substr(0, 400), doc.language);
    row.withdrawn = s.model.withdrawn[d];
    row.day_disputed = std::any_of(doc.conflicts.begin(), doc.conflicts.end(), [](const Conflict& c) { return c.field == "published"; });
    add_attributions(s, readings[d], d, rules);
    s.document_words.add(search_fold(row.title + " " + s.outlets[row.outlet]));
  }
  for (std::uint32_t d = 0; d < s.documents.size(); ++d) s.document_by_id.emplace(s.documents[d].id, d);

  s.captures = captures(s.model, readings.size());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> children, from, to;
  std::vector<std::vector<std::uint32_t>> parents(s.documents.size());
  for (std::uint32_t e = 0; e < s.model.derived.size(); ++e) {
    parents[s.model.derived[e].child].push_back(e);
    children.emplace_back(s.model.derived[e].parent, e);
    ++s.documents[s.model.derived[e].parent].copies;
  }
  for (auto& of_one : parents) {
    std::stable_sort(of_one.begin(), of_one.end(), [&](auto a, auto b) { return s.model.derived[a].child_covered > s.model.derived[b].child_covered; });
    s.parents.items.insert(s.parents.items.end(), of_one.begin(), of_one.end());
    s.parents.close();
  }
  s.children = Lists::from(s.documents.size(), std::move(children));
  for (std::uint32_t r = 0; r < s.model.relies.size(); ++r) {
    from.emplace_back(s.model.relies[r].from, r);
    if (s.model.relies[r].to >= 0) to.emplace_back(static_cast<std::uint32_t>(s.model.relies[r].to), r);
  }
  s.relies_from = Lists::from(s.documents.size(), std::move(from));
  s.relies_to = Lists::from(s.documents.size(), std::move(to));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> absent, hints;
  for (std::uint32_t i = 0; i < s.model.absent.size(); ++i)
    for (const auto d : s.model.absent[i].children) absent.emplace_back(d, i);
  for (std::uint32_t i = 0; i < s.model.hints.size(); ++i) hints.emplace_back(s.model.hints[i].a, i), hints.emplace_back(s.model.hints[i].b, i);
  s.absent_of = Lists::from(s.documents.size(), std::move(absent));
  s.hints_of = Lists::from(s.documents.size(), std::move(hints));
}

}  // namespace stemma::answers
