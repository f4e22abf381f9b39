// What the differential test and bench/speed drive: the parser as a filter.
//
//   html5_tool dump   < records > dumps    record: "<context or ->\t<bytes>\n" + page; answer: "<bytes>\n" + dump
//   html5_tool ratio                       seconds for crafted inputs of n and 10 n bytes
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "ingest/html5/dump.h"
#include "ingest/html5/html5.h"

namespace {

namespace html5 = stemma::ingest::html5;

// Processor time: other programs on the machine do not count.
double seconds_of(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

int dump_records() {
  stemma::Limits limits;
  limits.max_html_depth = 100'000;  // parse5 has none
  std::string context, length;
  while (std::getline(std::cin, context, '\t') && std::getline(std::cin, length)) {
    std::string page(std::stoul(length), '\0');
    std::cin.read(page.data(), static_cast<std::streamsize>(page.size()));
    const std::string out =
        html5::dump(context == "-" ? html5::parse(page, limits) : html5::parse_fragment(page, context, limits));
    std::cout << out.size() << '\n' << out;
  }
  return 0;
}

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += unit;
  return out;
}

std::string numbered(std::string_view before, std::string_view after, std::size_t bytes) {
  std::string out;
  for (int i = 0; out.size() < bytes; ++i) out.append(before).append(std::to_string(i)).append(after);
  return out;
}

struct Measured {
  double seconds = 1e9;
  std::size_t nodes = 0;
};

// In a child of its own, as a program that reads one page: else the small input alone would find its memory already mapped.
Measured measured_apart(const std::string& page, const stemma::Limits& limits) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    Measured m;
    m.seconds = seconds_of([&] { m.nodes = html5::parse(page, limits).nodes.size(); });
    _exit(write(ends[1], &m, sizeof m) == sizeof m ? 0 : 1);
  }
  Measured m;
  if (read(ends[0], &m, sizeof m) != sizeof m) m = {};
  waitpid(child, nullptr, 0);
  close(ends[0]);
  close(ends[1]);
  return m;
}

int ratio() {
  const std::vector<std::pair<const char*, std::function<std::string(std::size_t)>>> shapes = {
      {"deep div", [](std::size_t n) { return repeated("<div>", n); }},
      {"deep then closed", [](std::size_t n) { return repeated("<div>", n / 2) + repeated("</div>", n / 2); }},
      {"deep span, p", [](std::size_t n) { return repeated("<span>", 3000) + repeated("<p>", n); }},
      {"deep span, unknown ends", [](std::size_t n) { return repeated("<span>", 3000) + repeated("</x>", n); }},
      {"deep custom, other ends", [](std::size_t n) { return numbered("<x-", ">", 6000) + repeated("</y-1>", n); }},
      {"nested b", [](std::size_t n) { return repeated("<b>", n); }},
      {"distinct fonts, p", [](std::size_t n) { return numbered("<font size=", "><p>", n); }},
      {"b p /b", [](std::size_t n) { return repeated("<b><p></b>", n); }},
      {"a a a", [](std::size_t n) { return repeated("<a><div>", n); }},
      {"misnested ends", [](std::size_t n) { return repeated("<b><i><u><div>", 2000) + repeated("</b></i></u>", n); }},
      {"attributes", [](std::size_t n) { return "<p " + numbered("a", " ", n) + ">"; }},
      {"attributes, many tags", [](std::size_t n) { return repeated("<p " + numbered("a", " ", 5000) + ">", n); }},
      {"same attribute", [](std::size_t n) { return "<p " + repeated("a=1 ", n) + ">"; }},
      {"html attributes", [](std::size_t n) { return numbered("<html a", "=1>", n); }},
      {"unclosed attribute", [](std::size_t n) { return "<p a=\"" + repeated("x", n); }},
      {"lone ampersands", [](std::size_t n) { return repeated("& ", n); }},
      {"references", [](std::size_t n) { return repeated("&notit;&#32;", n); }},
      {"space references", [](std::size_t n) { return repeated("&#32;", n); }},
      {"merged text", [](std::size_t n) { return repeated("a</x>", n); }},
      {"foster text", [](std::size_t n) { return "<table>" + repeated("a<tr>", n); }},
      {"nested tables", [](std::size_t n) { return repeated("<table><tr><td>", n); }},
      {"tables in tables", [](std::size_t n) { return repeated("<table>", n); }},
      {"leaked markers", [](std::size_t n) { return "<table><tr>" + repeated("<td><object>", n); }},
      {"templates", [](std::size_t n) { return repeated("<template>", n); }},
      {"selects", [](std::size_t n) { return repeated("<select><option>", n); }},
      {"svg", [](std::size_t n) { return repeated("<svg><g>", n); }},
      {"svg, breakouts", [](std::size_t n) { return repeated("<svg><desc><svg><p>", n); }},
      {"comment openers", [](std::size_t n) { return repeated("<!--", n); }},
      {"comment near-ends", [](std::size_t n) { return "<!--" + repeated("->--!", n); }},
      {"script openers", [](std::size_t n) { return "<script>" + repeated("<!--<script ", n); }},
      {"title near-ends", [](std::size_t n) { return "<title>" + repeated("</titl", n); }},
      {"cdata", [](std::size_t n) { return "<svg>" + repeated("<![CDATA[]]", n); }},
      {"lists", [](std::size_t n) { return repeated("<ul><li>", n); }},
      {"li li", [](std::size_t n) { return repeated("<span>", 3000) + repeated("<li>", n); }},
      {"forms", [](std::size_t n) { return repeated("<form><div></form>", n); }},
      {"nul", [](std::size_t n) { return repeated(std::string_view("\0a", 2), n); }},
      {"carriage returns", [](std::size_t n) { return repeated("\r\na\r", n); }},
      {"doctypes", [](std::size_t n) { return repeated("<!DOCTYPE html PUBLIC \"", n); }},
  };
  stemma::Limits limits;
  limits.max_html_nodes = 100'000'000;
  int bad = 0;
  for (const auto& [name, make] : shapes) {
    double took[2] = {1e9, 1e9};
    std::size_t nodes = 0;
    for (int i = 0; i < 2; ++i) {
      const std::string page = make(i == 0 ? 300'000 : 3'000'000);
      for (int round = 0; round < 3; ++round) {
        const Measured m = measured_apart(page, limits);
        took[i] = std::min(took[i], m.seconds);
        nodes = m.nodes;
      }
    }
    const double r = took[1] / took[0];
    bad += r > 12;
    std::printf("%-26s %9.3f ms %9.2f ms  x%5.1f %s %9zu nodes %7.1f MB/s\n", name, took[0] * 1e3, took[1] * 1e3, r, r > 12 ? "!!" : "  ", nodes,
                3.0 / took[1]);
  }
  return bad == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "dump") return dump_records();
  if (what == "ratio") return ratio();
  std::cerr << "usage: html5_tool dump | ratio\n";
  return 2;
}
