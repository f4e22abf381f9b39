// The reader: what the finder found, in the grammar's tokens, with links; then settle() nests it and says who speaks.
#include <algorithm>
#include <cmath>
#include <utility>

#include "claims/built_in.h"
#include "claims/claims.h"
#include "claims/finder/finder.h"
#include "claims/links.h"
#include "claims/own_voice.h"
#include "claims/settle.h"

namespace stemma::claims {

struct Workspace::State {
  AttributionFinder::Workspace finder;
};

Workspace::Workspace() : state_(std::make_unique<State>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

namespace {

/// By token of the analysis, the grammar's token that it is part of: words with hyphens are one there.
std::vector<std::uint32_t> places(const View& view, const lang::Analysis& analysis) {
  std::vector<std::uint32_t> out(analysis.tokens.size());
  std::uint32_t k = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    while (view.token(k).span.end < analysis.tokens[i].span.end) ++k;
    out[i] = k;
  }
  return out;
}

class Drafts {
 public:
  Drafts(Sheet& sheet, const lang::Analysis& analysis) : sheet_(sheet), v_(sheet.view), places_(places(v_, analysis)) {}

  void add(const Found& found) {
    Draft d;
    d.source = trimmed(ranges(found.source));
    d.cue = ranges(found.cue);
    d.content = without_aside(whole_quotations(ranges(found.content)), d.cue);
    d.confidence = 1.0F / (1.0F + std::exp(-found.score));
    d.rule = kNetwork;
    const std::uint32_t chief = places_[found.trigger];
    d.anchor = chief;
    d.verb = v_.word(chief).verb;
    d.speech = d.verb && d.verb->speech;
    d.direct = v_.open_quote(d.content[0].first);
    if (!d.cue.empty()) find_links(v_, sheet_.phrases, d);
    sheet_.drafts.push_back(std::move(d));
  }

 private:
  /// Runs of tokens; marks between two pieces of one sentence belong to neither, and join them.
  Ranges ranges(const std::vector<std::uint32_t>& tokens) const {
    Ranges out;
    for (const std::uint32_t t : tokens) {
      const std::uint32_t i = places_[t];
      if (!out.empty() && i < out.back().last) continue;
      bool joins = !out.empty() && v_.word(i).sentence == v_.word(out.back().last - 1).sentence;
      for (std::uint32_t k = joins ? out.back().last : i; k < i; ++k) joins = joins && v_.mark(k);
      if (joins) out.back().last = i + 1;
      else out.push_back({i, i + 1});
    }
    return out;
  }

  /// Without the comma that an apposition ends in, or the "who" of a clause that is not part of it.
  Ranges trimmed(Ranges source) const {
    const auto loose = [&](const Range& r) { return v_.is(r.last - 1, ",") || (r.size() > 1 && v_.is(r.last - 1, kWho)); };
    while (!source.empty() && loose(source.back())) {
      if (--source.back().last == source.back().first) source.pop_back();
    }
    return source;
  }

  /// A quotation whose mark is content, with a word inside it, is content as a whole. settle() takes source and cue out again.
  Ranges whole_quotations(Ranges content) const {
    const Ranges found = content;
    for (const Range& r : found)
      for (std::uint32_t i = r.first; i < r.last; ++i) {
        const bool opens = v_.open_quote(i) && i + 1 < r.last, closes = v_.close_quote(i) && i > r.first;
        if ((opens || closes) && v_.quotation(i) >= 0) {
          const Range q = v_.quotation_range(v_.quotation(i));
          if (!r.covers(q)) content.push_back(q);
        }
      }
    std::sort(content.begin(), content.end());
    return content;
  }

  /// "The dead number nine, a surgeon said, as Morvand closed the crossing": what stands behind "as" is not the surgeon's.
  Ranges without_aside(Ranges content, const Ranges& cue) const {
    if (content.size() < 2 || cue.empty()) return content;
    const Range last = content.back(), before = content[content.size() - 2];
    const bool behind = before.last <= cue[0].first && last.first >= cue.back().last && v_.word(last.first).sentence == v_.word(cue[0].first).sentence;
    if (behind && v_.is(last.first, "as") && v_.is(last.first - 1, ",") && v_.quotation(last.first) < 0 && v_.token(last.first).relation == lang::Relation::mark)
      content.pop_back();
    return content;
  }

  Sheet& sheet_;
  const View& v_;
  std::vector<std::uint32_t> places_;
};

class LearnedReader final : public AttributionReader {
 public:
  LearnedReader(AttributionFinder finder, StanceReader stances) : finder_(std::move(finder)), stances_(std::move(stances)) {}

  void read(const Material& m, Workspace& space, Reading& reading) const override {
    if (!finder_.belongs_to(m.language)) {
      reading.document.warnings.push_back("attributions are not read with an encoder that the program's attribution model does not know");
      return;
    }
    const View view(reading.document, m.analysis, lexicon_);
    Sheet sheet(view);
    const auto found = finder_.find(reading.document, m.analysis, m.language, m.space, space.state().finder);
    Drafts drafts(sheet, m.analysis);
    for (const Found& f : found) drafts.add(f);
    drop_unsaid(sheet);
    mend(sheet);
    take_up_links(view, sheet.drafts);
    read_gaps(sheet);
    read_labels(sheet);
    read_own_voice(sheet);
    settle(sheet, Antecedents(view, m.analysis, m.agents), reading, &stances_);
  }
  std::string version() const override { return finder_.version() + " " + stances_.version(); }

 private:
  AttributionFinder finder_;
  StanceReader stances_;
  CueLexicon lexicon_;
};

}  // namespace

Result<std::unique_ptr<AttributionReader>> make_reader() {
  auto finder = AttributionFinder::load(built_in_attributions());
  if (!finder) return tl::unexpected(finder.error());
  auto stances = StanceReader::load(built_in_stance());
  if (!stances) return tl::unexpected(stances.error());
  return std::make_unique<LearnedReader>(std::move(*finder), std::move(*stances));
}

}  // namespace stemma::claims
