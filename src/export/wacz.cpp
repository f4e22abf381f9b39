// WACZ 1.1.1 (Webrecorder, 2023) with pages, text, a CDXJ index and a digest signed as wacz-auth 0.1.0 has it.
#include <fmt/format.h>

#include <algorithm>

#include "base/codings.h"
#include "base/utf8.h"
#include "export/digest.h"
#include "export/readme.h"
#include "export/table.h"
#include "export/warc.h"
#include "export/wacz_key.h"
#include "export/zip.h"
#include "report/phrases.h"

namespace stemma::exports {
namespace {

std::string second(const std::string& iso) { return iso.substr(0, 19) + "Z"; }

std::string pages(const Outgoing& out, const Archive& archive) {
  std::string lines = R"({"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": true})" "\n";
  for (std::size_t i = 0; i < out.readings.size(); ++i) {
    const Document& d = out.readings[i].document;
    lines += report::dump({{"id", d.id}, {"url", archive.pages[i].url}, {"ts", archive.pages[i].ts}, {"title", d.title.empty() ? report::outlet(d) : d.title.value},
                           {"text", d.text}}, -1);
  }
  return lines;
}

std::string cdxj(const Archive& archive, const std::string& file) {
  std::vector<std::string> lines;
  for (const Capture& c : archive.captures)
    lines.push_back(surt(c.url) + " " + c.timestamp + " " +
                    report::dump({{"url", c.url}, {"mime", c.mime}, {"status", std::to_string(c.status)}, {"digest", c.digest}, {"length", std::to_string(c.length)},
                                  {"offset", std::to_string(c.offset)}, {"filename", file}}, -1));
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& l : lines) out += l;
  return out;
}

}  // namespace

Result<Written> write_wacz(const Outgoing& out, const std::string& path, const std::string& key_file) {
  auto folder = Folder::create(path);
  if (!folder) return tl::unexpected(folder.error());
  const std::string warc = "data.warc.gz";
  auto file = folder->file(warc);
  if (!file) return tl::unexpected(file.error());
  auto archive = write_records(out, *file, warc);
  if (!archive) return tl::unexpected(archive.error());
  if (const auto closed = file->close(); !closed) return tl::unexpected(closed.error());
  if (auto same = same_records(folder->path_of(warc), warc, archive->records); !same) return tl::unexpected(same.error());

  const std::string name = "case.wacz", created = second(out.made_at);
  auto packed = folder->file(name);
  if (!packed) return tl::unexpected(packed.error());
  ZipWriter zip(*packed, out.made_at);
  if (auto added = zip.add_file("archive/" + warc, folder->path_of(warc)); !added) return tl::unexpected(added.error());
  zip.add("indexes/index.cdx", cdxj(*archive, warc));
  zip.add("pages/pages.jsonl", pages(out, *archive));
  std::vector<File> files = zip.files();
  files[0].rows_of = "records", files[0].rows = archive->records;
  files[1].rows_of = "captures", files[1].rows = archive->captures.size();
  files[2].rows_of = "pages", files[2].rows = archive->pages.size();
  const auto left_out = all_left_out(out, archive->left_out);
  const std::string about =
      "WACZ 1.1.1: open it with ReplayWeb.page or any reader of web archives. `archive/` holds the originals as WARC/1.1 (what came out of a web\n"
      "archive as the records that it was, any other file as a `resource`, the text of each as a `conversion`), `indexes/` a CDXJ index, `pages/`\n"
      "a line for each document with its text. `datapackage-digest.json` fixes all of it. Pages whose address is a `urn:` had none.\n";
  zip.add("stemma/README.md", readme("wacz", out, about, files, left_out));
  zip.add("stemma/manifest.json", manifest("wacz", out, files, left_out));

  Json resources = Json::array();
  for (const File& f : zip.files())
    resources.push_back({{"name", ascii_lower(f.path.substr(f.path.rfind('/') + 1))}, {"path", f.path}, {"hash", "sha256:" + f.sha256}, {"bytes", f.bytes}});
  const std::string package = report::dump({{"profile", "data-package"}, {"resources", std::move(resources)}, {"wacz_version", "1.1.1"}, {"title", out.case_name},
                                            {"description", "Originals of a Stemma case, with the text read from them"}, {"created", created}, {"modified", created},
                                            {"software", "Stemma " + out.program_version}}, 2);
  zip.add("datapackage.json", package);
  const std::string hash = "sha256:" + sha256_hex(package);
  Json digest{{"path", "datapackage.json"}, {"hash", hash}};
  if (!key_file.empty()) {
    bool made = false;
    const auto key = WaczKey::open(key_file, made);
    if (!key) return tl::unexpected(key.error());
    digest["signedData"] = {{"hash", hash}, {"signature", base64(key->sign(hash))}, {"publicKey", base64(key->public_key())}, {"created", created},
                            {"software", "Stemma " + out.program_version}, {"version", "0.1.0"}};
  }
  zip.add("datapackage-digest.json", report::dump(digest, 2));
  zip.finish();
  if (const auto closed = packed->close(); !closed) return tl::unexpected(closed.error());
  auto whole = fingerprint(folder->path_of(name));
  if (!whole) return tl::unexpected(whole.error());
  whole->path = path.substr(path.rfind('/') + 1);
  files.push_back(std::move(*whole));
  Written written{path, std::move(files), left_out};
  if (out.note)
    if (auto noted = out.note(written); !noted) return tl::unexpected(noted.error());
  if (auto done = folder->commit_file(name); !done) return tl::unexpected(done.error());
  return written;
}

}  // namespace stemma::exports
