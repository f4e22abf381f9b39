// The example case read without a reader: documents by ingest, attributions and agents as gold.json has them. Shows what link/ does
// with perfect attributions.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/utf8.h"
#include "ingest/ingest.h"
#include "stemma/attribution.h"

namespace stemma::link_test {

/// Where the words of `phrase` stand in `text` at or after `from`: white space and marks between words do not matter.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {
    for (const auto s : word_spans(text)) {
      spans_.push_back(s);
      words_.push_back(to_lower(slice(text, s)));
    }
  }
  ByteSpan find(std::string_view phrase, std::uint32_t from) const {
    std::vector<std::string> want;
    for (const auto s : word_spans(phrase)) want.push_back(to_lower(slice(phrase, s)));
    for (std::size_t i = 0; !want.empty() && i + want.size() <= words_.size(); ++i)
      if (spans_[i].begin >= from && std::equal(want.begin(), want.end(), words_.begin() + static_cast<std::ptrdiff_t>(i)))
        return {spans_[i].begin, spans_[i + want.size() - 1].end};
    return {};
  }
  Spans find_pieces(const std::string& phrase, std::uint32_t from) const {
    Spans out;
    for (std::size_t at = 0; at <= phrase.size();) {
      const auto end = std::min(phrase.find(" ... ", at), phrase.size());
      if (const auto s = find(phrase.substr(at, end - at), out.empty() ? from : out.back().end); !s.empty()) out.push_back(s);
      at = end + 5;
    }
    return out;
  }

 private:
  std::string_view text_;
  std::vector<ByteSpan> spans_;
  std::vector<std::string> words_;
};

/// Readings of every gold document that ingest gives.
inline std::vector<Reading> gold_readings(const std::string& folder) {
  using json = nlohmann::json;
  std::ifstream in(folder + "/gold.json");
  const json gold = json::parse(in);
  std::map<std::string, Reading> readings;
  std::set<std::string> files;
  for (const auto& d : gold["documents"]) files.insert(d["file"].get<std::string>().substr(0, d["file"].get<std::string>().find('#')));
  for (const auto& file : files) {
    const auto bytes = read_whole_file(folder + "/" + file, 1 << 24);
    if (!bytes) continue;
    for (auto& document : ingest::ingest(*bytes, file, Limits{}))
      if (document) readings[document->path].document = std::move(*document);
  }
  std::map<std::string, json> agents;
  for (const auto& a : gold["agents"]) agents[a["id"]] = a;

  std::map<std::string, std::map<std::string, std::int32_t>> known;  // file -> gold agent -> local agent
  const auto local = [&](const std::string& file, const std::string& id, ByteSpan span, auto&& self) -> std::int32_t {
    auto& reading = readings[file];
    auto [it, fresh] = known[file].emplace(id, static_cast<std::int32_t>(reading.agents.size()));
    const auto index = it->second;
    if (fresh) {
      const auto& g = agents[id];
      Agent a;
      const auto kind = agent_kind(g["kind"].get<std::string>());
      a.kind = kind.value_or(AgentKind::person);
      const bool named = a.kind != AgentKind::unnamed && a.kind != AgentKind::collective;
      a.name = named || span.empty() ? g["name"].get<std::string>() : std::string(slice(reading.document, span));
      reading.agents.push_back(std::move(a));
      if (g["affiliation"].is_string()) {
        const auto body = self(file, g["affiliation"], ByteSpan{}, self);
        reading.agents[static_cast<std::size_t>(index)].affiliation = body;
      }
    }
    if (!span.empty()) reading.agents[static_cast<std::size_t>(index)].mentions.push_back(span);
    return index;
  };

  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& c : gold["claims"]) {
    for (const auto& m : c["members"]) {
      const std::string file = m["file"], content = m["content"];
      if (!readings.contains(file) || !seen.emplace(file, content).second) continue;
      auto& reading = readings[file];
      const Words words(reading.document.text);
      Attribution a;
      a.content = words.find_pieces(content, 0);
      if (a.content.empty()) continue;
      const auto near = a.content.front().begin > 400 ? a.content.front().begin - 400 : 0;
      if (m["source"].is_string()) a.source = words.find_pieces(m["source"], near);
      if (m["cue"].is_string()) a.cue = words.find_pieces(m["cue"], near);
      a.stance = stance(m["stance"].get<std::string>()).value_or(Stance::asserts);
      if (m["agent"].is_string() && m["source"].is_string()) {
        a.agent = local(file, m["agent"], a.source.empty() ? ByteSpan{} : a.source.front(), local);
        const auto kind = reading.agents[static_cast<std::size_t>(a.agent)].kind;
        a.source_kind = kind == AgentKind::media        ? SourceKind::media
                        : kind == AgentKind::collective ? SourceKind::unnamed_group
                                                        : SourceKind::named_person;
      }
      for (const auto& v : m["via"]) a.links.push_back({SourceLink::Kind::citing, {}, {}, local(file, v, ByteSpan{}, local)});
      if (m["cue"].is_string()) {
        const std::string cue = m["cue"];
        for (const auto& [id, g] : agents) {
          if (g["kind"] != "media") continue;
          std::vector<std::string> names{g["name"]};
          for (const auto& alias : g["aliases"]) names.push_back(alias);
          for (const auto& n : names)
            if (cue.find(n) != std::string::npos) {
              a.links.push_back({SourceLink::Kind::told, {}, {}, local(file, id, ByteSpan{}, local)});
              break;
            }
        }
      }
      a.confidence = 1;
      a.rule = content;  // names it
      reading.attributions.push_back(std::move(a));
    }
  }
  std::vector<Reading> out;
  for (auto& [file, reading] : readings) {
    std::sort(reading.attributions.begin(), reading.attributions.end(),
              [](const Attribution& x, const Attribution& y) { return x.content.front() < y.content.front(); });
    out.push_back(std::move(reading));
  }
  return out;
}

