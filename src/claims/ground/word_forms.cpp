#include "claims/ground/word_forms.h"

#include "base/embed_file.h"
#include "claims/ground/rows.h"

STEMMA_EMBED(stemma_verb_forms, STEMMA_TABLES "/verb_forms.tsv")

namespace stemma::claims::ground {
namespace {

bool in(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

/// Ends as a stem does that "-es" is put to.
bool hisses(std::string_view w) {
  return w.ends_with("ss") || w.ends_with("sh") || w.ends_with("ch") || w.ends_with('x') || w.ends_with("zz") || w.ends_with('o');
}

std::string without_s(std::string_view w) {
  if (w.size() > 4 && w.ends_with("ies")) return std::string(w.substr(0, w.size() - 3)) + "y";
  if (w.size() <= 3 || !w.ends_with('s') || w[w.size() - 2] == 's' || w[w.size() - 2] == 'u') return std::string(w);
  if (w.ends_with("es") && hisses(w.substr(0, w.size() - 2))) return std::string(w.substr(0, w.size() - 2));
  return std::string(w.substr(0, w.size() - 1));
}

/// A stem in front of "-ed" or "-ing": is an "e" lost?
bool lost_e(std::string_view b) {
  const char last = b.back(), before = b[b.size() - 2];
  return in("cvuz", last) || (last == 'g' && before != 'n') || (last == 's' && in("aeiou", before)) ||
         (b.size() > 4 && b.ends_with("at") && !in("eo", b[b.size() - 3])) || (last == 'l' && in("bdfgkptz", before));
}

}  // namespace

std::string regular_noun(std::string_view plural) { return without_s(plural); }

std::string regular_verb(std::string_view form) {
  if (form.size() > 4 && form.ends_with("ied")) return std::string(form.substr(0, form.size() - 3)) + "y";
  if (form.ends_with('s')) return without_s(form);
  for (const std::string_view ending : {std::string_view("ed"), std::string_view("ing")}) {
    if (!form.ends_with(ending) || form.size() < ending.size() + 3) continue;
    const std::string_view b = form.substr(0, form.size() - ending.size());
    if (b.find_first_of("aeiouy") == std::string_view::npos) continue;
    if (b.back() == b[b.size() - 2] && in("bdgmnprt", b.back())) return std::string(b.substr(0, b.size() - 1));
    return std::string(b) + (lost_e(b) ? "e" : "");
  }
  return std::string(form);
}

Result<VerbForms> VerbForms::parse(std::string_view table) {
  VerbForms out;
  const auto good = each_row("verb_forms.tsv", table, [&](const std::vector<std::string_view>& c) {
    if (c.size() != 2) return false;
    for (const std::string_view form : listed(c[1])) {
      if (out.forms_.find(form)) return false;
      out.forms_[form] = c[0];
    }
    return true;
  });
  if (!good) return tl::unexpected(good.error());
  return out;
}

const Result<VerbForms>& VerbForms::built_in() {
  static const Result<VerbForms> forms = parse(embedded_bytes(stemma_verb_forms, stemma_verb_forms_end));
  return forms;
}

std::string_view VerbForms::irregular(std::string_view form) const {
  const std::string_view* found = forms_.find(form);
  return found ? *found : std::string_view();
}

std::string VerbForms::lemma(std::string_view form) const {
  const std::string_view listed = irregular(form);
  return listed.empty() ? regular_verb(form) : std::string(listed);
}

}  // namespace stemma::claims::ground
