// The byte map of whole documents: what it leads to in the original is what the text says.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/charset.h"
#include "ingest/html5/entities.h"
#include "ingest/jsonl/json_text.h"
#include "ingest/source.h"
#include "make.h"

namespace stemma::ingest {
namespace {

std::string references_undone(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t n = s[i] == '&' ? html5::read_reference(s.substr(i), false, out) : 0;
    if (n == 0) out += s[i];
    i += n == 0 ? 1 : n;
  }
  return out;
}

std::string utf8_page(std::string_view bytes) { return references_undone(keep_valid(bytes).text); }
std::string latin(std::string_view bytes) { return decode(bytes, "windows-1252", false).text; }
std::string latin_page(std::string_view bytes) { return references_undone(latin(bytes)); }
std::string utf16_page(std::string_view bytes) {
  std::string ascii(bytes);
  std::erase(ascii, '\0');
  return references_undone(ascii);
}
std::string as_is(std::string_view bytes) { return std::string(bytes); }

/// "" if each run of the map leads to bytes that give its text, and each word of the text is covered; else what is wrong.
/// `undo` makes text of the bytes of a run.
std::string faults(const Document& d, std::string_view original, const std::function<std::string(std::string_view)>& undo) {
  const auto source = source_bytes(original, d.source, {});
  if (!source) return source.error().line();
  if (!is_sound(d.map, d.text.size(), source->size())) return "not sound";
  std::vector<bool> covered(d.text.size());
  for (const auto& r : d.map.runs) {
    const std::string_view bytes = std::string_view(*source).substr(r.source, r.source_size);
    const std::string text = d.text.substr(r.text, r.text_size);
    const std::string there = undo(bytes);
    if (squeeze(there) != squeeze(text)) return "\"" + text + "\" from \"" + there + "\" at " + std::to_string(r.source);
    for (std::uint32_t i = r.text; i < r.text + r.text_size; ++i) covered[i] = true;
  }
  for (const Block& b : d.blocks)
    for (std::uint32_t i = b.span.begin; i < b.span.end; ++i)
      if (d.text[i] != ' ' && !covered[i]) return "not covered: " + d.text.substr(i, 40);
  return "";
}

Document only(const std::string& bytes, const std::string& path) {
  auto all = ingest(bytes, path, {});
  EXPECT_EQ(all.size(), 1u);
  if (all.empty() || !all[0]) {
    ADD_FAILURE() << (all.empty() ? "nothing" : all[0].error().line());
    return {};
  }
  return std::move(*all[0]);
}

/// The bytes of the original behind the first place where the text says `words`.
std::string behind(const Document& d, const std::string& original, std::string_view words) {
  const std::size_t at = d.text.find(words);
  if (at == std::string::npos) return "not in the text";
  const auto span = source_span(d.map, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())});
  const auto source = source_bytes(original, d.source, {});
  return span && source ? source->substr(span->begin, span->end - span->begin) : "nothing";
}

const std::string kBody =
    "<p>The dyke at <b>Port</b>\n   <i>Aldane</i> held &amp; the pumps ran, the harbour&nbsp;master said on&#32;Mon&shy;day.</p>"
    "<p>Nobody</nothing> in the &laquo;lower town&raquo; had slept,\r\n she added, and the caf&eacute; stayed open all night long.</p>";

TEST(Map, OfAPageInUtf8) {
  const std::string page = "<html><body><article><p>Before it, a line that stands over the headline and is no part of it.</p><h1>Dyke held</h1>" + kBody + "</article></body></html>";
  const Document d = only(page, "a.html");
  EXPECT_EQ(faults(d, page, utf8_page), "");
  EXPECT_EQ(behind(d, page, "harbour master"), "harbour&nbsp;master");
  EXPECT_EQ(behind(d, page, "Monday"), "Mon&shy;day");
  EXPECT_EQ(behind(d, page, "Port Aldane"), "Port</b>\n   <i>Aldane");
  EXPECT_EQ(behind(d, page, "Nobody in"), "Nobody</nothing> in");
  EXPECT_EQ(behind(d, page, "«lower town»"), "&laquo;lower town&raquo;");
  EXPECT_EQ(behind(d, page, "café"), "caf&eacute;");
  EXPECT_LT(d.map.runs.size(), 24u);
}

