#include "read/conllu_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/utf8.h"

namespace stemma {
namespace {

struct Row {
  std::uint32_t number = 0, last = 0;  ///< last: of a multiword token the number of its last word, else 0
  std::string_view form;
  bool space_after = true;
};

std::optional<std::uint32_t> number_of(std::string_view s) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
  return error == std::errc() && end == s.data() + s.size() ? std::optional(n) : std::nullopt;
}

/// Column `n` of a line, from 0.
std::string_view column(std::string_view line, std::size_t n) {
  for (; n > 0; --n) {
    const std::size_t tab = line.find('\t');
    if (tab == line.npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

class ConlluReader {
 public:
  ConlluReader(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  Result<std::vector<CutDocument>> read() {
    if (const std::size_t bad = find_invalid_utf8(bytes_); bad != std::string_view::npos)
      return fail(ErrorKind::malformed, "not valid UTF-8", bad, "convert it to UTF-8 first");
    while (at_ < bytes_.size()) {
      const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
      if (auto good = line(trim(bytes_.substr(at_, end - at_))); !good) return tl::unexpected(good.error());
      at_ = end + 1;
    }
    close_sentence();
    return std::move(out_);
  }

 private:
  Result<void> line(std::string_view line) {
    if (line.starts_with("# newdoc")) {
      close_sentence();
      if (out_.size() == limits_.max_documents) return fail(ErrorKind::over_limit, fmt::format("more than {} documents", limits_.max_documents), at_);
      const std::size_t is = line.find('=');
      open_document(is == line.npos ? "" : trim(line.substr(is + 1)));
    } else if (line.starts_with("# newpar")) {
      close_sentence();
      new_block_ = true;
    } else if (line.empty()) {
      close_sentence();
    } else if (!line.starts_with('#')) {
      return word(line);
    }
    return {};
  }

  void open_document(std::string_view id) {
    CutDocument& d = out_.emplace_back();
    d.document.id = id.empty() ? std::to_string(out_.size()) : std::string(id);
    d.document.format = "conllu";
    d.document.language = "en";
    new_block_ = true;
  }

  Result<void> word(std::string_view line) {
    const std::string_view id = column(line, 0), form = trim(column(line, 1));
    if (id.find('.') != id.npos) return {};
    const std::size_t dash = id.find('-');
    const auto number = number_of(id.substr(0, dash));
    const auto last = dash == id.npos ? std::optional<std::uint32_t>(0) : number_of(id.substr(dash + 1));
    if (!number || !last || form.empty() || (dash != id.npos && *last < *number))
      return fail(ErrorKind::malformed, "a line that is no word of CoNLL-U", at_, "ten columns with tabs between, ID and FORM first");
    if (out_.empty()) open_document("");
    if (out_.back().document.text.size() + form.size() > limits_.max_text_bytes)
      return fail(ErrorKind::over_limit, fmt::format("a document of more than {} bytes", limits_.max_text_bytes), at_);
    rows_.push_back({*number, *last, form, ("|" + std::string(column(line, 9)) + "|").find("|SpaceAfter=No|") == std::string::npos});
    return {};
  }

  void close_sentence() {
    if (rows_.empty()) return;
    CutDocument& d = out_.back();
    std::string& text = d.document.text;
    if (new_block_ && !text.empty()) text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.size());
    if (new_block_) d.document.blocks.push_back({BlockKind::paragraph, {begin, begin}});
    else if (!text.empty() && space_) text += ' ';
    new_block_ = false;
    d.sentences.push_back(static_cast<std::uint32_t>(d.words.size()));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i > 0 && space_) text += ' ';
      space_ = rows_[i].space_after;
      if (rows_[i].last == 0) append(d, rows_[i].form);
      else i = multiword(d, i);
    }
    d.document.blocks.back().span.end = static_cast<std::uint32_t>(text.size());
    rows_.clear();
  }

  void append(CutDocument& d, std::string_view form) {
    const auto begin = static_cast<std::uint32_t>(d.document.text.size());
    d.document.text += form;
    d.words.push_back({begin, static_cast<std::uint32_t>(d.document.text.size())});
  }

  /// Writes the surface; its words take letters by their own lengths, the last what is left. Gives the place of its last row.
  std::size_t multiword(CutDocument& d, std::size_t i) {
    const Row surface = rows_[i];
    const auto begin = static_cast<std::uint32_t>(d.document.text.size());
    d.document.text += surface.form;
    const auto end = static_cast<std::uint32_t>(d.document.text.size());
    std::uint32_t from = begin;
    for (; i + 1 < rows_.size() && rows_[i + 1].last == 0 && rows_[i + 1].number <= surface.last; ++i) {
      const Row& row = rows_[i + 1];
      const auto most = static_cast<std::uint32_t>(std::min<std::size_t>(from + row.form.size(), end));
      const std::uint32_t to = row.number == surface.last ? end : static_cast<std::uint32_t>(character_start(d.document.text, most));
      d.words.push_back({std::min(from, to), to});
      from = to;
    }
    if (from == begin) d.words.push_back({begin, end});  // it names no words of its own
    return i;
  }

  std::string_view bytes_;
  const Limits& limits_;
  std::vector<CutDocument> out_;
  std::vector<Row> rows_;  // of the sentence at hand
  std::size_t at_ = 0;     // where the line at hand begins
  bool new_block_ = true, space_ = true;
};

}  // namespace

Result<std::vector<CutDocument>> read_conllu(std::string_view bytes, const Limits& limits) { return ConlluReader(bytes, limits).read(); }

}  // namespace stemma
