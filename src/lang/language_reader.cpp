#include "lang/language_reader.h"

#include <algorithm>
#include <utility>

#include "base/input.h"
#include "base/utf8.h"
#include "lang/built_in.h"
#include "lang/cut.h"
#include "lang/reading_steps.h"
#include "lang/tags.h"

namespace stemma::lang {
namespace {

constexpr std::uint32_t kSearched = 512;           // tokens before the end of a stretch in which a sentence's end is looked for
constexpr std::uint32_t kMostEncoded = 131'072;    // tokens of a document whose encoding is kept

/// First token of each stretch, and one past the last: whole blocks, unless one is longer than a stretch.
std::vector<Stretch> stretches(const Document& document, const std::vector<std::uint32_t>& block_tokens, const Analysis& analysis) {
  const auto text = [&](std::uint32_t i) { return slice(document, analysis.tokens[i].span); };
  const auto last = static_cast<std::uint32_t>(analysis.tokens.size());
  std::vector<Stretch> out;
  for (std::uint32_t first = 0; first < last;) {
    if (last - first <= nn::Encoder::most_in_stretch) {
      out.push_back({first, last});
      break;
    }
    const std::uint32_t most = first + nn::Encoder::most_in_stretch;
    std::uint32_t end = *std::prev(std::upper_bound(block_tokens.begin(), block_tokens.end(), most));
    if (end <= first) {  // one block goes on beyond it
      end = most;
      for (std::uint32_t i = most; i + kSearched > most; --i)
        if (may_end(text(i - 1), text(i), true)) {
          end = i;
          break;
        }
    }
    out.push_back({first, end});
    first = end;
  }
  return out;
}

/// By token: a sentence has to end behind it, as its block or stretch does.
std::vector<bool> certain_ends(const std::vector<std::uint32_t>& block_tokens, const std::vector<Stretch>& parts, std::size_t tokens) {
  std::vector<bool> out(tokens);
  for (const std::uint32_t first : block_tokens)
    if (first > 0) out[first - 1] = true;
  for (const Stretch& part : parts) out[part.last - 1] = true;
  return out;
}

/// take(part, first, last) for each part, with the sentences [first, last) that it holds.
template <class Take>
void each_part(const std::vector<Stretch>& parts, const Analysis& analysis, const Take& take) {
  std::size_t first = 0;
  for (const Stretch& part : parts) {
    std::size_t last = first;
    while (last < analysis.sentences.size() && analysis.sentences[last].last <= part.last) ++last;
    take(part, first, last);
    first = last;
  }
}

}  // namespace

LanguageReader::Workspace::Workspace() : state_(std::make_unique<State>()) {}
LanguageReader::Workspace::~Workspace() = default;
LanguageReader::Workspace::Workspace(Workspace&&) noexcept = default;
LanguageReader::Workspace& LanguageReader::Workspace::operator=(Workspace&&) noexcept = default;
std::span<const float> LanguageReader::Workspace::encoded() const { return state_->encoded; }

struct LanguageReader::Parts {
  Input file;  ///< holds the model's bytes if they came from a file
  LoadedModel model;
  std::optional<agents::Scorer> scorer;  ///< trained on what this very encoder makes
  std::string digest, version;
};

LanguageReader::LanguageReader(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
LanguageReader::LanguageReader(LanguageReader&&) noexcept = default;
LanguageReader& LanguageReader::operator=(LanguageReader&&) noexcept = default;
LanguageReader::~LanguageReader() = default;

Result<LanguageReader> LanguageReader::load(std::string_view bytes, Input file, std::optional<agents::Scorer> scorer) {
  const auto model = nn::ModelFile::open(bytes, "language encoder");
  if (!model) return tl::unexpected(model.error());
  auto labels = ModelLabels::of(*model);
  if (!labels) return tl::unexpected(labels.error());
  auto encoder = nn::Encoder::load(*model);
  if (!encoder) return tl::unexpected(encoder.error());
  auto lists = NameLists::of(*model);
  if (!lists) return tl::unexpected(lists.error());
  const auto hashes = model->words64("vocabulary", {model->rows("vocabulary")});
  if (!hashes) return tl::unexpected(hashes.error());
  if (encoder->subwords() != kSubwords || encoder->outputs(nn::Head::lemma) > 0xFFFF)
    return fail(ErrorKind::unsupported, "the model reads other pieces of words than this program makes, or has too many lemma rules");
  std::string version = model->name() + "@" + model->digest();
  std::replace(version.begin(), version.end(), ' ', '-');
  return LanguageReader(std::make_unique<const Parts>(
      Parts{std::move(file), {std::move(*encoder), std::move(*labels), Vocabulary(*hashes), *lists, coarse_tags()}, std::move(scorer),
            model->digest(), printable(version)}));
}

Result<LanguageReader> LanguageReader::load(std::string_view bytes) { return load(bytes, Input(), std::nullopt); }

Result<LanguageReader> LanguageReader::load_file(const std::string& path) {
  auto file = Input::of_file(path, most_file_bytes);
  if (!file) return tl::unexpected(file.error());
  const std::string_view bytes = file->bytes();
  return load(bytes, std::move(*file), std::nullopt);
}

Result<LanguageReader> LanguageReader::built_in() {
  auto scorer = agents::Scorer::load(built_in_agent_scorer());
  if (!scorer) return tl::unexpected(scorer.error());
  return load(built_in_encoder(), Input(), std::move(*scorer));
}

Result<const LanguageReader*> LanguageReader::shared() {
  static const Result<LanguageReader> reader = built_in();  // immutable; loaded once
  if (!reader) return tl::unexpected(reader.error());
  return &*reader;
}

Agents LanguageReader::agents(const Document& document, const Analysis& analysis, const Workspace& space) const {
  const std::span<const float> encoded = space.encoded();
  if (parts_->scorer && parts_->scorer->width() == width() && encoded.size() == analysis.tokens.size() * width())
    return find_agents(document, analysis, encoded, *parts_->scorer);
  Agents nobody;
  nobody.mention_of.assign(analysis.tokens.size(), -1);
  nobody.speaker_of.assign(analysis.quotations.size(), -1);
  return nobody;
}

std::size_t LanguageReader::width() const { return parts_->model.encoder.width(); }
std::size_t LanguageReader::embedding() const { return parts_->model.encoder.own(); }

void LanguageReader::each_stretch(const Document& document, const Analysis& analysis, Workspace& space,
                                  const std::function<void(const EncodedStretch&)>& take) const {
  Workspace::State& s = space.state();
  const std::size_t wide = width(), own = embedding();
  if (s.encoded.size() == analysis.tokens.size() * wide) {
    for (const Stretch& part : s.parts)
      take({part.first, part.last, std::span<const float>(s.encoded).subspan(part.first * wide, part.size() * wide),
            std::span<const float>(s.embedded).subspan(part.first * own, part.size() * own)});
    return;
  }
  Analysis same = analysis;
  StretchReader reader(parts_->model, document, same, s);
  each_part(s.parts, analysis, [&](const Stretch& part, std::size_t first, std::size_t last) {
    reader.embed(part);
    reader.encode(part, first, last);
    take({part.first, part.last, parts_->model.encoder.encoded(s.encoder), parts_->model.encoder.embedded(s.encoder)});
  });
}
const std::string& LanguageReader::digest() const { return parts_->digest; }
std::string LanguageReader::version() const { return parts_->version; }
std::string LanguageReader::lemma(std::string_view text, const Token& token) const {
  return parts_->model.labels.lemmas.apply(token.lemma, slice(text, token.span));
}

Analysis LanguageReader::read(const Document& document, Workspace& space, Depth depth) const {
  Analysis analysis;
  const auto block_tokens = cut_tokens(document, analysis);
  find_quotations(document, block_tokens, analysis);
  const auto parts = stretches(document, block_tokens, analysis);
  auto ends = certain_ends(block_tokens, parts, analysis.tokens.size());
  StretchReader reader(parts_->model, document, analysis, space.state());
  for (const Stretch& part : parts) {
    reader.embed(part);
    reader.bounds(part, ends);
  }
  cut_sentences(document, block_tokens, ends, Openings::alone, analysis);
  label(document, parts, depth, reader, space.state(), analysis);
  return analysis;
}

Analysis LanguageReader::read_cut(const Document& document, std::span<const ByteSpan> words, std::span<const std::uint32_t> sentences,
                                  Workspace& space) const {
  Analysis analysis;
  const auto block_tokens = take_tokens(document, words, analysis);
  find_quotations(document, block_tokens, analysis);
  const auto parts = stretches(document, block_tokens, analysis);
  auto ends = certain_ends(block_tokens, parts, analysis.tokens.size());
  for (const std::uint32_t first : sentences)
    if (first > 0) ends[first - 1] = true;
  cut_sentences(document, block_tokens, ends, Openings::within, analysis);
  StretchReader reader(parts_->model, document, analysis, space.state());
  label(document, parts, Depth::all, reader, space.state(), analysis);
  return analysis;
}

void LanguageReader::label(const Document& document, const std::vector<Stretch>& parts, Depth depth, StretchReader& reader,
                           Workspace::State& s, Analysis& analysis) const {
  s.parts = parts;
  s.encoded.clear();
  s.embedded.clear();
  s.votes.clear();
  if (depth == Depth::sentences) return;
  each_part(parts, analysis, [&](const Stretch& part, std::size_t first, std::size_t last) {
    reader.embed(part);
    reader.encode(part, first, last);
    reader.label(part, first, last, depth == Depth::all);
    if (depth != Depth::all || analysis.tokens.size() > kMostEncoded) return;
    const auto encoded = parts_->model.encoder.encoded(s.encoder);
    const auto embedded = parts_->model.encoder.embedded(s.encoder);
    s.encoded.insert(s.encoded.end(), encoded.begin(), encoded.end());
    s.embedded.insert(s.embedded.end(), embedded.begin(), embedded.end());
  });
  agree_on_types(document.text, s.votes, s.features, analysis);
}

}  // namespace stemma::lang
