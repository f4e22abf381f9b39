#include "lang/model_labels.h"

#include <string_view>

#include "base/utf8.h"

namespace stemma::lang {
namespace {

/// Each of the model's labels `list` as `find` knows it.
template <class Label, class Find>
Result<std::vector<Label>> known(const nn::ModelFile& file, std::string_view list, Find find) {
  std::vector<Label> out;
  for (const std::string& text : file.labels(list)) {
    const auto label = find(text);
    if (!label)
      return fail(ErrorKind::unsupported,
                  "the model has a label that this program does not know: " + std::string(list) + " " + printable(text));
    out.push_back(*label);
  }
  if (out.empty()) return fail(ErrorKind::unsupported, "the model has no labels " + std::string(list));
  return out;
}

}  // namespace

Result<ModelLabels> ModelLabels::of(const nn::ModelFile& file) {
  auto upos_labels = known<Upos>(file, "upos", lang::upos);
  if (!upos_labels) return tl::unexpected(upos_labels.error());
  auto penn = known<std::uint8_t>(file, "xpos", penn_tag);
  if (!penn) return tl::unexpected(penn.error());
  auto relations = known<Relation>(file, "rel", relation);
  if (!relations) return tl::unexpected(relations.error());
  auto names = NameDecoder::parse(file.labels("name"));
  if (!names) return tl::unexpected(names.error());
  auto lemmas = LemmaRules::parse(file.labels("lemma"));
  if (!lemmas) return tl::unexpected(lemmas.error());
  return ModelLabels{std::move(*upos_labels), std::move(*penn), std::move(*relations), std::move(*names), std::move(*lemmas)};
}

}  // namespace stemma::lang
