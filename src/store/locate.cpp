#include "store/locate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <set>

#include "store/originals.h"

namespace stemma::store {
namespace {

struct Owner {
  std::string name, type;              ///< of the table or index; "leaf", "internal", "overflow"...
  std::uint32_t leaf = 0;              ///< the page that holds the row's beginning: itself, or for an overflow page the one it hangs on
  std::optional<std::size_t> cell;     ///< of an overflow page: which row of that page
};

/// A page's bytes straight from the file.
std::string page_of(const std::string& file, std::uint32_t size, std::uint32_t page) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(page - 1) * size);
  std::string out(size, '\0');
  in.read(out.data(), size);
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

std::size_t two(std::string_view s, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(s[at])) << 8 | static_cast<unsigned char>(s[at + 1]);
}

/// SQLite's varint; nothing if it runs over the page.
std::optional<std::int64_t> varint(std::string_view s, std::size_t& at) {
  std::uint64_t v = 0;
  for (int k = 0; k < 9; ++k) {
    if (at >= s.size()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(s[at++]);
    if (k == 8) return static_cast<std::int64_t>(v << 8 | byte);
    v = v << 7 | (byte & 0x7FU);
    if ((byte & 0x80U) == 0) return static_cast<std::int64_t>(v);
  }
  return std::nullopt;
}

/// Row numbers on a leaf of a table (sqlite.org/fileformat2.html, 1.6), as far as the page can be read; in the order of the cells.
std::vector<std::optional<std::int64_t>> rows_on(std::string_view page, bool first) {
  const std::size_t at = first ? 100 : 0;
  if (page.size() < at + 8 || page[at] != 13) return {};
  const std::size_t cells = two(page, at + 3);
  std::vector<std::optional<std::int64_t>> out;
  for (std::size_t c = 0; c < cells && at + 10 + 2 * c <= page.size(); ++c) {
    std::size_t cell = two(page, at + 8 + 2 * c);
    const bool sized = varint(page, cell).has_value();
    out.push_back(sized ? varint(page, cell) : std::nullopt);
  }
  return out;
}

/// What a table holds, and whether it is lost with it.
std::string words_for(const std::string& name) {
  static const std::map<std::string, std::string> known = {
      {"sqlite_schema", "the list of the case's tables"},
      {"meta", "which schema the case has"},
      {"original", "the list of the originals"},
      {"original_piece", "bytes of originals"},
      {"arrival", "under which names files arrived"},
      {"custody", "the custody log"},
      {"decision", "decisions of people"},
      {"stamp", "stamps of the custody log"},
      {"known_id", "ids that claims and people had"}};
  if (const auto it = known.find(name); it != known.end()) return it->second;
  if (name.starts_with("block_index")) return "the search index, which can be made again";
  if (name.starts_with("link_")) return "what linking found, which can be made again";
  if (name.starts_with("sqlite_autoindex_")) return words_for(name.substr(17, name.rfind('_') - 17)) + " (an index over it)";
  if (const auto of = name.find("_of_"); of != std::string::npos) return words_for(name.substr(0, of)) + " (an index over it)";
  if (name == "document_in_order") return words_for("document") + " (an index over it)";
  return fmt::format("what was read in documents ({}), which can be read again from the originals", name);
}

class Locator {
 public:
  Locator(const Connection& db, const std::string& file, std::uint32_t page_size) : db_(db), file_(file), page_size_(page_size) {}

  std::map<std::uint32_t, Place> run(const std::vector<std::uint32_t>& pages) {
    wanted_.insert(pages.begin(), pages.end());
    walk();
    std::map<std::uint32_t, Place> out;
    for (const auto page : wanted_) {
      const auto it = owners_.find(page);
      if (it == owners_.end()) {
        if (page == 1) out[page] = {"the head of the file and " + words_for("sqlite_schema"), {}};
        else if (whole_walk_ && free().contains(page)) out[page] = {"free space, in which nothing of the case lies", {}};
        continue;
      }
      Place place = describe(it->second);
      if (page == 1) place.what = "the head of the file and " + place.what;
      out[page] = std::move(place);
    }
    return out;
  }

 private:
  void walk() {
    std::vector<std::string> names{"sqlite_schema"};
    const auto listed = guarded([&] {
      auto rows = db_.prepare("SELECT name FROM sqlite_schema WHERE rootpage > 0");
      while (rows.step()) names.push_back(rows.text(0));
    });
    whole_walk_ = listed.has_value();
    for (const auto& name : names)
      if (!guarded([&] { walk(name); })) whole_walk_ = false;
  }

  void walk(const std::string& name) {
    std::map<std::string, std::uint32_t> at_path;
    auto rows = db_.prepare("SELECT path, pageno, pagetype FROM dbstat WHERE name = ?1");
    rows.with(name);
    while (rows.step()) {
      const std::string path = rows.text(0);
      const auto page = static_cast<std::uint32_t>(rows.integer(1));
      Owner owner{name, rows.text(2), page, std::nullopt};
      if (const auto plus = path.find('+'); plus != std::string::npos) {
        // "/1c2/000/" is a page, "/1c2/000+000003" the fourth page that its row 0 goes on in.
        const auto slash = path.rfind('/', plus);
        owner.leaf = at_path[path.substr(0, slash + 1)];
        owner.cell = std::strtoul(path.substr(slash + 1, plus - slash - 1).c_str(), nullptr, 16);
      } else {
        at_path[path] = page;
      }
      if (wanted_.contains(page)) owners_[page] = owner;
    }
  }

  std::set<std::uint32_t> free() const {
    std::set<std::uint32_t> out;
    const auto four = [](std::string_view s, std::size_t at) { return static_cast<std::uint32_t>(two(s, at) << 16 | two(s, at + 2)); };
    const std::string head = page_of(file_, page_size_, 1);
    if (head.size() < 100) return out;
    for (std::uint32_t trunk = four(head, 32); trunk != 0 && out.insert(trunk).second;) {
      const std::string page = page_of(file_, page_size_, trunk);
      if (page.size() < page_size_) break;
      for (std::size_t k = 0; k < four(page, 4) && 12 + 4 * k <= page.size(); ++k) out.insert(four(page, 8 + 4 * k));
      trunk = four(page, 0);
    }
    return out;
  }

  Place describe(const Owner& owner) {
    Place out{words_for(owner.name), {}};
    if (owner.type == "internal") {
      out.what += " (the way to many of its rows)";
      return out;
    }
    constexpr std::size_t most = 4;
    std::size_t named = 0, all = 0;
    std::string rows;
    const auto there = rows_on(page_of(file_, page_size_, owner.leaf), owner.leaf == 1);
    for (std::size_t c = 0; c < there.size(); ++c) {
      if (!there[c] || (owner.cell && c != *owner.cell)) continue;
      ++all;
      if (named == most) continue;
      const auto row = guarded([&] { return row_words(owner.name, *there[c]); });
      if (!row || row->what.empty()) continue;
      rows += (named++ ? "; " : "") + row->what;
      if (out.since.empty() || row->since > out.since) out.since = row->since;
    }
    if (named > 0) out.what = all > named ? fmt::format("{}; and {} more", rows, all - named) : rows;
    return out;
  }

  Place row_words(const std::string& table, std::int64_t row) const {
    const auto one = [&](std::string_view sql) {
      auto statement = db_.prepare(sql);
      statement.with(row);
      if (!statement.step()) return Place{};
      return Place{statement.text(0), statement.text(1)};
    };
    if (table == "original_piece")
      return one(fmt::format("SELECT 'bytes ' || (p.number * {0}) || '-' || (min(o.bytes, (p.number + 1) * {0}) - 1) || ' of original ' || o.sha256, o.received "
                             "FROM original_piece p JOIN original o ON o.id = p.original WHERE p.id = ?1", piece_bytes));
    if (table == "original") return one("SELECT 'hash and size of original ' || sha256, received FROM original WHERE id = ?1");
    if (table == "custody") return one("SELECT 'log entry ' || seq, at FROM custody WHERE seq = ?1");
    if (table == "decision") return one("SELECT 'decision ' || number, at FROM decision WHERE number = ?1");
    if (table == "stamp") return one("SELECT 'stamp ' || number, at FROM stamp WHERE number = ?1");
    if (table == "document")
      return one("SELECT 'text of document ' || d.name || ' (' || d.path || ')', r.at FROM document d JOIN reading r ON r.original = d.original WHERE d.id = ?1");
    if (table == "block")
      return one("SELECT 'where paragraphs of document ' || d.name || ' begin', r.at FROM block b JOIN document d ON d.id = b.document "
                 "JOIN reading r ON r.original = d.original WHERE b.id = ?1");
    return {};
  }

  const Connection& db_;
  const std::string& file_;
  std::uint32_t page_size_;
  std::set<std::uint32_t> wanted_;
  std::map<std::uint32_t, Owner> owners_;
  bool whole_walk_ = false;
};

}  // namespace

std::map<std::uint32_t, Place> locate(const Connection& db, const std::string& file, std::uint32_t page_size, const std::vector<std::uint32_t>& pages) {
  return Locator(db, file, page_size).run(pages);
}

}  // namespace stemma::store
