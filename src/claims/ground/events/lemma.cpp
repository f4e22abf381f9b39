#include "claims/ground/events/lemma.h"

namespace stemma::claims::ground::events {
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

std::string verb_lemma(const Tables& tables, std::string_view form) {
  const std::string_view known = tables.irregular(form);
  return known.empty() ? regular_verb(form) : std::string(known);
}

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

}  // namespace stemma::claims::ground::events
