#include "ingest/html/pieces.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/byte_map.h"

namespace stemma::ingest {
namespace {

constexpr std::uint32_t splitting_hints = hint_credit | hint_share | hint_promotion | hint_related | hint_hidden | hint_comments | hint_caption;

/// What becomes of a character of a text node.
enum class Fate : std::uint8_t { seen, space, dropped };

bool is_plain(char c) { return c > ' ' && c < 0x7F; }  // seen, one byte

/// Judges the character of two bytes and more, or control character, at s[k], and gives its size and code.
Fate judge(std::string_view s, std::size_t k, std::size_t& size, char32_t& code) {
  std::size_t behind = k;
  code = next_code_point(s, behind);
  size = behind - k;
  if (code <= ' ' || code == 0x7F) return Fate::space;
  if (code == 0xAD || code == 0x200B || code == 0xFEFF || code == 0x2060) return Fate::dropped;
  return code >= 0x80 && (code < 0xA0 || is_space(code)) ? Fate::space : Fate::seen;
}

class Collector {
 public:
  Collector(const Tree& tree, const std::vector<std::uint32_t>& hints) : tree_(tree), hints_(hints) {}

  std::vector<Piece> run(std::uint32_t begin, std::uint32_t end) {
    frames_.push_back({end, begin, Shape::plain, Tag::other});
    for (std::uint32_t i = begin; i < end;) {
      while (frames_.size() > 1 && i >= frames_.back().end) {
        flush();
        frames_.pop_back();
      }
      const Node& n = tree_[i];
      switch (n.tag) {
        case Tag::text: text(i); break;
        case Tag::br:
          if (++breaks_ >= 2) flush();
          space_ = true;
          break;
        case Tag::head: i = n.end; continue;
        case Tag::svg: case Tag::math: case Tag::iframe: case Tag::select: case Tag::textarea: case Tag::audio: case Tag::video: case Tag::canvas:
          space_ = true;  // something is shown between the words; what it is named after splits no text
          i = n.end;
          continue;
        case Tag::a: link_end_ = std::max(link_end_, n.end); break;
        case Tag::b: case Tag::strong: strong_end_ = std::max(strong_end_, n.end); break;
        case Tag::i: case Tag::em: slanted_end_ = std::max(slanted_end_, n.end); break;
        default: break;
      }
      if (n.tag != Tag::text && (hints_[i] & hint_hidden) && is_phrase(i)) {
        if (!piece_.text.empty()) piece_.unseen.push_back(i);
        i = n.end;  // words for screen readers inside a line: "opens in a new tab"
        continue;
      }
      if (n.tag != Tag::text && (is_block(n.tag) || (hints_[i] & splitting_hints))) {
        flush();
        frames_.push_back({n.end, i, shape(n.tag, hints_[i]), is_heading(n.tag) ? n.tag : frames_.back().heading});
      }
      ++i;
    }
    flush();
    return std::move(pieces_);
  }

 private:
  struct Frame {
    std::uint32_t end, node;
    Shape shape;
    Tag heading;
  };

  /// An element of the line that holds no block: a whole page may stand in an element that no standard knows.
  bool is_phrase(std::uint32_t i) const {
    constexpr std::uint32_t most_nodes = 16;
    const std::uint32_t end = tree_[i].end;
    if (end - i > most_nodes) return false;
    for (std::uint32_t k = i; k < end; ++k)
      if (tree_[k].tag != Tag::text && is_block(tree_[k].tag)) return false;
    return true;
  }

  Shape shape(Tag tag, std::uint32_t hints) const {
    const Shape outer = frames_.back().shape;
    if (tag == Tag::figcaption || (hints & hint_caption) || outer == Shape::caption) return Shape::caption;
    if (is_heading(tag) || outer == Shape::heading) return Shape::heading;
    if (tag == Tag::blockquote) return Shape::quote;
    if (tag == Tag::li || tag == Tag::dd || tag == Tag::dt) return Shape::item;
    if (tag == Tag::td || tag == Tag::th) return Shape::cell;
    if (tag == Tag::pre) return Shape::preformatted;
    // A table inside a quotation, say, is laid out by the inner element; a plain <p> or <div> keeps what it stands in.
    return tag == Tag::table || tag == Tag::article || tag == Tag::section ? Shape::plain : outer;
  }