TEST(Map, OfAPageWithAMarkAndBrokenBytes) {
  const std::string page = "\xEF\xBB\xBF<html><body><h1>Dyke held</h1><p>The pumps\xFF ran, the harbour master said, until \xE2\x82 morning came at last.</p></body></html>";
  const Document d = only(page, "a.html");
  EXPECT_TRUE(d.repaired);
  EXPECT_EQ(faults(d, page, utf8_page), "");
  EXPECT_EQ(behind(d, page, "pumps\xEF\xBF\xBD ran"), "pumps\xFF ran");
  EXPECT_EQ(behind(d, page, "until \xEF\xBF\xBD morning"), "until \xE2\x82 morning");
}

TEST(Map, OfAPageInAnotherCharset) {
  const std::string head = "<html><head><meta charset=windows-1252></head><body><h1>Caf\xE9 held</h1>";
  const std::string page = head + "<p>The \x93lower town\x94 had not slept, she said, and the caf\xE9 &amp; the pumps ran all night.</p></body></html>";
  const Document d = only(page, "a.html");
  EXPECT_EQ(faults(d, page, latin_page), "");
  EXPECT_EQ(behind(d, page, "“lower town”"), "\x93lower town\x94");
}

TEST(Map, OfAPageInUtf16) {
  std::string page = "\xFF\xFE";
  for (const char c : std::string("<html><body><h1>Dyke held</h1><p>The pumps ran all night, the harbour master said, and nobody slept.</p></body></html>")) {
    page += c;
    page += '\0';
  }
  const Document d = only(page, "a.html");
  EXPECT_EQ(faults(d, page, utf16_page), "");
}

TEST(Map, OfTextMovedOutOfATable) {
  const std::string page = "<table>The pumps ran<tr><td>A cell of the table that is there.</td></tr> all night, she said, and nobody slept.</table>";
  const Document d = only("<html><body>" + page, "a.html");
  EXPECT_EQ(faults(d, "<html><body>" + page, utf8_page), "");
}

TEST(Map, OfPreformattedText) {
  const std::string page = "<html><body><pre>&#10;The pumps ran,\r\nthe harbour master said.</pre><pre>\r\nAnd nobody in the lower town had slept.</pre></body></html>";
  const Document d = only(page, "a.html");
  EXPECT_EQ(faults(d, page, utf8_page), "");
}

TEST(Map, OfPlainText) {
  const std::string text = "Dyke held at Port Aldane\r\n\r\nThe pumps ran all night, the harbour master said, and no-\r\nbody in the lower town had slept.\r\n\r\n"
                           "   She added that the caf\xC3\xA9  stayed open.\r\n";
  const Document d = only(text, "a.txt");
  EXPECT_EQ(faults(d, text, as_is), "");
  const std::string western = "Dyke held at Port Aldane\n\nThe caf\xE9 stayed open, the harbour master said, and nobody slept.\n";
  EXPECT_EQ(faults(only(western, "a.txt"), western, latin), "");
}

TEST(Map, OfAgencyCopy) {
  const std::string copy = "From: BPX World Desk <world@borealpress.example>\nTo: all\nSubject: Dyke held at\n  Port Aldane\nDate: Wed, 14 May 2031 17:03:11 +0000\n\n"
                           "PORT ALDANE, 14 May (Boreal Press) - The pumps ran all night, the harbour master said, and nobody\nin the lower town had slept.\n\n(ends)\n";
  const Document d = only(copy, "a.eml");
  EXPECT_EQ(d.format, "wire");
  EXPECT_EQ(faults(d, copy, as_is), "");
  EXPECT_EQ(behind(d, copy, "held at Port"), "held at\n  Port");
}

std::string escapes_undone(std::string_view s) { return json_text("{\"k\":\"" + std::string(s) + "\"}", "k").value_or(MappedText{}).text; }