/// An invented family (bench/sets/cases) as pages and gold.json in `folder`, as bench/parts/invented.py writes it.
inline void write_invented(const std::string& file, const std::filesystem::path& folder) {
  using json = nlohmann::json;
  std::ifstream in(file);
  json gold = json::parse(in);
  std::filesystem::create_directories(folder / "articles");
  const auto escaped = [](const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '&' ? std::string("&amp;") : c == '<' ? "&lt;" : std::string(1, c);
    return out;
  };
  const auto address = [](const json& number) { return "articles/" + number.get<std::string>() + ".html"; };
  for (auto& d : gold["documents"]) {
    json about = {{"@context", "https://schema.org"}, {"@type", "NewsArticle"}, {"headline", d["title"]}, {"publisher", {{"@type", "Organization"}, {"name", d["publisher"]}}}};
    if (d.contains("published") && d["published"].is_string()) about["datePublished"] = d["published"];
    d["file"] = address(d["file"]);
    std::ofstream page(folder / d["file"].get<std::string>());
    page << "<!DOCTYPE html><html lang=\"" << d.value("language", "en") << "\"><head><meta charset=\"utf-8\"><title>" << escaped(d["title"])
         << "</title><script type=\"application/ld+json\">" << about.dump() << "</script></head><body><article><h1>" << escaped(d["title"]) << "</h1>\n";
    for (const auto& p : d["paragraphs"]) page << "<p>" << escaped(p) << "</p>\n";
    page << "</article></body></html>\n";
  }
  for (auto& c : gold["claims"])
    for (auto& m : c["members"]) {
      m["file"] = address(m["file"]);
      for (const char* key : {"source", "cue", "agent"})
        if (!m.contains(key)) m[key] = nullptr;
      if (!m.contains("via")) m["via"] = json::array();
    }
  for (auto& a : gold["agents"]) {
    if (!a.contains("affiliation")) a["affiliation"] = nullptr;
    if (!a.contains("aliases")) a["aliases"] = json::array();
  }
  std::ofstream(folder / "gold.json") << gold.dump();
}

}  // namespace stemma::link_test