  void text(std::uint32_t i) {
    const std::string_view s = tree_[i].text;
    const std::size_t before = piece_.text.size();
    bool visible = false;
    for (std::size_t k = 0; k < s.size();) {
      std::size_t n = 0;
      if (is_plain(s[k])) {
        do {
          if (s[k + n] == ',' || s[k + n] == '.') ++piece_.commas;
        } while (k + ++n < s.size() && is_plain(s[k + n]));
      } else {
        char32_t code = 0;
        const Fate fate = judge(s, k, n, code);
        if (fate == Fate::space) space_ = true;
        if (fate != Fate::seen) {
          k += n;
          continue;
        }
        if ((code >= 0x3040 && code < 0xA000) || (code >= 0xE00 && code < 0xE80)) ++unspaced_;
        if (code == 0x3001 || code == 0x3002 || code == 0xFF0C || code == 0x060C) ++piece_.commas;
      }
      if (piece_.text.empty()) {
        piece_.first = i;
        piece_.strong = piece_.slanted = true;
      } else if (space_) {
        piece_.text += ' ';
        ++piece_.words;
      }
      space_ = false;
      piece_.text.append(s, k, n);
      k += n;
      visible = true;
    }
    if (!visible) return;
    piece_.last = i;
    breaks_ = 0;
    if (i < link_end_) piece_.links += static_cast<std::uint32_t>(piece_.text.size() - before);
    if (i >= strong_end_) piece_.strong = false;
    if (i >= slanted_end_) piece_.slanted = false;
  }

  void flush() {
    breaks_ = 0;
    space_ = false;
    if (!piece_.text.empty()) {
      const Frame& f = frames_.back();
      piece_.node = f.node;
      piece_.shape = f.shape;
      piece_.heading = f.heading;
      piece_.words += 1 + unspaced_ / 3;  // scripts that do not part words
      pieces_.push_back(std::move(piece_));
    }
    piece_ = Piece();
    unspaced_ = 0;
  }

  const Tree& tree_;
  const std::vector<std::uint32_t>& hints_;
  std::vector<Frame> frames_;
  std::vector<Piece> pieces_;
  Piece piece_;
  std::uint32_t link_end_ = 0, strong_end_ = 0, slanted_end_ = 0, unspaced_ = 0;
  unsigned breaks_ = 0;
  bool space_ = false;
};

}  // namespace

std::vector<Piece> collect_pieces(const Tree& tree, const std::vector<std::uint32_t>& hints, std::uint32_t begin, std::uint32_t end) {
  return Collector(tree, hints).run(begin, end);
}

void map_piece(const Tree& tree, const Piece& piece, std::uint32_t at, ByteMap& map) {
  const std::string& text = piece.text;
  std::uint32_t done = 0;  // bytes of the piece that have been found
  const auto found = [&](std::uint32_t size, std::uint32_t source, std::uint32_t source_size) {
    if (done < text.size() && text[done] == ' ') ++done;
    add_run(map, at + done, size, source, source_size);
    done += size;
  };
  auto unseen = piece.unseen.begin();
  for (std::uint32_t i = piece.first; i <= piece.last && done < text.size(); ++i) {
    while (unseen != piece.unseen.end() && i >= *unseen) i = std::max(i, tree[*unseen++].end);
    if (i > piece.last) break;
    if (tree[i].tag != Tag::text) continue;
    for (const TextSource& s : tree.sources(i)) {
      const std::string_view words = tree[i].text.substr(s.text, s.text_size);
      std::uint32_t seen = 0;
      for (std::size_t k = 0; k < words.size();) {
        std::size_t n = 1;
        if (is_plain(words[k])) {
          while (k + n < words.size() && is_plain(words[k + n])) ++n;
        } else {
          char32_t code = 0;
          if (judge(words, k, n, code) != Fate::seen) {
            k += n;
            continue;
          }
        }
        const auto size = static_cast<std::uint32_t>(n);
        if (s.text_size == s.source_size) found(size, s.source + static_cast<std::uint32_t>(k), size);
        seen += size;
        k += n;
      }
      if (s.text_size != s.source_size && seen > 0) found(seen, s.source, s.source_size);
    }
  }
}

bool ends_sentence(std::string_view s) {
  for (std::size_t at = s.size(); at > 0;) {
    const char32_t c = previous_code_point(s, at);
    at = character_start(s, at - 1);
    switch (c) {
      case '.': case '!': case '?': case 0x2026: case 0x3002: case 0xFF01: case 0xFF1F: case 0x0964: case 0x061F: case 0x06D4: return true;
      case '"': case '\'': case ')': case ']': case 0x201D: case 0x2019: case 0xBB: case 0x203A: case ' ': case 0x300D: continue;
      default: return false;
    }
  }
  return false;
}

}  // namespace stemma::ingest
