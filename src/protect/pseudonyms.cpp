#include "protect/pseudonyms.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "base/descriptor.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/search_words.h"
#include "base/utf8.h"

namespace stemma::protect {
namespace {

constexpr std::string_view first_line = "stemma pseudonyms 1";
constexpr std::uint64_t most_bytes = 16 << 20;

struct Line {
  std::string pseudonym;
  std::vector<std::string> names;
};
struct File {
  std::string identity, secret;
  std::vector<Line> lines;
};

tl::unexpected<Error> malformed(const std::string& path, std::string_view what) {
  return fail(ErrorKind::malformed, fmt::format("{}: {}", printable(path), what), Error::nowhere, "name the right file with --pseudonyms, or restore it from a copy");
}

Result<File> parse(const std::string& path, std::string_view text) {
  File out;
  std::size_t number = 0;
  for (const auto line : split(text, "\n")) {
    if (++number == 1 && line != first_line) return malformed(path, "not a key of pseudonyms");
    if (number == 1) continue;
    if (line.starts_with("case ")) out.identity = line.substr(5);
    else if (line.starts_with("secret ")) out.secret = line.substr(7);
    else {
      const auto parts = split(line, "\t");
      if (parts.size() < 2) return malformed(path, fmt::format("line {} names nobody", number));
      Line one{std::string(parts.front()), {}};
      for (std::size_t i = 1; i < parts.size(); ++i) one.names.emplace_back(parts[i]);
      out.lines.push_back(std::move(one));
    }
  }
  if (out.identity.empty() || out.secret.size() != 64) return malformed(path, "not a whole key of pseudonyms");
  return out;
}

/// Beside and renamed, never readable by others, not even for a moment.
Result<void> write_private(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  ::unlink(beside.c_str());
  Descriptor fd(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (fd.get() < 0) return tl::unexpected(file_error(path, "written", errno));
  if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0 || ::rename(beside.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    return tl::unexpected(file_error(path, "written", error));
  }
  return {};
}

std::string text_of(const File& f) {
  std::string out = fmt::format("{}\ncase {}\nsecret {}\n", first_line, f.identity, f.secret);
  for (const Line& l : f.lines) {
    out += l.pseudonym;
    for (const auto& n : l.names) out += "\t" + squeeze(n);
    out += "\n";
  }
  return out;
}

std::string noted_key(std::span<const CustodyEntry> custody) {
  for (auto e = custody.rbegin(); e != custody.rend(); ++e) {
    if (e->action != key_action) continue;
    const auto detail = nlohmann::json::parse(e->detail, nullptr, false);
    if (detail.is_object() && detail.contains("key") && detail["key"].is_string()) return detail["key"].get<std::string>();
  }
  return {};
}

bool exists(const std::string& path) {
  struct stat st {};
  return ::lstat(path.c_str(), &st) == 0;
}

bool same_person(const Line& line, const Person& person) {
  return std::any_of(line.names.begin(), line.names.end(), [&](const std::string& known) {
    return std::any_of(person.names.begin(), person.names.end(), [&](const std::string& name) { return search_fold(known) == search_fold(name); });
  });
}

}  // namespace

std::string_view pseudonym_word(std::string_view label) {
  if (label == "witness") return "Witness";
  if (label == "survivor") return "Survivor";
  if (label == "minor") return "Minor";
  return label == "detained" ? "Detained person" : "Private person";
}

Result<PseudonymKey> give_pseudonyms(std::vector<Person>& people, const std::string& file, const std::string& case_identity,
                                     std::span<const CustodyEntry> custody, bool anew) {
  PseudonymKey key{file, {}, false};
  std::vector<Person*> labelled;
  for (Person& p : people)
    if (!p.label.empty()) labelled.push_back(&p);
  if (labelled.empty()) return key;
  File known;
  if (exists(file) && !anew) {
    const auto text = read_whole_file(file, most_bytes);
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse(file, *text);
    if (!parsed) return tl::unexpected(parsed.error());
    known = *std::move(parsed);
    if (known.identity != case_identity)
      return fail(ErrorKind::usage, fmt::format("{}: the pseudonyms of another case", printable(file)), Error::nowhere, "name this case's with --pseudonyms");
  } else if (!anew && !noted_key(custody).empty()) {
    return fail(ErrorKind::usage, fmt::format("{}: the key of the pseudonyms is not there, and without it people would be called otherwise than before", printable(file)),
                Error::nowhere, "name it with --pseudonyms, or say --new-pseudonyms if it is lost");
  } else {
    unsigned char bytes[32];
    if (RAND_bytes(bytes, sizeof bytes) != 1) return fail(ErrorKind::internal, "no random numbers can be had", Error::nowhere, "try again");
    known.identity = case_identity;
    known.secret = hex_of({reinterpret_cast<const char*>(bytes), sizeof bytes});
    key.made = true;
  }
  key.fingerprint = sha256_hex(known.secret);
  const std::string noted = noted_key(custody);
  if (!key.made && !noted.empty() && noted != key.fingerprint)
    return fail(ErrorKind::usage, fmt::format("{}: not the key that this case's pseudonyms were last made with", printable(file)), Error::nowhere,
                "name the right one with --pseudonyms, or say --new-pseudonyms if it is lost");
  std::sort(labelled.begin(), labelled.end(), [&](const Person* a, const Person* b) {
    return sha256_hex(known.secret + search_fold(a->names.front())) < sha256_hex(known.secret + search_fold(b->names.front()));
  });
  bool changed = key.made || noted.empty();
  for (Person* p : labelled) {
    const auto word = pseudonym_word(p->label);
    const auto line = std::find_if(known.lines.begin(), known.lines.end(), [&](const Line& l) { return l.pseudonym.starts_with(word) && same_person(l, *p); });
    if (line != known.lines.end()) {
      p->stand_in = line->pseudonym;
      continue;
    }
    std::uint64_t last = 0;
    for (const Line& l : known.lines) {
      std::uint64_t n = 0;
      if (l.pseudonym.size() > word.size() + 1 && l.pseudonym.starts_with(word))
        std::from_chars(l.pseudonym.data() + word.size() + 1, l.pseudonym.data() + l.pseudonym.size(), n);
      last = std::max(last, n);
    }
    p->stand_in = fmt::format("{} {}", word, last + 1);
    known.lines.push_back({p->stand_in, p->names});
    changed = true;
  }
  if (noted.empty()) key.made = true;  // the log has not been told yet
  if (changed)
    if (const auto written = write_private(file, text_of(known)); !written) return tl::unexpected(written.error());
  return key;
}

}  // namespace stemma::protect
