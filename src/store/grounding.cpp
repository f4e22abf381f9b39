#include "store/grounding.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "claims/ground/fields.h"
#include "store/spans_text.h"

namespace stemma::store {
namespace {

using claims::ground::each_field;
using Json = nlohmann::ordered_json;

[[noreturn]] void damaged(std::string_view what) {
  raise(ErrorKind::case_file, fmt::format("the case is damaged: {} of its grounding", what), "run stemma verify, and restore the case from a copy");
}

// One overload an enumeration, so that a reader of rows finds the words by the type.
std::optional<TimeKind> word(std::string_view w, TimeKind) { return time_kind(w); }
std::optional<TimeExpression::Role> word(std::string_view w, TimeExpression::Role) { return time_role(w); }
std::optional<FigureKind> word(std::string_view w, FigureKind) { return figure_kind(w); }
std::optional<Bound> word(std::string_view w, Bound) { return bound(w); }
std::optional<PlaceKind> word(std::string_view w, PlaceKind) { return place_kind(w); }
std::optional<Modality> word(std::string_view w, Modality) { return modality(w); }
std::optional<ParticipantRole> word(std::string_view w, ParticipantRole) { return participant_role(w); }

template <class T>
concept Enumeration = std::is_enum_v<T>;

/// Floats go through text as the double that is nearest, which comes back as the same float.
struct ToJson {
  Json& out;
  void operator()(const char* key, ByteSpan v) const { out[key] = Json::array({v.begin, v.end}); }
  void operator()(const char* key, const std::string& v) const { out[key] = v; }
  void operator()(const char* key, Enumeration auto v) const { out[key] = name(v); }
  void operator()(const char* key, float v) const { out[key] = static_cast<double>(v); }
  void operator()(const char* key, auto v) const { out[key] = v; }
};

struct FromJson {
  const Json& in;
  const Json& at(const char* key) const {
    const auto found = in.is_object() ? in.find(key) : in.end();
    if (found == in.end()) damaged(fmt::format("\"{}\" is missing in a list", key));
    return *found;
  }
  template <class T>
  void operator()(const char* key, T& v) const {
    const Json& j = at(key);
    if constexpr (std::is_same_v<T, ByteSpan>) {
      if (!j.is_array() || j.size() != 2 || !j[0].is_number_unsigned() || !j[1].is_number_unsigned()) damaged("a span");
      v = {j[0].get<std::uint32_t>(), j[1].get<std::uint32_t>()};
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!j.is_string()) damaged("a word");
      v = j.get<std::string>();
    } else if constexpr (Enumeration<T>) {
      const auto found = j.is_string() ? word(j.get<std::string>(), T{}) : std::nullopt;
      if (!found) damaged("a word");
      v = *found;
    } else {
      if (!j.is_number()) damaged("a number");
      v = j.get<T>();
    }
  }
};

template <class T>
std::string list_text(const std::vector<T>& all) {
  Json list = Json::array();
  for (const T& item : all) {
    if constexpr (std::is_same_v<T, std::int32_t>) list.push_back(item);
    else each_field(item, ToJson{list.emplace_back(Json::object())});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class T>
std::vector<T> list_from(std::string_view text) {
  const auto list = Json::parse(text, nullptr, false);
  if (!list.is_array()) damaged("a list");
  std::vector<T> out;
  for (const auto& item : list) {
    T v{};
    if constexpr (std::is_same_v<T, std::int32_t>) {
      if (!item.is_number_integer()) damaged("a number");
      v = item.template get<T>();
    } else {
      each_field(v, FromJson{item});
    }
    out.push_back(std::move(v));
  }
  return out;
}

/// A field into the parameter that is next.
struct ToRow {
  Statement& row;
  int n = 2;
  void operator()(const char*, ByteSpan v) { row.bind(++n, to_text(v)); }
  void operator()(const char*, const std::optional<ByteSpan>& v) { v ? row.bind(++n, to_text(*v)) : row.bind(++n, nullptr); }
  void operator()(const char*, const std::string& v) { row.bind(++n, v); }
  void operator()(const char*, Enumeration auto v) { row.bind(++n, name(v)); }
  void operator()(const char*, bool v) { row.bind(++n, v); }
  void operator()(const char*, float v) { row.bind(++n, static_cast<double>(v)); }
  void operator()(const char*, const std::optional<double>& v) { row.bind(++n, v); }
  void operator()(const char*, std::int32_t v) { v < 0 ? row.bind(++n, nullptr) : row.bind(++n, v); }
  template <class T>
  void operator()(const char*, const std::vector<T>& v) { row.bind(++n, list_text(v)); }
};

struct FromRow {
  const Statement& row;
  int column = -1;
  void operator()(const char*, ByteSpan& v) { v = span_from(row.bytes(++column)); }
  void operator()(const char*, std::optional<ByteSpan>& v) { v = row.is_null(++column) ? std::nullopt : std::optional(span_from(row.bytes(column))); }
  void operator()(const char*, std::string& v) { v = row.text(++column); }
  template <Enumeration E>
  void operator()(const char*, E& v) {
    const auto found = word(row.bytes(++column), E{});
    if (!found) damaged(fmt::format("the word \"{}\"", row.bytes(column).substr(0, 40)));
    v = *found;
  }
  void operator()(const char*, bool& v) { v = row.integer(++column) != 0; }
  void operator()(const char*, float& v) { v = static_cast<float>(row.real(++column)); }
  void operator()(const char*, std::optional<double>& v) { v = row.is_null(++column) ? std::nullopt : std::optional(row.real(column)); }
  void operator()(const char*, std::int32_t& v) { v = row.is_null(++column) ? -1 : static_cast<std::int32_t>(row.integer(column)); }
  template <class T>
  void operator()(const char*, std::vector<T>& v) { v = list_from<T>(row.bytes(++column)); }
};

template <class T>
std::vector<std::string_view> columns() {
  std::vector<std::string_view> out;
  const T value{};
  each_field(value, [&](const char* name, const auto&) { out.push_back(name); });
  return out;
}

template <class T>
Statement insert(const Connection& db, std::string_view table) {
  std::string names = "document, number", values = "?1, ?2";
  int n = 2;
  for (const auto c : columns<T>()) names += fmt::format(", {}", c), values += fmt::format(", ?{}", ++n);
  return db.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, values));
}

template <class T>
Statement select(const Connection& db, std::string_view table) {
  return db.prepare(fmt::format("SELECT {} FROM {} WHERE document = ?1 ORDER BY number", fmt::join(columns<T>(), ", "), table));
}

template <class T>
void write(Statement& row, std::int64_t document, const std::vector<T>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    row.with(document, i);
    each_field(all[i], ToRow{row});
    row.run();
  }
}

template <class T>
void read(Statement& row, std::int64_t document, std::vector<T>& all) {
  for (row.with(document); row.step();) each_field(all.emplace_back(), FromRow{row});
}

}  // namespace

GroundingWriter::GroundingWriter(const Connection& db)
    : time_(insert<TimeExpression>(db, "time_expression")), figure_(insert<Figure>(db, "figure")), place_(insert<Place>(db, "place")),
      event_(insert<Event>(db, "event")) {}

void GroundingWriter::add(std::int64_t document, const Reading& r) {
  write(time_, document, r.times), write(figure_, document, r.figures), write(place_, document, r.places), write(event_, document, r.events);
}

GroundingLoader::GroundingLoader(const Connection& db)
    : time_(select<TimeExpression>(db, "time_expression")), figure_(select<Figure>(db, "figure")), place_(select<Place>(db, "place")),
      event_(select<Event>(db, "event")) {}

void GroundingLoader::load(std::int64_t document, Reading& r) {
  read(time_, document, r.times), read(figure_, document, r.figures), read(place_, document, r.places), read(event_, document, r.events);
}

}  // namespace stemma::store
