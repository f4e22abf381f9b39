#include "ingest/mail/message.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/html/charset.h"
#include "ingest/mail/codec.h"

namespace stemma::ingest {
namespace {

constexpr int kMaxDepth = 16;
constexpr std::uint64_t kMaxHead = 256 << 10;

bool header_name(std::string_view s) {
  return !s.empty() && s.size() <= 76 && std::all_of(s.begin(), s.end(), [](char c) { return c > 32 && c < 127; });
}

// "text/plain; charset=utf-8; name*0="a"; name*1="b"" -> the words before the first semicolon, and the parameters (RFC 2231).
struct Parameters {
  std::string value;
  std::vector<std::pair<std::string, std::string>> all;

  std::string of(std::string_view name) const {
    std::string joined;
    for (int n = -1; n < 64; ++n) {
      bool found = false;
      for (const auto& [key, text] : all) {
        std::string_view k = key;
        const bool coded = k.ends_with('*');
        if (coded) k.remove_suffix(1);
        if (k != (n < 0 ? std::string(name) : std::string(name) + "*" + std::to_string(n))) continue;
        joined += coded ? decoded(text, n <= 0) : text;
        found = true;
        break;
      }
      if (n < 0 ? found : !found) break;
    }
    return joined;
  }

 private:
  // "utf-8'en'Caf%C3%A9"
  static std::string decoded(std::string_view s, bool first) {
    std::string charset;
    if (const std::size_t quote = s.find('\''); first && quote != std::string_view::npos) {
      charset = s.substr(0, quote);
      s.remove_prefix(std::min(s.find('\'', quote + 1), s.size() - 1) + 1);
    }
    std::string raw(s);
    std::replace(raw.begin(), raw.end(), '%', '=');
    return decode(undo_transfer(raw, "quoted-printable").text, charset, false).text;
  }
};

Parameters parameters(std::string_view s) {
  Parameters out;
  std::size_t i = std::min(s.find(';'), s.size());
  out.value = ascii_lower(trim(s.substr(0, i)));
  while (i < s.size() && out.all.size() < 100) {
    const std::size_t equals = s.find('=', i + 1);
    if (equals == std::string_view::npos) break;
    std::string name = ascii_lower(trim(s.substr(i + 1, equals - i - 1)));
    std::string value;
    std::size_t at = s.find_first_not_of(" \t", equals + 1);
    if (at != std::string_view::npos && s[at] == '"') {
      for (++at; at < s.size() && s[at] != '"'; ++at) {
        if (s[at] == '\\' && at + 1 < s.size()) ++at;
        value += s[at];
      }
      i = std::min(s.find(';', std::min(at, s.size())), s.size());
    } else {
      i = std::min(s.find(';', equals), s.size());
      value = trim(s.substr(equals + 1, i - equals - 1));
    }
    out.all.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

// Reads the headers at `at`; returns where the body begins.
std::uint64_t read_headers(std::string_view m, std::uint64_t at, std::uint64_t end, MailPart& part) {
  const std::uint64_t last = std::min(end, at + kMaxHead);
  m = m.substr(0, end);
  while (at < last) {
    const std::uint64_t line_end = std::min<std::uint64_t>(m.find('\n', at), end), behind = std::min(line_end + 1, end);
    const std::string_view line = m.substr(at, line_end - at);
    if (trim(line).empty()) return behind;
    const std::size_t colon = line.find(':');
    if ((line[0] == ' ' || line[0] == '\t') && !part.headers.empty()) {
      part.headers.back().second += " " + std::string(trim(line));
      if (part.headers.back().first == "subject") part.subject_end = line_end;
    } else if (colon != std::string_view::npos && header_name(trim(line.substr(0, colon)))) {
      std::string name = ascii_lower(trim(line.substr(0, colon)));
      if (name == "subject") part.subject_at = at + colon + 1, part.subject_end = line_end;
      part.headers.emplace_back(std::move(name), std::string(trim(line.substr(colon + 1))));
    } else {
      return at;  // no header: the body begins without a blank line
    }
    at = behind;
  }
  return at;
}

// The stretches between the lines "--boundary", up to "--boundary--".
std::vector<std::pair<std::uint64_t, std::uint64_t>> between(std::string_view m, const MailPart& part) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> out;
  const std::string mark = "--" + part.boundary;
  m = m.substr(0, part.end);
  std::uint64_t open = 0;
  for (std::uint64_t at = part.begin; (at = m.find(mark, at)) != std::string_view::npos; at += mark.size()) {
    if (at > part.begin && m[at - 1] != '\n') continue;
    const std::string_view after = m.substr(at + mark.size());
    const bool closing = after.starts_with("--");
    const std::string_view rest = after.substr(closing ? 2 : 0, after.find('\n') - (closing ? 2 : 0));
    if (!trim(rest.substr(0, 80)).empty()) continue;  // a longer boundary that begins with this one
    if (open) {
      std::uint64_t last = at - 1;  // the line break before belongs to the boundary
      if (last > open && m[last - 1] == '\r') --last;
      out.emplace_back(open, std::max(open, last));
    }
    open = closing ? 0 : std::min<std::uint64_t>(m.find('\n', at), part.end - 1) + 1;
    if (closing) return out;
  }
  if (open) out.emplace_back(open, part.end);  // cut off
  return out;
}

}  // namespace

std::string_view MailPart::header(std::string_view wanted) const {
  for (const auto& [key, value] : headers)
    if (key == wanted) return value;
  return {};
}

MailPart parse_mail(std::string_view message, std::uint64_t begin, std::uint64_t end, int& budget, int depth) {
  MailPart part;
  part.begin = read_headers(message, begin, end, part);
  part.end = end;
  const Parameters type = parameters(part.header("content-type")), disposition = parameters(part.header("content-disposition"));
  part.type = type.value.empty() ? "text/plain" : type.value;
  part.charset = type.of("charset");
  part.boundary = type.of("boundary");
  part.flowed = ascii_lower(type.of("format")) == "flowed";
  part.coding = ascii_lower(trim(part.header("content-transfer-encoding")));
  part.name = decode_words(disposition.of("filename"));
  if (part.name.empty()) part.name = decode_words(type.of("name"));
  part.attachment = disposition.value == "attachment";
  if (!part.type.starts_with("multipart/") || part.boundary.empty() || depth >= kMaxDepth) return part;
  for (const auto& [from, to] : between(message, part)) {
    if (budget-- <= 0) break;
    part.parts.push_back(parse_mail(message, from, to, budget, depth + 1));
    if (part.type == "multipart/digest" && part.parts.back().header("content-type").empty()) part.parts.back().type = "message/rfc822";
  }
  return part;
}

std::uint64_t envelope_end(std::string_view message) {
  return message.starts_with("From ") ? std::min<std::uint64_t>(message.find('\n'), message.size() - 1) + 1 : 0;
}

bool like_mail(std::string_view start) {
  start.remove_prefix(envelope_end(start));
  MailPart head;
  const std::uint64_t body = read_headers(start, 0, start.size(), head);
  if (body == 0 || head.headers.size() < 2) return false;
  const auto has = [&](std::string_view name) { return !head.header(name).empty(); };
  return (has("from") || has("sender") || has("return-path")) &&
         (has("mime-version") || has("received") || has("message-id") || has("return-path") || has("content-transfer-encoding"));
}

}  // namespace stemma::ingest
