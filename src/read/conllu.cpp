#include "read/conllu.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "base/utf8.h"
#include "stemma/span.h"

namespace stemma {
namespace {

/// What may stand in a column: something, and no white space.
std::string cell(std::string_view s) {
  std::string out;
  for (const char c : printable(s)) out += c == ' ' ? '_' : c;
  return out.empty() ? "_" : out;
}

class Writer {
 public:
  Writer(const Document& document, const lang::Analysis& analysis, const lang::Agents& agents, const lang::LanguageReader& reader)
      : document_(document),
        analysis_(analysis),
        agents_(agents),
        entities_(entity_brackets(agents, analysis.tokens.size())),
        reader_(reader),
        points_(document.text) {}

  std::string write() {
    for (std::size_t i = 0; i < analysis_.sentences.size(); ++i) sentence(i);
    return std::move(out_);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Values>(values)...);
  }
  std::string_view text(const lang::Token& t) const { return slice(document_, t.span); }
  bool space_after(std::uint32_t i) const {
    return i + 1 == analysis_.tokens.size() || analysis_.tokens[i].span.end < analysis_.tokens[i + 1].span.begin;
  }

  void sentence(std::size_t number) {
    const lang::Sentence& s = analysis_.sentences[number];
    if (number == 0) {
      add("# newdoc id = {}\n", cell(document_.id));
      agents();
    }
    if (number == 0 || analysis_.sentences[number - 1].block != s.block) add("# newpar\n");
    quotations(s);
    add("# sent_id = {}-{}\n# text = ", cell(document_.id), number + 1);
    for (std::uint32_t i = s.first; i < s.last; ++i) {
      add("{}{}", cell(text(analysis_.tokens[i])), i + 1 < s.last && space_after(i) ? " " : "");
    }
    out_ += '\n';
    for (std::uint32_t i = s.first; i < s.last; ++i) token(s, i);
    out_ += '\n';
  }

  void agents() {
    std::vector<bool> spoken_for(agents_.agents.size());
    for (const lang::FoundAgent& a : agents_.agents)
      if (a.affiliation >= 0) spoken_for[static_cast<std::size_t>(a.affiliation)] = true;
    for (std::size_t i = 0; i < agents_.agents.size(); ++i) {
      const lang::FoundAgent& a = agents_.agents[i];
      if (a.mentions.size() < 2 && a.role.empty() && !spoken_for[i]) continue;
      add("# agent {} = {} {}", i + 1, name(a.kind), printable(a.name));
      if (!a.role.empty()) add(" | role {}", printable(a.role));
      if (a.affiliation >= 0) add(" | of {}", a.affiliation + 1);
      out_ += '\n';
    }
  }

  void quotations(const lang::Sentence& s) {
    for (; quotation_ < analysis_.quotations.size() && analysis_.quotations[quotation_].span.begin < s.span.end; ++quotation_) {
      const lang::Quotation& q = analysis_.quotations[quotation_];
      add("# quotation {} = {}..{}{}{}{}\n", quotation_, points_.code_point(q.span.begin), points_.code_point(q.span.end),
          q.is_single ? " single" : "", q.closed ? "" : " open", q.continues < 0 ? "" : fmt::format(" continues {}", q.continues));
    }
  }

  void token(const lang::Sentence& s, std::uint32_t i) {
    const lang::Token& t = analysis_.tokens[i];
    const std::uint32_t head = t.head < 0 ? 0 : static_cast<std::uint32_t>(t.head) - s.first + 1;
    add("{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t", i - s.first + 1, cell(text(t)), cell(reader_.lemma(document_.text, t)), name(t.upos),
        lang::penn_tags()[t.penn], head, name(t.relation));
    if (!space_after(i)) add("SpaceAfter=No|");
    add("Start={}|End={}", points_.code_point(t.span.begin), points_.code_point(t.span.end));
    if (t.quotation >= 0) add("|Quote={}", t.quotation);
    while (name_ < analysis_.names.size() && analysis_.names[name_].last <= i) ++name_;
    if (name_ < analysis_.names.size() && analysis_.names[name_].first <= i)
      add("|Name={}-{}", analysis_.names[name_].first == i ? 'B' : 'I', name(analysis_.names[name_].type));
    if (!entities_[i].empty()) add("|Entity={}", entities_[i]);
    out_ += '\n';
  }

  const Document& document_;
  const lang::Analysis& analysis_;
  const lang::Agents& agents_;
  std::vector<std::string> entities_;
  const lang::LanguageReader& reader_;
  CodePointIndex points_;
  std::size_t quotation_ = 0, name_ = 0;  // the next ones
  std::string out_;
};

}  // namespace

std::string conllu(const Document& document, const lang::Analysis& analysis, const lang::Agents& agents, const lang::LanguageReader& reader) {
  return Writer(document, analysis, agents, reader).write();
}

}  // namespace stemma