TEST(Map, OfJsonLines) {
  const std::string lines = "{\"id\":\"a\",\"text\":\"The pumps ran.\"}\n"
                            "  {\"inner\":{\"text\":\"not this\"},\"t\\u0065xt\":\"\\u201cNobody slept,\\u201d she said.\\n\\nThe caf\\u00e9 \\ud83d\\ude00\\t\\/ stayed open.\",\"title\":\"Dyke \\\"held\\\"\",\"id\":\"b\"}\n";
  const auto all = ingest(lines, "a.jsonl", {});
  ASSERT_EQ(all.size(), 2u);
  for (const auto& d : all) {
    ASSERT_TRUE(d);
    EXPECT_EQ(faults(*d, lines, escapes_undone), "");
  }
  EXPECT_EQ(behind(*all[1], lines, "“Nobody slept,”"), "\\u201cNobody slept,\\u201d");
  EXPECT_EQ(behind(*all[1], lines, "Dyke \"held\""), "Dyke \\\"held\\\"");
  const std::string packed = test::gzip(lines);
  for (const auto& d : ingest(packed, "a.jsonl.gz", {})) EXPECT_EQ(faults(d.value(), packed, escapes_undone), "");
}

TEST(Map, JsonTextTakesTheLastOfAName) {
  EXPECT_EQ(json_text(R"({"a":"x","a":"y","b":["a",{"a":"z"}]})", "a")->text, "y");
  EXPECT_FALSE(json_text(R"({"a":"x","a":3})", "a"));
  EXPECT_FALSE(json_text(R"({"b":{"a":"x"},"c":"a"})", "a"));
  EXPECT_FALSE(json_text("{\"a", "a"));
  EXPECT_FALSE(json_text("", "a"));
}

/// Pages made at random out of what makes maps hard; the seed is fixed.
TEST(Map, OfGeneratedPages) {
  std::uint64_t state = 0x5DEECE66D;
  const auto next = [&](std::size_t n) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  static constexpr std::string_view bits[] = {"<p>", "</p>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", " ", "\n", "\r\n", "\t", "&amp;", "&nbsp;", "&eacute;",
      "&#8217;", "&#x1F600;", "&", "&noti", "\xC3\xA9", "\xE2\x80\x9C", "\xC2\xAD", "\xC2\xA0", "\xE2\x80\x8B", "<!-- x -->", "</x>", "<svg><title>n</title></svg>", "<script>y</script>", "the pumps ran all night, ",
      "she said. ", "Nobody in the lower town had slept, the harbour master added on Monday.", "<pre>", "</pre>", "<div>", "</div>", "<a href='z'>", "</a>", "\xFF", "<h2>", "</h2>", "&nGt;", "<i>", "<select>", "</select>"};
  for (int n = 0; n < 400; ++n) {
    std::string page = "<html><body><article><p>";
    for (int k = 0; k < 500; ++k) page += "\xC3\xA9";  // so that the broken bytes below do not make it a page of another charset
    for (std::size_t k = next(120) + 3; k > 0; --k) page += bits[next(std::size(bits))];
    const auto all = ingest(page, "a.html", {});
    ASSERT_EQ(all.size(), 1u);
    if (!all[0]) continue;
    ASSERT_EQ(faults(*all[0], page, utf8_page), "") << page;
  }
}

TEST(Map, OfTheSharedPages) {
  const std::filesystem::path data = std::filesystem::path(STEMMA_SOURCE_DIR) / "../shared/data";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "no shared data here";
  std::size_t pages = 0, wrong = 0, text = 0, runs = 0;
  std::string first;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
    if (entry.path().extension() != ".html" && entry.path().extension() != ".gz") continue;
    if (pages >= 400) break;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto format = sniff(bytes, entry.path().string());
    if (format != "html" && format != "gzip") continue;
    const auto all = ingest(bytes, entry.path().string(), {});
    if (all.size() != 1 || !all[0] || all[0]->format != "html") continue;
    const Document& d = *all[0];
    const auto source = source_bytes(bytes, d.source, {});
    ASSERT_TRUE(source);
    const std::string charset = decode(*source, "", true).encoding;
    const auto undo = [&](std::string_view run) { return charset == "UTF-8" ? utf8_page(run) : references_undone(decode(run, charset, false).text); };
    const std::string fault = faults(d, bytes, undo);
    ++pages;
    text += d.text.size();
    runs += d.map.runs.size();
    if (!fault.empty() && ++wrong < 4) first += std::to_string(pages) + ": " + fault.substr(0, 200) + "\n";
  }
  EXPECT_EQ(wrong, 0u) << first;
  RecordProperty("pages", static_cast<int>(pages));
  RecordProperty("runs_per_page", static_cast<int>(pages == 0 ? 0 : runs / pages));
}

}  // namespace
}  // namespace stemma::ingest
