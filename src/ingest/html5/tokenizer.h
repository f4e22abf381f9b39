// The tokenizer of HTML 13.2.5, as a pull parser over a whole page in memory: each next() gives one tag, comment, doctype, or run of
// text. The standard's 80 states have become straight-line code; those that only the tree builder can choose are `State`.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html5/tags.h"
#include "ingest/html5/tree.h"

namespace stemma::ingest::html5 {

struct Token {
  enum class Kind : std::uint8_t { text, start, end, comment, doctype, eof };

  Kind kind = Kind::eof;
  Tag tag = Tag::unknown;
  bool self_closing = false;
  bool stable = false;       ///< text, comment: the view lives as long as the tree; else until the next call
  bool decoded = false;      ///< text, comment: differs from the input's bytes
  bool has_nul = false;      ///< text: holds U+0000, about which the insertion modes differ
  bool force_quirks = false, has_public = false, has_system = false;  // doctype
  std::uint32_t begin = 0, end = 0;                                   ///< in the input
  std::uint32_t name_hash = 0;                                        ///< tags
  std::uint32_t first_attribute = 0, attribute_count = 0;             ///< start tag: in Tree::attributes, not yet kept
  std::string_view text;  ///< text and comment: the characters; tags and doctype: the name
  std::string_view public_id, system_id;

  bool is_start(Tag t) const { return kind == Kind::start && tag == t; }
  bool is_end(Tag t) const { return kind == Kind::end && tag == t; }
};

class Tokenizer {
 public:
  enum class State : std::uint8_t { data, rcdata, rawtext, script, plaintext };

  /// Names, values and attributes that need memory go to `tree`.
  Tokenizer(std::string_view input, std::size_t max_attributes, Tree& tree);

  /// At the end of the input it gives eof, however often it is asked.
  void next(Token& token);

  void set_state(State state) { state_ = state; }
  char byte_at(std::uint32_t at) const { return begin_ + at < end_ ? begin_[at] : '\0'; }
  /// Keeps the attributes of the last start tag; without this the next tag overwrites them.
  void keep_attributes() { kept_ = tree_.attributes.size(); }
  void drop_unkept() { tree_.attributes.resize(kept_); }

  bool in_foreign = false;   ///< the adjusted current node is SVG or MathML: <![CDATA[ is one
  bool split_space = false;  ///< give white space at the start of a text as a token of its own

 private:
  enum class Nul : std::uint8_t { keep, replace };

  void text(Token& token, const char* from, const char* to, bool references, Nul nul);
  const char* data_end() const;
  const char* leading_space_end() const;
  const char* raw_text_end() const;
  const char* script_end() const;
  const char* after_script_word(const char* p, bool& is_script) const;
  bool is_markup(const char* p) const;
  bool is_last_end_tag(const char* p) const;

  // Each reads one construct at p_; false if it gives no token.
  bool markup(Token& token);
  bool cdata(Token& token);
  bool tag(Token& token, Token::Kind kind);
  bool attributes(Token& token);
  Attribute attribute();
  bool is_repeated(std::string_view attribute_name);
  void forget_names();
  std::string_view value(const char* to);
  void comment(Token& token);
  void bogus_comment(Token& token, const char* from);
  void doctype(Token& token);
  void doctype_after_name(Token& token);
  bool doctype_id(Token& token, std::string_view& id, bool& present);
  void doctype_tail(Token& token, bool quirks);

  void skip_space();
  std::string_view clean(const char* from, const char* to, bool& decoded);
  std::uint32_t offset(const char* p) const { return static_cast<std::uint32_t>(p - begin_); }

  const char* begin_;
  const char* end_;
  const char* p_;
  std::size_t max_attributes_;
  Tree& tree_;
  State state_ = State::data;
  Tag last_start_ = Tag::unknown;
  std::size_t kept_ = 0;                     // attributes that belong to nodes
  std::string scratch_, reference_;
  std::uint32_t last_name_hash_ = 0;         // of the attribute just read
  std::vector<std::uint32_t> name_hashes_;   // of the attributes of this tag
  std::bitset<4096> names_seen_;             // by hash: a clear bit proves a name new
};

}  // namespace stemma::ingest::html5
