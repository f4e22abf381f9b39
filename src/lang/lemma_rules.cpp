#include "lang/lemma_rules.h"

#include "base/utf8.h"

namespace stemma::lang {

Result<LemmaRules> LemmaRules::parse(const std::vector<std::string>& rules) {
  LemmaRules out;
  for (const std::string& text : rules) {
    if (text.size() > 1 && text[0] == '=') {
      out.rules_.push_back({true, false, 0, text.substr(1)});
    } else if (text.size() > 1 && (text[0] == 'L' || text[0] == 'K') && text[1] >= '0' && text[1] <= '9') {
      out.rules_.push_back({false, text[0] == 'L', static_cast<std::uint8_t>(text[1] - '0'), text.substr(2)});
    } else {
      return fail(ErrorKind::unsupported, "the model has a lemma rule that this program does not know: " + printable(text));
    }
  }
  return out;
}

std::string LemmaRules::apply(std::size_t rule, std::string_view form) const {
  const Rule& r = rules_[rule];
  if (r.whole) return r.add;
  std::string out = r.lower ? to_lower(form) : std::string(form);
  std::size_t first = 0;  // end of the first character
  if (!out.empty()) next_code_point(out, first);
  std::size_t end = out.size();
  for (int k = 0; k < r.cut && end > first; ++k) end = character_start(out, end - 1);
  out.resize(end);
  return out + r.add;
}

}  // namespace stemma::lang
