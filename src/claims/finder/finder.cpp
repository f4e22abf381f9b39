#include "claims/finder/finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"

namespace stemma::claims {

namespace {

/// Takes out those below 0 that hold no other's trigger. Linear in the sizes of the contents.
void drop_doubtful(std::vector<Found>& all) {
  std::unordered_set<std::uint32_t> triggers;
  for (const Found& f : all)
    if (f.score > 0) triggers.insert(f.trigger);
  std::erase_if(all, [&](const Found& f) {
    return f.score <= 0 && std::none_of(f.content.begin(), f.content.end(), [&](std::uint32_t t) { return triggers.contains(t); });
  });
}

/// Takes out those whose trigger stands in the cue of a better one: two words of one cue were found. Linear in the sizes of the cues.
void drop_doubled(std::vector<Found>& all) {
  std::unordered_map<std::uint32_t, float> best;  // by token, the score of the best whose cue holds it
  for (const Found& f : all)
    for (const std::uint32_t t : f.cue) {
      const auto [it, fresh] = best.emplace(t, f.score);
      if (!fresh) it->second = std::max(it->second, f.score);
    }
  std::erase_if(all, [&](const Found& f) {
    const auto it = best.find(f.trigger);
    return it != best.end() && it->second > f.score;
  });
}

/// The tokens around a trigger that may belong to its attribution: its paragraph, and those beside it into which quoted speech goes on.
std::pair<std::uint32_t, std::uint32_t> window(const NetworkInput& text, std::uint32_t trigger, std::size_t before, std::size_t after) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t lowest = trigger - static_cast<std::uint32_t>(std::min<std::size_t>(trigger, before));
  const std::uint32_t highest = static_cast<std::uint32_t>(std::min<std::size_t>(size, trigger + after + 1));
  const auto begins_quoted = [&](std::uint32_t i) { return text.quotation[i] == 1; };
  std::uint32_t first = trigger, last = trigger + 1;
  while (first > lowest && (text.paragraph[first - 1] == text.paragraph[first] || begins_quoted(first))) --first;
  while (last < highest && (text.paragraph[last] == text.paragraph[last - 1] || begins_quoted(last))) ++last;
  return {first, last};
}

}  // namespace

// Row 0 of each table stands for no token; label i has row i + 1.
struct AttributionFinder::Rows {
  std::array<std::uint8_t, 32> upos{};
  std::array<std::uint8_t, 64> penn{}, relation{};
  std::array<std::uint8_t, 16> name_begins{}, name_goes_on{};
  std::uint8_t no_name = 0;

  Result<void> read(const nn::ModelFile& file) {
    const auto each = [&](const char* list, const auto& take) -> Result<void> {
      const auto& labels = file.labels(list);
      for (std::size_t i = 0; i < labels.size(); ++i)
        if (i > 254 || !take(labels[i], static_cast<std::uint8_t>(i + 1)))
          return fail(ErrorKind::unsupported, "the attribution model knows a label that this program does not: " + printable(labels[i]));
      return {};
    };
    const auto set = [](auto& table, const auto& label, std::uint8_t row) {
      if (!label) return false;
      table[static_cast<std::size_t>(*label)] = row;
      return true;
    };
    if (const auto good = each("upos", [&](const std::string& l, std::uint8_t row) { return set(upos, lang::upos(l), row); }); !good) return good;
    if (const auto good = each("xpos", [&](const std::string& l, std::uint8_t row) { return set(penn, lang::penn_tag(l), row); }); !good) return good;
    if (const auto good = each("rel", [&](const std::string& l, std::uint8_t row) { return set(relation, lang::relation(l), row); }); !good) return good;
    return each("name", [&](const std::string& l, std::uint8_t row) {
      if (l == "O") return no_name = row, true;
      return l.size() > 2 && set(l[0] == 'B' ? name_begins : name_goes_on, lang::name_type(std::string_view(l).substr(2)), row);
    });
  }
};

AttributionFinder::AttributionFinder(AttributionNetwork network, std::shared_ptr<const Rows> rows, std::string encoder, std::string version)
    : network_(std::move(network)), rows_(std::move(rows)), encoder_(std::move(encoder)), version_(std::move(version)) {}

bool AttributionFinder::belongs_to(const lang::LanguageReader& language) const {
  return language.digest() == encoder_ && language.width() == network_.encoded() && language.embedding() == network_.embedded();
}

Result<AttributionFinder> AttributionFinder::load(std::string_view bytes) {
  const auto file = nn::ModelFile::open(bytes, "attribution reader");
  if (!file) return tl::unexpected(file.error());
  auto rows = std::make_shared<Rows>();
  if (const auto good = rows->read(*file); !good) return tl::unexpected(good.error());
  auto network = AttributionNetwork::load(*file);
  if (!network) return tl::unexpected(network.error());
  const auto& encoder = file->labels("encoder");
  if (encoder.size() != 1) return fail(ErrorKind::malformed, "the attribution model does not say which encoder it belongs to");
  return AttributionFinder(std::move(*network), std::move(rows), encoder[0], printable(file->name() + "@" + file->digest()));
}

std::vector<Found> AttributionFinder::find(const Document& document, const lang::Analysis& analysis, const lang::LanguageReader& language,
                                           lang::LanguageReader::Workspace& read, Workspace& s) const {
  std::vector<Found> out;
  const std::size_t n = analysis.tokens.size();
  std::vector<std::uint8_t> name(n, rows_->no_name);
  for (const lang::Name& found : analysis.names)
    for (std::uint32_t i = found.first; i < found.last; ++i)
      name[i] = (i == found.first ? rows_->name_begins : rows_->name_goes_on)[static_cast<std::size_t>(found.type)];
  std::size_t sentence = 0;
  language.each_stretch(document, analysis, read, [&](const lang::EncodedStretch& part) {
    const std::size_t size = part.last - part.first;
    for (auto* each : {&s.upos, &s.xpos, &s.relation, &s.name, &s.quotation, &s.first}) each->resize(size);
    s.head.resize(size);
    s.sentence.resize(size);
    s.paragraph.resize(size);
    for (std::uint32_t t = part.first; t < part.last; ++t) {
      while (analysis.sentences[sentence].last <= t) ++sentence;
      const lang::Token& token = analysis.tokens[t];
      const lang::Sentence& around = analysis.sentences[sentence];
      const std::size_t i = t - part.first;
      s.upos[i] = rows_->upos[static_cast<std::size_t>(token.upos)];
      s.xpos[i] = rows_->penn[token.penn];
      s.relation[i] = rows_->relation[static_cast<std::size_t>(token.relation)];
      s.name[i] = name[t];
      s.quotation[i] = lang::quotation_state(token);
      const bool begins = t == around.first, block = begins && (sentence == 0 || analysis.sentences[sentence - 1].block != around.block);
      s.first[i] = block ? 2 : begins ? 1 : 0;
      const bool inside = token.head >= static_cast<std::int32_t>(part.first) && token.head < static_cast<std::int32_t>(part.last);
      s.head[i] = inside ? token.head - static_cast<std::int32_t>(part.first) : -1;
      s.sentence[i] = static_cast<std::uint32_t>(sentence);
      s.paragraph[i] = around.block;
    }
    const NetworkInput text{part.encoded, part.embedded, s.upos, s.xpos, s.relation, s.name, s.quotation, s.first, s.head, s.sentence, s.paragraph};
    const auto triggers = network_.triggers(text, s.network);
    for (std::uint32_t t = 0; t < size; ++t) {
      if (triggers[t] <= kLeastScore) continue;  // the spans can only lower it
      const auto [first, last] = window(text, t, network_.before(), network_.after());
      Found found = s.decoder.decode(t, triggers[t], network_.roles(text, t, first, last, s.network), first);
      if (found.score <= kLeastScore || found.content.empty()) continue;
      found.trigger += part.first;
      for (auto* list : {&found.source, &found.cue, &found.content})
        for (std::uint32_t& i : *list) i += part.first;
      out.push_back(std::move(found));
    }
  });
  drop_doubled(out);
  drop_doubtful(out);
  return out;
}

}  // namespace stemma::claims
